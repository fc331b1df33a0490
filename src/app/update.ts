import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Workbox } from 'workbox-window';
import { isDirty } from './dirty.ts';

export interface AppUpdate {
  /** A new version waits beside this one. */
  readonly isReady: ReadonlySignal<boolean>;
  /** `isReady`, and nothing is being typed. */
  readonly mayApply: ReadonlySignal<boolean>;
  /** True once, after the first visit has put everything on the phone. */
  readonly isOfflineReady: ReadonlySignal<boolean>;
  /** Changes to the new version and loads the page again; does nothing while something is being typed. */
  apply: () => void;
  dismissOfflineReady: () => void;
}

export type UpdateWorker = Pick<Workbox, 'addEventListener' | 'messageSkipWaiting'>;

export function createAppUpdate(worker: UpdateWorker, reload: () => void): AppUpdate {
  const isReady = signal(false);
  const isOfflineReady = signal(false);
  let isAsked = false;

  worker.addEventListener('waiting', () => {
    isReady.value = true;
  });
  worker.addEventListener('activated', ({ isUpdate }) => {
    if (isUpdate !== true) isOfflineReady.value = true;
  });
  worker.addEventListener('controlling', () => {
    if (isAsked) reload();
  });

  return {
    isReady,
    isOfflineReady,
    mayApply: computed(() => isReady.value && !isDirty.value),
    apply() {
      if (!isReady.peek() || isDirty.peek()) return;
      isAsked = true;
      worker.messageSkipWaiting();
    },
    dismissOfflineReady() {
      isOfflineReady.value = false;
    },
  };
}

/** The page's one; `null` until the worker is registered, or where there is none (the dev server). */
export const appUpdate = signal<AppUpdate | null>(null);

/** Looks for a new version at every return to the page, at most once an hour. */
const LOOK_EVERY_MS = 3_600_000;

export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const [loaded] = await Promise.allSettled([import('workbox-window')]);
  // The network may go before this, or all that the worker keeps, has been fetched: it comes back.
  addEventListener('online', () => void registerMissing(), { once: true });
  if (loaded.status === 'rejected') return;
  const worker = new loaded.value.Workbox('/sw.js');
  appUpdate.value = createAppUpdate(worker, () => location.reload());
  await Promise.allSettled([worker.register()]);

  let lookedAt = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' || Date.now() - lookedAt < LOOK_EVERY_MS) return;
    lookedAt = Date.now();
    void Promise.allSettled([worker.update()]);
  });
}

/** Without a worker the app could not be opened again without network. */
async function registerMissing(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  const isThere = Boolean(registration?.active ?? registration?.waiting);
  if (!isThere) await registerWorker();
}

import type { Journal } from '../store/journal.ts';
import { BACKGROUND_TAG } from '../sync/background-tag.ts';

/** Background Sync: Chromium has it, and TypeScript's own library does not know it. */
interface SyncManager {
  register: (tag: string) => Promise<void>;
}

/** A record that has gone by then needs no worker. */
const ASK_AFTER_MS = 2000;

/**
 * Has the browser wake the worker, once there is a network, for what is still here when nobody has the app
 * open. Asked once for a queue, and again whenever the page is put away. Returns how to stop.
 */
export function askBackgroundSend(journal: Journal, ask = askBrowser): () => void {
  const isWaiting = (): boolean => journal.counts().pending + journal.counts().photos > 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;

  function askNow(): void {
    if (!isWaiting()) return;
    isAsked = true;
    void ask();
  }
  function look(): void {
    if (!isWaiting()) isAsked = false;
    if (isAsked || !isWaiting() || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      askNow();
    }, ASK_AFTER_MS);
  }
  function putAway(): void {
    if (document.visibilityState === 'hidden') askNow();
  }

  look();
  const stop = journal.subscribe(look);
  document.addEventListener('visibilitychange', putAway);
  return () => {
    stop();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', putAway);
  };
}

/** Where there is no worker, no Background Sync or no permission for it, the next start of the app sends. */
async function askBrowser(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  const { sync } = (registration ?? {}) as { sync?: SyncManager };
  await Promise.allSettled([sync?.register(BACKGROUND_TAG)]);
}

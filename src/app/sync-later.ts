import type { Journal } from '../store/journal.ts';
import { readLastContact } from '../store/last-contact.ts';
import type { Reader, Sync, SyncStatus, WakeReason } from '../sync/sync.ts';

const TRY_AGAIN_MS = 5000;

/**
 * Fetches the sync when it is first woken: a door can be kept without it, so it must not keep the door
 * waiting. Until it is here nothing is sent, the status says what was last known, and who reads and who
 * listens is remembered. A sync that cannot be fetched is one more sign of no network, and is tried again.
 */
export function syncLater(load: () => Promise<Sync>, journal: Journal): Sync {
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  const lastContactAt = readLastContact();
  let loading: Promise<void> | null = null;
  let loaded: Sync | null = null;
  let lastFailure: SyncStatus['lastFailure'] = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let reader: Reader | null = null;

  async function take(reason: WakeReason): Promise<void> {
    const [fetched] = await Promise.allSettled([load()]);
    loading = null;
    if (isStopped) return;
    if (fetched.status === 'rejected') {
      lastFailure = 'offline';
      timer = setTimeout(() => wake(reason), TRY_AGAIN_MS);
      tell();
      return;
    }
    loaded = fetched.value;
    loaded.subscribe(tell);
    if (reader === null) loaded.wake(reason);
    else loaded.setReader(reader);
  }

  function wake(reason: WakeReason): void {
    if (isStopped) return;
    clearTimeout(timer);
    if (loaded === null) loading ??= take(reason);
    else loaded.wake(reason);
  }

  return {
    wake,
    setReader: (next) => {
      reader = next;
      if (loaded !== null) loaded.setReader(next);
      else if (next !== null) wake('start');
    },
    compare: () => (loaded === null ? wake('send-now') : loaded.compare()),
    readAttachment: async (sha) => loaded?.readAttachment(sha) ?? null,
    status: () =>
      loaded?.status() ?? {
        isRunning: loading !== null,
        lastReceivedAt: journal.lastReceivedAt(),
        lastContactAt,
        lastFailure,
        offsetMs: journal.offsetMs(),
        nextAt: null,
      },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      loaded?.stop();
    },
  };
}

import { monoMs } from '../store/run-clock.ts';
import { openTabChannel, type TabChannel } from '../store/tab-channel.ts';

const LOCK = 'shouwang-sync';
/** Who works says so this often; a page that is frozen or gone does not. */
const BEAT_EVERY_MS = 5000;
/** After so long without a word the lock is taken away. WebKit has kept locks of pages long gone. */
const SILENT_MS = 20_000;

/**
 * Runs the work unless another tab, or the worker, is at it: then `null`. It only saves traffic, for the
 * server takes everything twice as once; so work whose lock is taken away goes on to its end. By the run's
 * clock: one that is set back would leave a dead lock standing, and while a phone sleeps nobody can be heard.
 */
export function createTabLock(now = monoMs): <T>(work: () => Promise<T>) => Promise<T | null> {
  let other: { heardAt: number; channel: TabChannel<null> } | null = null;

  function listen(): { heardAt: number; channel: TabChannel<null> } {
    const channel = openTabChannel<null>(LOCK, () => {
      if (other !== null) other.heardAt = now();
    });
    return { heardAt: now(), channel };
  }

  return async <T>(work: () => Promise<T>) => {
    const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
    if (!locks) return work();
    const isSilent = other !== null && now() - other.heardAt > SILENT_MS;
    const working: { result: Promise<T> | null } = { result: null };
    const held = locks.request(LOCK, isSilent ? { steal: true } : { ifAvailable: true }, (lock) => {
      if (lock === null) {
        other ??= listen();
        return null;
      }
      other?.channel.close();
      other = null;
      working.result = whileBeating(work);
      return working.result;
    });
    const [ended] = await Promise.allSettled([held]);
    return ended.status === 'fulfilled' ? ended.value : (working.result ?? held);
  };
}

async function whileBeating<T>(work: () => Promise<T>): Promise<T> {
  const channel = openTabChannel<null>(LOCK, () => undefined);
  const timer = setInterval(() => channel.tell(null), BEAT_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    channel.close();
  }
}

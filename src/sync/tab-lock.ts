/** Longer than any cycle: a lock that is held for so long belongs to a page that is frozen or gone. */
const STUCK_MS = 90_000;

/**
 * Runs the work unless another tab is at it: then `null`. It only saves traffic, for the server takes
 * everything twice as once; so a lock that seems stuck (WebKit has kept locks of pages long gone) is ignored.
 */
export function createTabLock(now: () => number): <T>(work: () => Promise<T>) => Promise<T | null> {
  let busySince: number | null = null;
  return async (work) => {
    const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
    const isStuck = busySince !== null && now() - busySince > STUCK_MS;
    if (!locks || isStuck) return work();
    return locks.request('shouwang-sync', { ifAvailable: true }, async (lock) => {
      if (lock === null) {
        busySince ??= now();
        return null;
      }
      busySince = null;
      return work();
    });
  };
}

const FIRST_MS = 1000;
/** Nobody waits longer, whatever an answer on the way says: any proxy may send `Retry-After`. */
const LONGEST_MS = 5 * 60_000;

/**
 * How long to wait after so many failures in a row: anything up to a bound that doubles from 1 s to
 * 5 min ("full jitter"), so that a building's phones do not come back all at once.
 */
function backOffMs(failures: number, random: number): number {
  const bound = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
  return Math.max(FIRST_MS, random * bound);
}

/** What the server asks for, where that is longer than the back-off and not longer than anybody waits. */
export function waitMs(failures: number, retryAfterMs: number | null, random: number): number {
  return Math.min(LONGEST_MS, Math.max(retryAfterMs ?? 0, backOffMs(failures, random)));
}

/** 60 s ± 20 %. */
export const pollMs = (random: number): number => 60_000 * (0.8 + 0.4 * random);

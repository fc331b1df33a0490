const FIRST_MS = 1000;
const LONGEST_MS = 5 * 60_000;

/**
 * How long to wait after so many failures in a row: anything up to a bound that doubles from 1 s to
 * 5 min ("full jitter"), so that a building's phones do not come back all at once.
 */
export function backOffMs(failures: number, random: number): number {
  const bound = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
  return Math.max(FIRST_MS, random * bound);
}

/** 60 s ± 20 %. */
export const pollMs = (random: number): number => 60_000 * (0.8 + 0.4 * random);

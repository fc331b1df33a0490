import type { Instant } from '../domain/id.ts';

const QUARTER_MS = 15 * 60 * 1000;

/** Counts quarters of an hour: two moments of the same one have the same number. */
export const quarterOf = (at: Instant): number => Math.floor(Date.parse(at) / QUARTER_MS);

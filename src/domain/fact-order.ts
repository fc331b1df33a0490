import type { Fact } from './operation.ts';

/** The order of every fold: corrected time, then id. */
export function byCorrectedTime(a: Fact, b: Fact): number {
  if (a.correctedAt !== b.correctedAt) return a.correctedAt < b.correctedAt ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

import type { Figure } from './figures.ts';
import type { Stage } from './stage.ts';

/** One thing that is measured by itself, or with others of its group in one run. */
export interface Bench {
  /** `door-save`: its group, then what; each of its figures' names begins with it. */
  name: string;
  /** One line for the list of benches. */
  about: string;
  measure: (stage: Stage) => Promise<Measured>;
}

export interface Measured {
  figures: readonly Figure[];
  /** Lines under the table. */
  notes?: readonly string[];
}

/**
 * Whether somebody who asked for `wanted` meant `name`: the very name or all of its group, for
 * `door` is every `door-…`. `null` means all.
 */
export function isWanted(name: string, wanted: string | null): boolean {
  return wanted === null || name === wanted || name.startsWith(`${wanted}-`);
}

/** The benches that must run for `wanted`, which may also name one figure of a bench. */
export function benchesFor(all: readonly Bench[], wanted: string | null): Bench[] {
  return all.filter(({ name }) => isWanted(name, wanted) || wanted?.startsWith(`${name}-`));
}

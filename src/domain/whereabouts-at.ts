import type { Instant } from './id.ts';
import type { PastWhereabouts, Whereabouts } from './person.ts';

/** Where the register has somebody, and where it had them before. */
export interface Registered {
  whereabouts: Whereabouts | null;
  /** `null`: from ever. */
  whereaboutsSince: Instant | null;
  /** Absent: it never changed, or nobody kept it. */
  whereaboutsBefore?: PastWhereabouts['before'];
}

/** What the register says, or said, of that moment; `null`: nothing. */
export function whereaboutsAt(
  { whereabouts, whereaboutsSince, whereaboutsBefore = [] }: Registered,
  at: Instant,
): Whereabouts | null {
  const past = whereaboutsBefore.find(({ from, to }) => (from === null || from <= at) && at < to);
  if (past !== undefined) return past.whereabouts;
  return whereaboutsSince === null || whereaboutsSince <= at ? whereabouts : null;
}

import { daysBetween } from '../../domain/dilution.ts';
import type { InspectionsQuery } from '../../protocol/office-hygiene.ts';
import { Problem } from '../problem.ts';

const MOST_DAYS = 92;

/** Throws `bad-request` for days that are turned round or too many. */
export function requirePeriod({ from, to }: Pick<InspectionsQuery, 'from' | 'to'>): void {
  const days = daysBetween(from, to) + 1;
  if (!(days >= 1 && days <= MOST_DAYS)) throw new Problem('bad-request', { at: 'to' });
}

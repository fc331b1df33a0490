import type { Id } from '../domain/id.ts';
import { byCorrectedTime } from '../domain/fact-order.ts';
import type { Fact } from '../domain/operation.ts';
import { factOf, type JournalEntry } from './journal-entry.ts';

/**
 * What the screens show: the replica's facts, and this phone's operations that are not down again
 * yet, ordered by corrected time. A fact never leaves between receipt and pull. Parked ones are left out;
 * `mayRead` decides on those that only the journal has.
 */
export function overlay(
  replicaFacts: ReadonlyMap<Id, Fact>,
  entries: readonly JournalEntry[],
  mayRead: (fact: Fact) => boolean,
): Fact[] {
  const own = entries
    .filter(({ state, operation }) => state !== 'parked' && !replicaFacts.has(operation.id))
    .map(factOf)
    .filter(mayRead);
  return [...replicaFacts.values(), ...own].sort(byCorrectedTime);
}

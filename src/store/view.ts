import type { Id } from '../domain/id.ts';
import { byCorrectedTime, type Fact } from '../domain/operation.ts';
import type { JournalEntry } from './journal.ts';

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

/** An operation as a fact: with the server's stamps once it has a receipt, else with the phone's own estimate. */
export function factOf({ operation, deviceId, result }: JournalEntry): Fact {
  const { id, by, at, zone, type, tv, shiftId, body, offsetMs } = operation;
  const correctedAt =
    result?.correctedAt ?? new Date(Date.parse(at) + (offsetMs ?? 0)).toISOString();
  const receivedAt = result?.receivedAt ?? null;
  return { id, by, deviceId, at, zone, correctedAt, receivedAt, type, tv, shiftId, body };
}

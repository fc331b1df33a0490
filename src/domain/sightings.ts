import { inFactOrder } from './fact-order.ts';
import { byMoment, happenedAt } from './happened-at.ts';
import { readFact, type FactType, type ReadBody } from './fact.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';

/** Somebody was seen in a room: present by a round, or measured there. */
export interface Sighting {
  /** The id of the fact that tells it. */
  id: Id;
  personId: Id;
  roomId: Id;
  at: Instant;
}

/** The kinds of fact that sightings are read from. A void may also be of another duty. */
const SIGHTING_TYPES: ReadonlySet<string> = new Set<FactType>(['presence', 'second-check', 'void']);

/** Whom a fact has seen, and where; `null` where it saw nobody. */
export function sightedBy(read: ReadBody | null): Pick<Sighting, 'personId' | 'roomId'> | null {
  const isSeen =
    read?.type === 'second-check' || (read?.type === 'presence' && read.body.state === 'present');
  return isSeen ? read.body : null;
}

/** Those that stand, by when they were, then id; from facts in any order, given once or twice. */
export function sightingsOf(facts: Iterable<Fact>): Sighting[] {
  const told: Sighting[] = [];
  const voided = new Set<Id>();
  const ours = [...facts].filter(({ type }) => SIGHTING_TYPES.has(type));
  for (const fact of inFactOrder(ours).sort(byMoment)) {
    const read = readFact(fact);
    if (read?.type === 'void') voided.add(read.body.voids);
    const seen = sightedBy(read);
    if (seen === null) continue;
    const { personId, roomId } = seen;
    told.push({ id: fact.id, personId, roomId, at: happenedAt(fact) });
  }
  return told.filter(({ id }) => !voided.has(id));
}

import { byCorrectedTime } from './fact-order.ts';
import { byMoment, happenedAt, typedInAt } from './happened-at.ts';
import { readFact, type FactBody, type FactType } from './fact.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import type { RoundEnd } from './round.ts';

/** What is recorded in a room, each with the id of its stay. */
const VISIT_TYPES = [
  'presence',
  'second-check',
  'inspection',
  'finding',
  'rectification',
  'visit-note',
] as const satisfies readonly FactType[];
type VisitType = (typeof VISIT_TYPES)[number];

/** The kinds of fact that a round log is folded from. A void may also be of another duty. */
export const ROUND_TYPES: readonly FactType[] = ['round', 'round-end', 'void', ...VISIT_TYPES];

/** One record of a room that stands. */
export interface VisitEntry<T extends VisitType = VisitType> {
  id: Id;
  /** When it was so: of what was written on paper, then. */
  at: Instant;
  by: Id;
  /** The round it was recorded on; `null` outside of one. */
  roundId: Id | null;
  fact: Fact;
  body: FactBody<T>;
}

export interface RoundEntry {
  id: Id;
  at: Instant;
  by: Id;
  round: FactBody<'round'>;
  /** When it was typed in from paper; `null` where it was begun on the phone. */
  typedInAt: Instant | null;
  /** The first of several ends; `null` while nobody has ended it (it is over after the policy's hours). */
  end: { at: Instant; why: RoundEnd['why'] } | null;
}

/** What happened in the rooms, as far as the facts given so far tell: the same whatever their order. */
export interface RoundLog {
  /** By time, then id. */
  rounds: () => readonly RoundEntry[];
  /** Everything recorded in a room by time, then id; what was taken back is left out. */
  inRoom: (roomId: Id) => readonly VisitEntry[];
  presencesOf: (personId: Id) => readonly VisitEntry<'presence'>[];
  secondChecksOf: (personId: Id) => readonly VisitEntry<'second-check'>[];
  /** Everybody who was measured in a room. */
  measured: () => Id[];
  notesIn: (roomId: Id) => readonly VisitEntry<'visit-note'>[];
  /** Takes facts in any order, again or anew. */
  add: (facts: readonly Fact[]) => void;
}

export function foldRounds(facts: readonly Fact[]): RoundLog {
  const log = createRoundLog();
  log.add(facts);
  return log;
}

export function createRoundLog(): RoundLog {
  const voided = new Set<Id>();
  const isStanding = ({ id }: { id: Id }): boolean => !voided.has(id);
  const rounds = createRounds();
  const rooms = createShelf(isStanding);
  const presences = createShelf<'presence'>(isStanding);
  const checks = createShelf<'second-check'>(isStanding);
  const notes = createShelf<'visit-note'>(isStanding);
  const known = new Map<Id, Fact>();

  function takeBack(id: Id): void {
    voided.add(id);
    for (const shelf of [rooms, presences, checks, notes]) shelf.forget(id);
  }

  function keep(fact: Fact): void {
    if (!isNews(known.get(fact.id), fact)) return;
    known.set(fact.id, fact);
    const read = readFact(fact);
    if (read?.type === 'round' || read?.type === 'round-end') rounds.put(fact, read);
    if (read?.type === 'void') takeBack(read.body.voids);
    if (read?.type === 'presence') presences.put(read.body.personId, entryOf(fact, read.body));
    if (read?.type === 'second-check') checks.put(read.body.personId, entryOf(fact, read.body));
    if (read?.type === 'visit-note') notes.put(read.body.roomId, entryOf(fact, read.body));
    if (isVisit(read)) rooms.put(read.body.roomId, entryOf<VisitType>(fact, read.body));
  }

  return {
    rounds: rounds.list,
    inRoom: rooms.list,
    presencesOf: presences.list,
    secondChecksOf: checks.list,
    measured: checks.keys,
    notesIn: notes.list,
    add: (facts) => facts.forEach(keep),
  };
}

type Read = NonNullable<ReturnType<typeof readFact>>;

function isVisit(read: Read | null): read is Extract<Read, { type: VisitType }> {
  return read !== null && VISIT_TYPES.some((type) => type === read.type);
}

function entryOf<T extends VisitType>(fact: Fact, body: FactBody<T>): VisitEntry<T> {
  const { id, by, shiftId: roundId } = fact;
  return { id, at: happenedAt(fact), by, roundId, fact, body };
}

/** What came down from the server replaces what the phone itself wrote; anything else is a repeat. */
function isNews(known: Fact | undefined, fact: Fact): boolean {
  return known === undefined || (known.receivedAt === null && fact.receivedAt !== null);
}

/** Entries under a room or a person. A list is sorted when it is read after a change, and then kept. */
function createShelf<T extends VisitType = VisitType>(isStanding: (entry: { id: Id }) => boolean) {
  const entriesByKey = new Map<Id, Map<Id, VisitEntry<T>>>();
  const keyOf = new Map<Id, Id>();
  const lists = new Map<Id, readonly VisitEntry<T>[]>();
  return {
    put: (key: Id, entry: VisitEntry<T>): void => {
      const entries = entriesByKey.get(key) ?? new Map<Id, VisitEntry<T>>();
      entriesByKey.set(key, entries.set(entry.id, entry));
      keyOf.set(entry.id, key);
      lists.delete(key);
    },
    forget: (id: Id): void => {
      const key = keyOf.get(id);
      if (key !== undefined) lists.delete(key);
    },
    keys: (): Id[] => [...entriesByKey.keys()],
    list: (key: Id): readonly VisitEntry<T>[] => {
      const made =
        lists.get(key) ??
        [...(entriesByKey.get(key)?.values() ?? [])]
          .filter(isStanding)
          .sort((a, b) => byMoment(a.fact, b.fact));
      lists.set(key, made);
      return made;
    },
  };
}

/** Rounds and their ends, whichever comes first. Of several ends the earliest counts. */
function createRounds() {
  const begun = new Map<Id, { fact: Fact; round: FactBody<'round'> }>();
  const endsByRound = new Map<Id, Map<Id, { fact: Fact; why: RoundEnd['why'] }>>();
  let list: readonly RoundEntry[] | null = null;

  const firstEnd = (roundId: Id): RoundEntry['end'] => {
    const [first] = [...(endsByRound.get(roundId)?.values() ?? [])].sort((a, b) =>
      byCorrectedTime(a.fact, b.fact),
    );
    return first === undefined ? null : { at: first.fact.correctedAt, why: first.why };
  };

  return {
    put: (fact: Fact, read: Extract<Read, { type: 'round' | 'round-end' }>): void => {
      list = null;
      if (read.type === 'round') begun.set(fact.id, { fact, round: read.body });
      else {
        const { roundId, why } = read.body;
        const ends =
          endsByRound.get(roundId) ?? new Map<Id, { fact: Fact; why: RoundEnd['why'] }>();
        endsByRound.set(roundId, ends.set(fact.id, { fact, why }));
      }
    },
    list: (): readonly RoundEntry[] =>
      (list ??= [...begun.values()]
        .sort((a, b) => byMoment(a.fact, b.fact))
        .map(({ fact, round }) => ({
          id: fact.id,
          at: happenedAt(fact),
          by: fact.by,
          round,
          typedInAt: typedInAt(fact),
          end: firstEnd(fact.id),
        }))),
  };
}

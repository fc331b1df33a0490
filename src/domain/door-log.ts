import type { DoorCheck, Subject } from './door-check.ts';
import type { DoorEntry, ShiftEntry, VisitorEntry } from './door-entry.ts';
import { createDoorFacts } from './door-facts.ts';
import { createEntryOrder } from './entry-order.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';

/** What happened at the doors, as far as the facts given so far tell: the same whatever their order. */
export interface DoorLog {
  /** Every check by time, then id, those taken back included. */
  readonly entries: readonly DoorEntry[];
  entry: (id: Id) => DoorEntry | null;
  /** One person's or visitor's checks by time, those taken back left out. */
  entriesOf: (key: SubjectKey) => readonly DoorEntry[];
  /** Everybody who has a check that stands. */
  subjects: () => SubjectKey[];
  readonly visitors: ReadonlyMap<Id, VisitorEntry>;
  readonly shifts: ReadonlyMap<Id, ShiftEntry>;
  /** How many facts are of a kind or version that this build cannot read; they count nowhere else. */
  readonly unreadCount: number;
  /** Takes facts in any order, again or anew. Costs little for one, so that the door never waits. */
  add: (facts: readonly Fact[]) => void;
}

/** `person:<id>` or `visitor:<id>`. */
export type SubjectKey = string;

/** `null` for an unknown person: two of them are never known to be one. */
export function subjectKey(subject: Subject): SubjectKey | null {
  switch (subject.kind) {
    case 'person':
      return personKey(subject.personId);
    case 'visitor':
      return visitorKey(subject.visitorId);
    case 'unknown':
      return null;
  }
}

export const personKey = (personId: Id): SubjectKey => `person:${personId}`;
export const visitorKey = (visitorId: Id): SubjectKey => `visitor:${visitorId}`;

export function foldDoorLog(facts: readonly Fact[]): DoorLog {
  const log = createDoorLog();
  log.add(facts);
  return log;
}

export function createDoorLog(): DoorLog {
  const facts = createDoorFacts();
  const entryById = new Map<Id, DoorEntry>();
  const everything = createEntryOrder();
  const orderBySubject = new Map<SubjectKey, ReturnType<typeof createEntryOrder>>();

  const orderOf = (entry: DoorEntry | null | undefined) => {
    const key = entry && !entry.isVoided ? subjectKey(entry.check.subject) : null;
    if (key === null) return null;
    const order = orderBySubject.get(key) ?? createEntryOrder();
    orderBySubject.set(key, order);
    return order;
  };

  const renew = (id: Id) => {
    const before = entryById.get(id);
    const after = facts.entry(id);
    if (before) {
      everything.remove(before);
      orderOf(before)?.remove(before);
      entryById.delete(id);
    }
    if (!after) return;
    everything.put(after);
    orderOf(after)?.put(after);
    entryById.set(id, after);
  };

  return {
    get entries() {
      return everything.list();
    },
    entry: (id) => entryById.get(id) ?? null,
    entriesOf: (key) => orderBySubject.get(key)?.list() ?? [],
    subjects: () => [...orderBySubject].flatMap(([key, order]) => (order.isEmpty() ? [] : key)),
    visitors: facts.visitors,
    shifts: facts.shifts,
    get unreadCount() {
      return facts.unread.size;
    },
    add: (added) => {
      for (const id of facts.add(added)) renew(id);
    },
  };
}

export function lastPassage(log: DoorLog, key: SubjectKey): DoorEntry | null {
  return log.entriesOf(key).at(-1) ?? null;
}

export interface PastReading {
  at: Instant;
  entryId: Id;
  reading: NonNullable<DoorCheck['reading']>;
}

/** Newest first. */
export function lastReadings(log: DoorLog, personId: Id, count: number): PastReading[] {
  return log
    .entriesOf(personKey(personId))
    .flatMap(({ at, id, check }) =>
      check.reading === null ? [] : [{ at, entryId: id, reading: check.reading }],
    )
    .slice(-count)
    .reverse();
}

/**
 * The check that makes another one at `at` a double: of the same person or visitor, `seconds` or less
 * away on either side, for two phones' clocks may differ. The closest one; at any door.
 */
export function repeatWithin(
  log: DoorLog,
  subject: Subject,
  { at, seconds }: { at: Instant; seconds: number },
): { entry: DoorEntry; secondsAgo: number } | null {
  const key = subjectKey(subject);
  if (key === null) return null;
  const doubles = log
    .entriesOf(key)
    .map((entry) => ({ entry, secondsAgo: secondsBetween(entry.at, at) }))
    .filter(({ secondsAgo }) => Math.abs(secondsAgo) <= seconds)
    .sort((a, b) => Math.abs(a.secondsAgo) - Math.abs(b.secondsAgo));
  return doubles[0] ?? null;
}

function secondsBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

/** The other way than last time; of somebody never seen here, `in`: who comes in must be measured. */
export function guessDirection(last: DoorEntry | null): DoorCheck['direction'] {
  return last?.check.direction === 'in' ? 'out' : 'in';
}

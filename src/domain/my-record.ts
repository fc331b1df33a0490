import type { Amending } from './amended-record.ts';
import { createAmendmentChains } from './amendment-chains.ts';
import { dayOf } from './campus-day.ts';
import { readFact, type FactBody, type ReadBody } from './fact.ts';
import { byMoment, happenedAt } from './happened-at.ts';
import type { Day, Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';

/** One thing that was recorded about a person. */
export interface RecordedOfMe {
  fact: Fact;
  read: ReadBody;
  at: Instant;
  isTakenBack: boolean;
  /** What the office wrote to a request for a correction; empty for anything else. */
  answers: readonly FactBody<'correction-answer'>[];
}

export interface MyDay {
  day: Day;
  entries: readonly RecordedOfMe[];
}

/** What was recorded about one person, as far as the facts given so far tell: the same whatever their order. */
export interface MyRecord {
  /** The newest day first; within a day by time. */
  days: (zone: string) => readonly MyDay[];
  /** The last answer to the privacy notice; `null` = none is known. */
  consent: () => ConsentTold | null;
  /** When the other system was told on that day, by the first record of it; `null` if it was not. */
  secondReport: (day: Day) => Instant | null;
  /** What somebody reminded of, newest first. */
  reminders: () => readonly { at: Instant; reminder: FactBody<'reminder'> }[];
  /** Takes facts in any order, again or anew. */
  add: (facts: readonly Fact[]) => void;
}

export interface ConsentTold {
  noticeVersion: string;
  isGiven: boolean;
  at: Instant;
  /** When the person first agreed, as far as this phone knows. */
  firstAt: Instant;
}

/** The later of what the facts tell and what the server's mark tells, which outlives them on the phone. */
export function laterConsent(
  told: ConsentTold | null,
  mark: Omit<ConsentTold, 'firstAt'> | null,
): ConsentTold | null {
  if (mark === null || (told !== null && told.at >= mark.at)) return told;
  const { noticeVersion, isGiven, at } = mark;
  return { noticeVersion, isGiven, at, firstAt: told?.firstAt ?? at };
}

interface Kept {
  fact: Fact;
  read: ReadBody;
}

export function createMyRecord(personId: Id): MyRecord {
  const keptById = new Map<Id, Kept>();
  const voided = new Set<Id>();
  const chains = createAmendmentChains<Amending>();
  let inOrder: readonly Kept[] | null = null;

  const list = (): readonly Kept[] =>
    (inOrder ??= [...keptById.values()].sort((a, b) => byMoment(a.fact, b.fact)));
  // Whoever takes a record back voids its first telling.
  const isStanding = ({ fact: { id } }: Kept): boolean =>
    !voided.has(id) && !voided.has(chains.rootOf(id));
  const standing = <T extends ReadBody['type']>(type: T) =>
    list().flatMap(({ fact, read }) =>
      read.type === type && isStanding({ fact, read })
        ? [{ fact, body: read.body as FactBody<T> }]
        : [],
    );

  function keep(fact: Fact): void {
    const known = keptById.get(fact.id);
    if (known !== undefined && known.fact.receivedAt !== null) return;
    const read = readFact(fact);
    if (read === null) return;
    if (read.type === 'void') voided.add(read.body.voids);
    if ('amends' in read.body) chains.add({ fact, check: read.body });
    if (!isAbout(read, personId)) return;
    keptById.set(fact.id, { fact, read });
    inOrder = null;
  }

  function answersTo({ fact, read }: Kept): FactBody<'correction-answer'>[] {
    if (read.type !== 'correction-request') return [];
    return standing('correction-answer')
      .map(({ body }) => body)
      .filter(({ requestId }) => requestId === fact.id);
  }

  const shown = (kept: Kept): RecordedOfMe => ({
    ...kept,
    at: happenedAt(kept.fact),
    isTakenBack: !isStanding(kept),
    answers: answersTo(kept),
  });

  return {
    add: (facts) => facts.forEach(keep),
    days: (zone) => byDay(list().filter(isOfOwn).map(shown), zone),
    consent: () => consentOf(standing('consent')),
    secondReport: (day) =>
      standing('second-report').find(({ body }) => body.day === day)?.body.doneAt ?? null,
    reminders: () =>
      standing('reminder')
        .map(({ fact, body }) => ({ at: fact.correctedAt, reminder: body }))
        .reverse(),
  };
}

function consentOf(told: readonly { fact: Fact; body: FactBody<'consent'> }[]): ConsentTold | null {
  const last = told.at(-1);
  if (last === undefined) return null;
  const first = told.find(({ body }) => body.isGiven) ?? last;
  return {
    noticeVersion: last.body.noticeVersion,
    isGiven: last.body.isGiven,
    at: last.fact.correctedAt,
    firstAt: first.fact.correctedAt,
  };
}

/** An answer stands under its request. */
const isOfOwn = ({ read }: Kept): boolean => read.type !== 'correction-answer';

/** An answer names nobody: it lies where its request lies, and waits for it. */
function isAbout({ type, body }: ReadBody, personId: Id): boolean {
  if (type === 'correction-answer') return true;
  if (type === 'door-check')
    return body.subject.kind === 'person' && body.subject.personId === personId;
  return 'personId' in body && body.personId === personId;
}

function byDay(entries: readonly RecordedOfMe[], zone: string): MyDay[] {
  const days = new Map<Day, RecordedOfMe[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at, zone);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([day, ofDay]) => ({ day, entries: ofDay }));
}

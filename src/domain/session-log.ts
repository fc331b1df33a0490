import { toAmendedRecord, type AmendedRecord, type TakenBack } from './amended-record.ts';
import { createAmendmentChains } from './amendment-chains.ts';
import { byCorrectedTime, inFactOrder } from './fact-order.ts';
import { readFact, type FactBody, type FactType } from './fact.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import { sessionKey, type Session, type SessionWindow } from './report-session.ts';

/** The kinds of fact that sessions are folded from. A void may also be of another duty. */
export const SESSION_TYPES: readonly FactType[] = [
  'self-report',
  'session-check',
  'session-return',
  'reminder',
  'void',
];

/** What a person told, or somebody for them, as it stands after every amendment. */
export type ReportEntry = AmendedRecord<FactBody<'self-report'>>;

/** A fact of one kind that stands. */
export interface Told<Body> {
  id: Id;
  at: Instant;
  by: Id;
  fact: Fact;
  body: Body;
}

export type CheckEntry = Told<FactBody<'session-check'>>;
export type ReturnEntry = Told<FactBody<'session-return'>>;
export type ReturnPlace = FactBody<'session-return'>['place'];

/** A session, and from when it could be told of. */
export type Begun = Pick<SessionWindow, 'day' | 'slot' | 'openFrom'>;

/**
 * What was told of sessions; every list by corrected time, of a report that of its newest word, then id, and without
 * what was taken back.
 */
export interface SessionLog {
  readonly reports: readonly ReportEntry[];
  readonly checks: readonly CheckEntry[];
  /** Without what was first told before the session began: nobody knows it ahead. */
  reportsOf: (personId: Id, window: Begun) => readonly ReportEntry[];
  /** The same. */
  checksOf: (personId: Id, window: Begun) => readonly CheckEntry[];
  returnsOf: (place: ReturnPlace, session: Session) => readonly ReturnEntry[];
  /** Reminders of the report, not of the second system. */
  remindersOf: (personId: Id, session: Session) => readonly Told<FactBody<'reminder'>>[];
}

/** From facts in any order, given once or twice. */
export function foldSessions(facts: readonly Fact[]): SessionLog {
  const told = readAll(facts);
  const reports = standingReports(told.reports, told.takenBack);
  const standing = <Body>(list: readonly Told<Body>[]): Told<Body>[] =>
    list.filter(({ id }) => !told.takenBack.has(id));
  const checks = standing(told.checks);
  const returns = standing(told.returns);
  const reminders = standing(told.reminders).filter(({ body }) => body.about === 'report');
  const reportsBy = shelve(reports, ({ check }) => byPerson(check));
  const checksBy = shelve(checks, ({ body }) => byPerson(body));
  const returnsBy = shelve(returns, ({ body }) => placeAndSession(body.place, body.session));
  const remindersBy = shelve(reminders, ({ body }) => byPerson(body));
  return {
    reports,
    checks,
    reportsOf: (personId, window) =>
      toldIn(window, reportsBy.get(byPerson({ personId, session: window }))),
    checksOf: (personId, window) =>
      toldIn(window, checksBy.get(byPerson({ personId, session: window }))),
    returnsOf: (place, session) => returnsBy.get(placeAndSession(place, session)) ?? [],
    remindersOf: (personId, session) => remindersBy.get(byPerson({ personId, session })) ?? [],
  };
}

const toldIn = <Entry extends { at: Instant }>(
  { openFrom }: Begun,
  entries: readonly Entry[] = [],
): readonly Entry[] => entries.filter(({ at }) => at >= openFrom);

const byPerson = ({ personId, session }: { personId: Id; session: Session }): string =>
  `${personId} ${sessionKey(session)}`;

const placeAndSession = ({ kind, id }: ReturnPlace, session: Session): string =>
  `${kind} ${id} ${sessionKey(session)}`;

type ReportTold = Told<FactBody<'self-report'>>;

function readAll(facts: readonly Fact[]) {
  const reports: ReportTold[] = [];
  const checks: CheckEntry[] = [];
  const returns: ReturnEntry[] = [];
  const reminders: Told<FactBody<'reminder'>>[] = [];
  const takenBack = new Map<Id, TakenBack[]>();
  for (const fact of inFactOrder(facts)) {
    const read = readFact(fact);
    const { id, correctedAt: at, by } = fact;
    if (read?.type === 'self-report') reports.push({ id, at, by, fact, body: read.body });
    if (read?.type === 'session-check') checks.push({ id, at, by, fact, body: read.body });
    if (read?.type === 'session-return') returns.push({ id, at, by, fact, body: read.body });
    if (read?.type === 'reminder') reminders.push({ id, at, by, fact, body: read.body });
    if (read?.type === 'void') {
      const { voids, reason } = read.body;
      takenBack.set(voids, [...(takenBack.get(voids) ?? []), { fact, reason }]);
    }
  }
  return { reports, checks, returns, reminders, takenBack };
}

/** By their newest word, then id. */
function standingReports(
  told: readonly ReportTold[],
  takenBack: ReadonlyMap<Id, readonly TakenBack[]>,
): ReportEntry[] {
  const chains = createAmendmentChains<FactBody<'self-report'>>();
  for (const { fact, body } of told) chains.add({ fact, check: body });
  const roots = new Set(told.map(({ id }) => chains.rootOf(id)));
  return [...roots]
    .flatMap((root) => {
      const versions = chains
        .versionsOf(root)
        .map((version) => ({ ...version, takenBack: takenBack.get(version.fact.id) ?? [] }));
      const entry = toAmendedRecord(root, versions, takenBack.has(root));
      return entry === null || entry.isVoided ? [] : [onFirstWord(entry)];
    })
    .sort((a, b) => byCorrectedTime(a.current, b.current));
}

/** Whose word a report is stays as it was first told, whatever was amended later. */
function onFirstWord(entry: ReportEntry): ReportEntry {
  const first = entry.versions.find(({ fact }) => fact.id === entry.id);
  if (first === undefined || first.check.onBehalfAs === entry.check.onBehalfAs) return entry;
  return { ...entry, check: { ...entry.check, onBehalfAs: first.check.onBehalfAs } };
}

function shelve<Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): ReadonlyMap<string, readonly Entry[]> {
  const shelves = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const shelf = shelves.get(key);
    if (shelf === undefined) shelves.set(key, [entry]);
    else shelf.push(entry);
  }
  return shelves;
}

import { v5 as uuidv5 } from 'uuid';
import { dayOf } from '../../domain/campus-day.ts';
import type { Mark } from '../../domain/document.ts';
import type { Id, Instant } from '../../domain/id.ts';
import { sessionKey, type Session } from '../../domain/report-session.ts';
import { buildingScope, personScope } from '../../domain/scope.ts';
import { foldSessions } from '../../domain/session-log.ts';
import type { DocumentPut, Standing } from '../database/documents.ts';
import { consentMarkId, isLaterAnswer } from './consents-at-hand.ts';
import type { FactsAtHand } from './facts-at-hand.ts';
import { readFactsOfPerson } from './facts-of-person.ts';
import type { Consented, News } from './news.ts';
import type { OpRow } from './stored-facts.ts';
import type { Judging } from './take-operation.ts';

const reportedMarkId = (personId: Id): Id => uuidv5('reported', personId);

const TYPES: ReadonlySet<string> = new Set(['self-report', 'consent', 'void']);

/** Notes whose marks a fact makes old. It counts already. */
export function noteReport(news: News, facts: FactsAtHand, { id, type, correctedAt }: OpRow): void {
  const read = TYPES.has(type) ? facts.fact(id)?.read : undefined;
  if (read?.type === 'consent') news.consents.push({ ...read.body, at: correctedAt, factId: id });
  if (read?.type === 'self-report') {
    const { personId, session, amends } = read.body;
    if (amends === null) news.reports.push({ personId, session, at: correctedAt });
    else news.reporterIds.add(personId);
  }
  if (read?.type !== 'void') return;
  const voided = facts.fact(read.body.voids)?.read;
  if (voided?.type === 'self-report') news.reporterIds.add(voided.body.personId);
}

export const reportMarkIds = ({ reports, reporterIds, consents }: News): Id[] => [
  ...[...reporterIds, ...reports.map(({ personId }) => personId)].map(reportedMarkId),
  ...consents.map(({ personId }) => consentMarkId(personId)),
];

/**
 * In `B/door` of a resident's home: that there is a report, and of which session. A first report adds its
 * session; after an amendment or a void the person's reports are folded anew. And in the person's own feed, what they
 * answered to the notice.
 */
export async function reportMarks(taking: Judging, standing: Standing): Promise<DocumentPut[]> {
  const { news } = taking;
  const puts: DocumentPut[] = [];
  const told = new Map<Id, Session[]>();
  for (const { personId, session } of news.reports.filter((one) => isNoDayAhead(taking, one)))
    told.set(personId, [...(told.get(personId) ?? []), session]);
  for (const [personId, sessions] of told) {
    if (news.reporterIds.has(personId)) continue;
    const mark = liveMark(standing, reportedMarkId(personId));
    const before = mark?.about === 'reported' ? mark.sessions : [];
    puts.push(reportedMark(taking, personId, [...before, ...sessions]));
  }
  for (const personId of news.reporterIds) {
    const { reports } = foldSessions(await readFactsOfPerson(taking, personId));
    const sessions = reports
      .map(({ at, check }) => ({ at, ...check }))
      .filter((one) => one.personId === personId && isNoDayAhead(taking, one))
      .map(({ session }) => session);
    puts.push(reportedMark(taking, personId, sessions));
  }
  return [...puts, ...consentMarks(news, standing)];
}

/** One that is told days before would stand in a mark's place for as long. */
const isNoDayAhead = (
  { work }: Judging,
  { session, at }: { session: Session; at: Instant },
): boolean => session.day <= dayOf(at, work.campusZone);

/** So many sessions are told to those who learn no more than that a report is there. */
const SESSIONS_MARKED = 3;

/** Each once, newest first. */
function latestOf(sessions: readonly Session[]): Session[] {
  const byKey = new Map(sessions.map((session) => [sessionKey(session), session]));
  const newestFirst = [...byKey].sort(([a], [b]) => (a < b ? 1 : -1));
  return newestFirst.slice(0, SESSIONS_MARKED).map(([, session]) => session);
}

function reportedMark(
  { ground }: Judging,
  personId: Id,
  sessions: readonly Session[],
): DocumentPut {
  const home = ground.document('directory', personId)?.home ?? null;
  return {
    kind: 'mark',
    id: reportedMarkId(personId),
    body: { about: 'reported', personId, sessions: latestOf(sessions) },
    scopes: home === null || sessions.length === 0 ? [] : [buildingScope(home.buildingId, 'door')],
  };
}

/** The last answer by corrected time, then id. */
function consentMarks({ consents }: News, standing: Standing): DocumentPut[] {
  const last = new Map<Id, Consented>();
  for (const consent of consents) {
    const { personId } = consent;
    const mark = liveMark(standing, consentMarkId(personId));
    const other = last.get(personId) ?? (mark?.about === 'consent' ? mark : null);
    if (other === null || isLaterAnswer(consent, other)) last.set(personId, consent);
  }
  return [...last.values()].map((consent) => ({
    kind: 'mark',
    id: consentMarkId(consent.personId),
    body: { about: 'consent', ...consent },
    scopes: [personScope(consent.personId)],
  }));
}

/** One that lies nowhere is of what was taken back. */
function liveMark({ current, scopes }: Standing, id: Id): Mark | null {
  const key = `mark ${id}`;
  const row = current.get(key);
  return row === undefined || (scopes.get(key) ?? []).length === 0
    ? null
    : (JSON.parse(row.body) as Mark);
}

import { symptomGroups } from './abnormal-health.ts';
import { dayOf } from './campus-day.ts';
import { inFactOrder } from './fact-order.ts';
import { readFact, type FactBody } from './fact.ts';
import { healthWords, tellerOf, type HealthWord } from './health-words.ts';
import type { Day, Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import type { PolicyPack } from './policy.ts';
import type { SymptomGroup } from './report-rules.ts';
import { aheadBy, sessionClockOf, sessionKey, type Session } from './report-session.ts';
import {
  foldSessions,
  type CheckEntry,
  type ReportEntry,
  type SessionLog,
  type Told,
} from './session-log.ts';
import { takenBackIn } from './taken-back.ts';

/** One person ill in one way on one day. */
export interface IllDay {
  personId: Id;
  day: Day;
  group: SymptomGroup;
  /** When it was told. */
  at: Instant;
}

/**
 * Reports, checks and the register of absences; what was taken back, or told ahead of its time, tells nothing, nor what
 * the same teller has replaced by another word on the same session.
 */
export function illDays(
  facts: readonly Fact[],
  { policy, zone }: { policy: PolicyPack; zone: string },
): IllDay[] {
  const isAhead = aheadBy(sessionClockOf(policy, zone));
  const told = bySession(foldSessions(facts), isAhead).flatMap((one) => illInSession(one, policy));
  for (const { body, at } of standingOf(facts, 'absence')) {
    if (dayOf(at, zone) < body.onsetOn) continue;
    const groups = symptomGroups({ reading: null, symptoms: body.symptoms }, policy);
    if (groups.size === 0) groups.add('other');
    for (const group of groups)
      told.push({ personId: body.personId, day: body.onsetOn, at, group });
  }
  return told;
}

/** What was told of one person in one session. */
interface ToldInSession {
  personId: Id;
  day: Day;
  reports: ReportEntry[];
  checks: CheckEntry[];
}

function bySession(
  log: SessionLog,
  isAhead: (session: Session, at: Instant) => boolean,
): ToldInSession[] {
  const all = new Map<string, ToldInSession>();
  const shelfOf = ({ personId, session }: { personId: Id; session: Session }): ToldInSession => {
    const key = `${personId} ${sessionKey(session)}`;
    const shelf = all.get(key) ?? { personId, day: session.day, reports: [], checks: [] };
    all.set(key, shelf);
    return shelf;
  };
  for (const entry of log.reports)
    if (!isAhead(entry.check.session, entry.at)) shelfOf(entry.check).reports.push(entry);
  for (const entry of log.checks)
    if (!isAhead(entry.body.session, entry.at)) shelfOf(entry.body).checks.push(entry);
  return [...all.values()];
}

/** Each illness from when the teller first told it, whatever was corrected or told again beside it. */
function illInSession(told: ToldInSession, policy: PolicyPack): IllDay[] {
  const { personId, day, reports, checks } = told;
  const firstAt = new Map<string, Instant>();
  const note = (by: Id, group: SymptomGroup, at: Instant): void => {
    const known = firstAt.get(`${by} ${group}`);
    if (known === undefined || at < known) firstAt.set(`${by} ${group}`, at);
  };
  for (const entry of reports)
    for (const [group, at] of firstTellings(entry.versions, policy))
      note(tellerOf(entry), group, at);
  for (const { by, at, body } of checks)
    for (const group of groupsOfCheck(body, policy)) note(by, group, at);
  return healthWords(reports, checks).flatMap((word) =>
    [...groupsOf(word, policy)].map((group) => {
      const at = firstAt.get(`${word.by} ${group}`) ?? word.at;
      return { personId, day, group, at };
    }),
  );
}

const groupsOf = (word: HealthWord, policy: PolicyPack): Set<SymptomGroup> =>
  word.source === 'report'
    ? symptomGroups(word.entry.check, policy)
    : groupsOfCheck(word.entry.body, policy);

function groupsOfCheck(body: FactBody<'session-check'>, policy: PolicyPack): Set<SymptomGroup> {
  const groups = symptomGroups(body, policy);
  const isIll = body.state === 'absent' && body.isIllness === true;
  if (isIll && groups.size === 0) groups.add('other');
  return groups;
}

/** When each illness was first told: a correction of what stands beside it makes it no newer. */
function firstTellings(
  versions: ReportEntry['versions'],
  policy: PolicyPack,
): Map<SymptomGroup, Instant> {
  const firstAt = new Map<SymptomGroup, Instant>();
  for (const { check, fact, takenBack } of versions)
    if (takenBack.length === 0)
      for (const group of symptomGroups(check, policy))
        if (!firstAt.has(group)) firstAt.set(group, fact.correctedAt);
  return firstAt;
}

/** Facts of one kind that nobody has taken back, by corrected time, then id. */
export function standingOf<T extends 'absence' | 'cluster-acknowledgement'>(
  facts: readonly Fact[],
  type: T,
): Told<FactBody<T>>[] {
  const voided = takenBackIn(facts);
  const told: Told<FactBody<T>>[] = [];
  for (const fact of inFactOrder(facts)) {
    const read = readFact(fact);
    if (read?.type !== type) continue;
    const { id, correctedAt: at, by } = fact;
    told.push({ id, at, by, fact, body: read.body as FactBody<T> });
  }
  return told.filter(({ id }) => !voided.has(id));
}

import { isAbnormalReport } from './abnormal-health.ts';
import { dayOf } from './campus-day.ts';
import { readFact } from './fact.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import type { PolicyPack } from './policy.ts';
import { sessionKey } from './report-session.ts';
import type { ReportEntry, SessionLog } from './session-log.ts';

export interface AbnormalReport {
  entry: ReportEntry;
  /** When staff first measured or reached the person since; `null` = nobody has. */
  seenAt: Instant | null;
}

/** When staff measured or reached people; facts in any order. */
export interface StaffSightings {
  add: (facts: readonly Fact[]) => void;
  firstSince: (personId: Id, since: Instant) => Instant | null;
}

/** A reading taken by staff, or a talk with the person, shows that somebody has looked after a report. */
export function createStaffSightings(): StaffSightings {
  const timesByPerson = new Map<Id, Map<Id, Instant>>();
  const voided = new Set<Id>();
  return {
    add: (facts) => {
      for (const fact of facts) {
        const read = readFact(fact);
        if (read?.type === 'void') voided.add(read.body.voids);
        const personId = personSeen(fact);
        if (personId === null) continue;
        const times = timesByPerson.get(personId) ?? new Map<Id, Instant>();
        timesByPerson.set(personId, times.set(fact.id, fact.correctedAt));
      }
    },
    firstSince: (personId, since) => {
      const times = [...(timesByPerson.get(personId) ?? [])]
        .filter(([id, at]) => at > since && !voided.has(id))
        .map(([, at]) => at);
      return times.length === 0 ? null : times.reduce((a, b) => (a < b ? a : b));
    },
  };
}

function personSeen(fact: Fact): Id | null {
  const read = readFact(fact);
  if (read?.type === 'second-check') return read.body.personId;
  if (read?.type === 'session-check' && read.body.state === 'present') return read.body.personId;
  if (read?.type === 'contact-log' && read.body.isReached) return read.body.personId;
  if (read?.type !== 'door-check' || read.body.reading === null) return null;
  return read.body.subject.kind === 'person' ? read.body.subject.personId : null;
}

/** One for each person with an abnormal report of that moment's day: whom nobody has looked after first, each newest first. */
export function abnormalReports(
  { sessions, sightings }: { sessions: SessionLog; sightings: StaffSightings },
  around: { now: Instant; zone: string; policy: PolicyPack },
): AbnormalReport[] {
  const today = dayOf(around.now, around.zone);
  const lastByPerson = new Map<Id, ReportEntry>();
  for (const entry of latestOfSessions(sessions.reports))
    if (entry.check.session.day === today && isAbnormalReport(entry.check, around.policy))
      lastByPerson.set(entry.check.personId, entry);
  const all = [...lastByPerson.values()]
    .sort((a, b) => (a.current.correctedAt < b.current.correctedAt ? 1 : -1))
    .map((entry) => ({
      entry,
      seenAt: sightings.firstSince(entry.check.personId, entry.current.correctedAt),
    }));
  return [
    ...all.filter(({ seenAt }) => seenAt === null),
    ...all.filter(({ seenAt }) => seenAt !== null),
  ];
}

/** Of several tellings of one person and session, the last. */
function latestOfSessions(reports: readonly ReportEntry[]): Iterable<ReportEntry> {
  const latest = new Map<string, ReportEntry>();
  for (const entry of reports)
    latest.set(`${entry.check.personId} ${sessionKey(entry.check.session)}`, entry);
  return latest.values();
}

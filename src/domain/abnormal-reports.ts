import { isAbnormalReport } from './abnormal-health.ts';
import { dayOf } from './campus-day.ts';
import { readFact } from './fact.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import type { PolicyPack } from './policy.ts';
import { sessionKey } from './report-session.ts';
import type { ReportEntry, SessionLog } from './session-log.ts';
import { takenBackIn } from './taken-back.ts';

/** So long after it was told a report is still shown while nobody has looked after it. */
const OPEN_HOURS = 48;

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
      for (const id of takenBackIn(facts)) voided.add(id);
      for (const fact of facts) {
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
  if (read?.type === 'contact-log' && read.body.isReached) return read.body.personId;
  // One tap calls a whole class present: it takes a reading to have looked after anybody.
  if (read?.type === 'session-check' && read.body.reading !== null) return read.body.personId;
  if (read?.type !== 'door-check' || read.body.reading === null) return null;
  return read.body.subject.kind === 'person' ? read.body.subject.personId : null;
}

/**
 * One for each person: those of that moment's day, and what was told in the last 48 hours, of whatever day, as long as
 * nobody has looked after it. Whom nobody has looked after comes first, each newest first.
 */
export function abnormalReports(
  { sessions, sightings }: { sessions: SessionLog; sightings: StaffSightings },
  around: { now: Instant; zone: string; policy: PolicyPack },
): AbnormalReport[] {
  const today = dayOf(around.now, around.zone);
  const openSince = new Date(Date.parse(around.now) - OPEN_HOURS * 3_600_000).toISOString();
  const lastByPerson = new Map<Id, AbnormalReport>();
  for (const entry of latestOfSessions(sessions.reports)) {
    const { check, current } = entry;
    if (!isAbnormalReport(check, around.policy)) continue;
    const seenAt = sightings.firstSince(check.personId, current.correctedAt);
    const isOpen = seenAt === null && current.correctedAt >= openSince;
    if (check.session.day !== today && !isOpen) continue;
    const known = lastByPerson.get(check.personId);
    if (known === undefined || known.entry.current.correctedAt <= current.correctedAt)
      lastByPerson.set(check.personId, { entry, seenAt });
  }
  const all = [...lastByPerson.values()].sort((a, b) =>
    a.entry.current.correctedAt < b.entry.current.correctedAt ? 1 : -1,
  );
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

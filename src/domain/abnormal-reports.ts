import { dayOf } from './campus-day.ts';
import { readFact } from './fact.ts';
import { hasValues, healthWords, isAbnormalWord, type HealthWord } from './health-words.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import type { PolicyPack } from './policy.ts';
import { sessionKey, type Session } from './report-session.ts';
import type { CheckEntry, ReportEntry, SessionLog } from './session-log.ts';
import { takenBackIn } from './taken-back.ts';

/** So long after it was told a report is still shown while nobody has looked after it. */
const OPEN_HOURS = 48;

/** A report, or what staff found in a session. */
export interface AbnormalReport {
  word: HealthWord;
  personId: Id;
  session: Session;
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
 * One for each person, the newest of what any teller last said: those of that moment's day, and what was told in the last
 * 48 hours, of whatever day, as long as nobody has looked after it. Whom nobody has looked after comes first, each newest
 * first. Who is away ill without a symptom stands in the register of absences.
 */
export function abnormalReports(
  { sessions, sightings }: { sessions: SessionLog; sightings: StaffSightings },
  around: { now: Instant; zone: string; policy: PolicyPack },
): AbnormalReport[] {
  const today = dayOf(around.now, around.zone);
  const openSince = new Date(Date.parse(around.now) - OPEN_HOURS * 3_600_000).toISOString();
  const lastByPerson = new Map<Id, AbnormalReport>();
  for (const { personId, session, reports, checks } of bySession(sessions)) {
    for (const word of healthWords(reports, checks)) {
      if (!isAbnormalWord(word, around.policy)) continue;
      if (word.source === 'check' && !hasValues(word.entry)) continue;
      const seenAt = sightings.firstSince(personId, word.at);
      const isOpen = seenAt === null && word.at >= openSince;
      if (session.day !== today && !isOpen) continue;
      const known = lastByPerson.get(personId);
      if (known === undefined || known.word.at <= word.at)
        lastByPerson.set(personId, { word, personId, session, seenAt });
    }
  }
  const all = [...lastByPerson.values()].sort((a, b) => (a.word.at < b.word.at ? 1 : -1));
  return [
    ...all.filter(({ seenAt }) => seenAt === null),
    ...all.filter(({ seenAt }) => seenAt !== null),
  ];
}

interface OfSession {
  personId: Id;
  session: Session;
  reports: ReportEntry[];
  checks: CheckEntry[];
}

/** What was told of each person in each session. */
function bySession({ reports, checks }: SessionLog): Iterable<OfSession> {
  const shelves = new Map<string, OfSession>();
  const shelfOf = ({ personId, session }: { personId: Id; session: Session }): OfSession => {
    const key = `${personId} ${sessionKey(session)}`;
    const shelf = shelves.get(key) ?? { personId, session, reports: [], checks: [] };
    shelves.set(key, shelf);
    return shelf;
  };
  for (const entry of reports) shelfOf(entry.check).reports.push(entry);
  for (const entry of checks) shelfOf(entry.body).checks.push(entry);
  return shelves.values();
}

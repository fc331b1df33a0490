import { boundsOfDay, dayOf } from './campus-day.ts';
import type { ContactLog } from './contact-log.ts';
import { inFactOrder } from './fact-order.ts';
import { readFact } from './fact.ts';
import type { Day, Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import type { Whereabouts } from './person.ts';
import { foldSessions, type ReportEntry, type SessionLog, type Told } from './session-log.ts';
import { takenBackIn } from './taken-back.ts';
import { isZone } from './time-zone.ts';

/** Somebody of a class or unit, as the register has them. */
export interface ContactMember {
  personId: Id;
  whereabouts: Whereabouts | null;
  whereaboutsSince: Instant | null;
}

/** Where somebody is who is not on campus, and who says so. */
export interface AwayAt {
  whereabouts: Exclude<Whereabouts, 'on_campus'>;
  /** As the last report names it. */
  city: string | null;
  /** When it was told; `null`: the register does not say since when. */
  since: Instant | null;
  isReported: boolean;
  /** The zone of the phone that the person's own last report came from, by name; `null`: none is known. */
  zone: string | null;
}

/**
 * How somebody stands on a day. `due`: nobody has tried. `tried`: called or written to, and not reached. `later`:
 * the next contact was put off to a later day. Who has no day named is contacted daily.
 */
export type ContactState = 'due' | 'tried' | 'later' | 'reached';

export interface ContactRow<Of extends ContactMember = ContactMember> {
  member: Of;
  away: AwayAt;
  state: ContactState;
  /** The day named by the contact before this day, where it was named. */
  dueOn: Day | null;
  /** The last contact, of whatever day. */
  last: Told<ContactLog> | null;
}

export interface ContactList<Of extends ContactMember = ContactMember> {
  /** Who is due first, the longest overdue before the others, then who was not reached. */
  rows: readonly ContactRow<Of>[];
  reached: number;
  tried: number;
  due: number;
  later: number;
}

export interface ContactQuestion<Of extends ContactMember = ContactMember> {
  day: Day;
  /** The campus's, as an IANA name: days begin there. */
  zone: string;
  members: readonly Of[];
}

/** Everybody who is away from campus, and whom somebody has asked how they are (每日联系); from facts in any order. */
export function foldContactList<Of extends ContactMember>(
  facts: readonly Fact[],
  question: ContactQuestion<Of>,
): ContactList<Of> {
  return contactListOf(foldSessions(facts), facts, question);
}

/** The same, with the log of these facts at hand. What came after the day is not looked at. */
export function contactListOf<Of extends ContactMember>(
  log: SessionLog,
  facts: readonly Fact[],
  { day, zone, members }: ContactQuestion<Of>,
): ContactList<Of> {
  const { to } = boundsOfDay(day, zone);
  const reports = lastReports(log, to);
  const contacts = standingContacts(facts, to);
  const rows = members.flatMap((member): ContactRow<Of>[] => {
    const away = awayAt(member, reports.get(member.personId), to);
    if (away === null) return [];
    return [{ member, away, ...standingOn(day, contacts.get(member.personId) ?? [], zone) }];
  });
  const count = (of: ContactState): number => rows.filter(({ state }) => state === of).length;
  return {
    rows: rows.sort((a, b) => byUrgency(a, b, day)),
    reached: count('reached'),
    tried: count('tried'),
    due: count('due'),
    later: count('later'),
  };
}

interface LastReports {
  last: ReportEntry;
  /** Of those that the person told. */
  own: ReportEntry | null;
}

function lastReports({ reports }: SessionLog, until: Instant): ReadonlyMap<Id, LastReports> {
  const byPerson = new Map<Id, LastReports>();
  for (const entry of reports) {
    if (entry.at >= until) continue;
    const { personId, onBehalfAs } = entry.check;
    const own = onBehalfAs === null ? entry : (byPerson.get(personId)?.own ?? null);
    byPerson.set(personId, { last: entry, own });
  }
  return byPerson;
}

function standingContacts(
  facts: readonly Fact[],
  until: Instant,
): ReadonlyMap<Id, readonly Told<ContactLog>[]> {
  const voided = takenBackIn(facts);
  const byPerson = new Map<Id, Told<ContactLog>[]>();
  for (const fact of inFactOrder(facts.filter(({ type }) => type === 'contact-log'))) {
    const read = readFact(fact);
    const { id, correctedAt: at, by } = fact;
    if (read?.type !== 'contact-log' || voided.has(id) || at >= until) continue;
    const { personId } = read.body;
    const told = { id, at, by, fact, body: read.body };
    byPerson.set(personId, [...(byPerson.get(personId) ?? []), told]);
  }
  return byPerson;
}

/** By the register or the last report, whichever was told later. `null`: on campus, or nobody knows. */
function awayAt(
  { whereabouts, whereaboutsSince }: ContactMember,
  reports: LastReports | undefined,
  until: Instant,
): AwayAt | null {
  const told = reports?.last;
  const isRegistered =
    whereabouts !== null && (whereaboutsSince === null || whereaboutsSince < until);
  const isReported = told !== undefined && (!isRegistered || (whereaboutsSince ?? '') <= told.at);
  const where = isReported ? told.check.whereabouts : isRegistered ? whereabouts : null;
  if (where === null || where === 'on_campus') return null;
  return {
    whereabouts: where,
    city: isReported ? told.check.city : null,
    since: isReported ? told.at : whereaboutsSince,
    isReported,
    zone: zoneOf(reports?.own?.versions[0]?.fact.zone),
  };
}

const zoneOf = (zone: string | undefined): string | null =>
  zone !== undefined && isZone(zone) ? zone : null;

function standingOn(
  day: Day,
  contacts: readonly Told<ContactLog>[],
  zone: string,
): Pick<ContactRow, 'state' | 'dueOn' | 'last'> {
  const today = contacts.filter(({ at }) => dayOf(at, zone) === day);
  const before = contacts[contacts.length - today.length - 1];
  const last = contacts.at(-1) ?? null;
  const dueOn = before?.body.nextOn ?? null;
  if (today.some(({ body }) => body.isReached)) return { state: 'reached', dueOn, last };
  if (today.length > 0) return { state: 'tried', dueOn, last };
  return { state: dueOn !== null && dueOn > day ? 'later' : 'due', dueOn, last };
}

const URGENCY: readonly ContactState[] = ['due', 'tried', 'later', 'reached'];

/** Who was named for no day is due on this one. */
function byUrgency(a: ContactRow, b: ContactRow, day: Day): number {
  const byState = URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state);
  const [aDay, bDay] = [a.dueOn ?? day, b.dueOn ?? day];
  return byState || (aDay === bDay ? 0 : aDay < bDay ? -1 : 1);
}

import { sql, type SqlBool } from 'kysely';
import { addDays, boundsOfDay, utcDay } from '../../domain/campus-day.ts';
import {
  foldContactList,
  type ContactList,
  type ContactMember,
  type ContactRow as Away,
} from '../../domain/contact-list.ts';
import { readFact } from '../../domain/fact.ts';
import { inFactOrder } from '../../domain/fact-order.ts';
import type { Day, Id, Instant } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import { foldSessions } from '../../domain/session-log.ts';
import { takenBackIn } from '../../domain/taken-back.ts';
import type {
  ContactListPage,
  ContactListQuery,
  ContactListRow,
  ContactRow,
  ContactsPage,
  ContactsQuery,
} from '../../protocol/office-contact.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { readFacts } from '../rounds/read-facts.ts';
import { dayAsked } from '../rounds/read-rounds.ts';
import { factOf } from '../sync/stored-facts.ts';
import { phonesReadFrom, readPolicy } from './read-policy.ts';
import { readToldAbout } from './read-told-about.ts';
import { toldInSteps } from './read-told.ts';
import { readReportPeople, whoIsAsked } from './report-people.ts';

const PAGE = 100;
/** The reports of so many are read one person after another. */
const MOST_AWAY = 500;
/** Whoever has told within these days where they are is asked for no earlier word. */
const BACK_DAYS = 3;

export type ContactsAsked = Omit<ContactListQuery, 'offset'>;

export async function readContactListPage(
  deps: Dependencies,
  people: PersonIndexCache,
  { offset = '0', state = 'all', ...asked }: ContactListQuery,
): Promise<ContactListPage> {
  const day = dayAsked(deps, asked.day);
  const list = await selectContacts(deps, people, { ...asked, day });
  if (list === null) {
    const counts = { due: 0, tried: 0, later: 0, reached: 0 };
    return { day, isTooMany: true, counts, total: 0, rows: [] };
  }
  const { due, tried, later, reached } = list;
  const wanted = rowsIn(state, list);
  const page = wanted.slice(Number(offset), Number(offset) + PAGE);
  return {
    day,
    isTooMany: false,
    counts: { due, tried, later, reached },
    total: wanted.length,
    rows: await describeContacts(deps.db, page),
  };
}

export const rowsIn = (
  state: NonNullable<ContactListQuery['state']>,
  { rows }: ContactList,
): readonly Away[] =>
  state === 'all' ? rows : rows.filter((row) => row.state === 'due' || row.state === 'tried');

/** As a phone of the place folds it, from the days that phones read. `null`: more people are away than are looked at together. */
export async function selectContacts(
  deps: Dependencies,
  people: PersonIndexCache,
  { day, ...place }: Omit<ContactsAsked, 'state'> & { day: Day },
): Promise<ContactList | null> {
  const { db, settings } = deps;
  const now = instantOf(deps.now());
  const today = utcDay(now);
  const from = phonesReadFrom(day < today ? day : today, await readPolicy(db));
  const isAsked = await whoIsAsked(people, place);
  const maybe = await readMaybeAway(db, { from, now });
  const members = await withoutThoseBack(
    db,
    maybe.filter(({ personId }) => isAsked(personId)),
    { day, zone: settings.campusZone },
  );
  if (members.length > MOST_AWAY) return null;
  const personIds = members.map(({ personId }) => personId);
  const facts = await readToldAbout(db, { types: TYPES, personIds, from });
  return foldContactList(facts, { day, zone: settings.campusZone, members });
}

/** Most who were away for a day or two have told since that they are back. */
async function withoutThoseBack(
  db: Reader,
  members: readonly ContactMember[],
  { day, zone }: { day: Day; zone: string },
): Promise<ContactMember[]> {
  const { from } = boundsOfDay(addDays(day, 1 - BACK_DAYS), zone);
  const { to } = boundsOfDay(day, zone);
  const personIds = members.filter(isHereByRegister).map(({ personId }) => personId);
  const facts = await readToldAbout(db, { types: ['self-report', 'void'], personIds, from });
  const last = new Map(
    foldSessions(facts)
      .reports.filter(({ at }) => at < to)
      .map(({ check }) => [check.personId, check.whereabouts]),
  );
  return members.filter(({ personId }) => last.get(personId) !== 'on_campus');
}

const isHereByRegister = ({ whereabouts }: ContactMember): boolean =>
  whereabouts === null || whereabouts === 'on_campus';

const TYPES = ['self-report', 'contact-log', 'void'] as const;

/** Whom the register or a report has somewhere else than on campus. */
async function readMaybeAway(
  db: Reader,
  of: { from: Instant; now: Instant },
): Promise<ContactMember[]> {
  const reported = await readAwayReporters(db, of);
  const members = (await listDocuments(db, 'contact')).map(({ id, body }) => ({
    personId: id,
    whereabouts: body.whereabouts,
    whereaboutsSince: body.whereaboutsSince,
  }));
  const registered = new Set(members.map(({ personId }) => personId));
  const others = [...reported].filter((personId) => !registered.has(personId));
  return [
    ...members.filter((member) => reported.has(member.personId) || !isHereByRegister(member)),
    ...others.map((personId) => ({ personId, whereabouts: null, whereaboutsSince: null })),
  ];
}

async function readAwayReporters(
  db: Reader,
  of: { from: Instant; now: Instant },
): Promise<ReadonlySet<Id>> {
  const ids = new Set<Id>();
  const isWanted = sql<SqlBool>`"envelope" not like '%"whereabouts":"on_campus"%'`;
  for await (const rows of toldInSteps(db, { types: ['self-report'], isWanted, ...of }))
    for (const row of rows) {
      const read = readFact(factOf(row));
      if (read?.type === 'self-report') ids.add(read.body.personId);
    }
  return ids;
}

export async function describeContacts(
  db: Reader,
  rows: readonly Away[],
): Promise<ContactListRow[]> {
  const names = await readReportPeople(
    db,
    rows.map(({ member }) => member.personId),
  );
  return rows.map(({ member, away, state, dueOn, last }): ContactListRow => {
    const { whereabouts, city, since, isReported, zone } = away;
    return {
      person: names.person(member.personId),
      whereabouts,
      city,
      since,
      isReported,
      zone,
      state,
      dueOn,
      last: last && {
        at: last.at,
        by: names.teller(last.by),
        channel: last.body.channel,
        isReached: last.body.isReached,
        health: last.body.health,
        note: last.body.note,
      },
    };
  });
}

export async function readContactsPage(
  deps: Dependencies,
  query: ContactsQuery,
): Promise<ContactsPage> {
  const { db, settings } = deps;
  const day = dayAsked(deps, query.day);
  const { from, to } = boundsOfDay(day, settings.campusZone);
  const facts = standing([
    ...(await readFacts(db, { types: ['contact-log'], from, to })),
    ...(await readFacts(db, { types: ['void'], from })),
  ]);
  const told = facts.flatMap((fact) => {
    const read = readFact(fact);
    return read?.type === 'contact-log' ? [{ fact, contact: read.body }] : [];
  });
  const offset = Number(query.offset ?? 0);
  const page = told.reverse().slice(offset, offset + PAGE);
  const names = await readReportPeople(
    db,
    page.map(({ contact }) => contact.personId),
  );
  const rows = page.map(({ fact, contact: { personId, ...contact } }): ContactRow => ({
    id: fact.id,
    at: fact.correctedAt,
    person: names.person(personId),
    by: names.teller(fact.by),
    ...contact,
  }));
  return { day, total: told.length, rows };
}

/** Without what was taken back, by corrected time, then id. */
function standing(facts: readonly Fact[]): Fact[] {
  const voided = takenBackIn(facts);
  return inFactOrder(facts).filter(({ id }) => !voided.has(id));
}

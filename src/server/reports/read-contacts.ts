import { addDays, boundsOfDay } from '../../domain/campus-day.ts';
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
import { personScope } from '../../domain/scope.ts';
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
import type { Dependencies } from '../dependencies.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { isRare, isStored, readFacts } from '../rounds/read-facts.ts';
import { dayAsked } from '../rounds/read-rounds.ts';
import { factOf } from '../sync/stored-facts.ts';
import { readReportPeople, whoIsAsked } from './report-people.ts';

const PAGE = 100;
/** A contact before that has named no day that is still to come: a phone offers a week. */
const CONTACT_DAYS = 14;
/** Whoever has reported nothing for longer stands where the register has them. */
const REPORT_DAYS = 3;
/** The reports of so many are read one person after another. */
const MOST_AWAY = 500;

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

/** `null`: more people are away than are looked at together. */
export async function selectContacts(
  { db, settings }: Dependencies,
  people: PersonIndexCache,
  { day, ...place }: Omit<ContactsAsked, 'state'> & { day: Day },
): Promise<ContactList | null> {
  const zone = settings.campusZone;
  const since = (days: number): Instant => boundsOfDay(addDays(day, 1 - days), zone).from;
  const isAsked = await whoIsAsked(people, place);
  const members = (await readMaybeAway(db, since(REPORT_DAYS))).filter(({ personId }) =>
    isAsked(personId),
  );
  if (members.length > MOST_AWAY) return null;
  const scopes = members.map(({ personId }) => personScope(personId));
  const facts = [
    ...(await readFacts(db, { types: ['self-report'], from: since(REPORT_DAYS), scopes })),
    ...(await readFacts(db, { types: ['contact-log', 'void'], from: since(CONTACT_DAYS) })),
  ];
  return foldContactList(facts, { day, zone, members });
}

/** Whom the register or a report has somewhere else than on campus. */
async function readMaybeAway(db: Reader, from: Instant): Promise<ContactMember[]> {
  const reported = await readAwayReporters(db, from);
  const members = (await listDocuments(db, 'contact')).map(({ id, body }) => ({
    personId: id,
    whereabouts: body.whereabouts,
    whereaboutsSince: body.whereaboutsSince,
  }));
  const registered = new Set(members.map(({ personId }) => personId));
  const others = [...reported].filter((personId) => !registered.has(personId));
  return [
    ...members.filter(
      ({ personId, whereabouts }) =>
        reported.has(personId) || (whereabouts !== null && whereabouts !== 'on_campus'),
    ),
    ...others.map((personId) => ({ personId, whereabouts: null, whereaboutsSince: null })),
  ];
}

async function readAwayReporters(db: Reader, from: Instant): Promise<ReadonlySet<Id>> {
  const rows = await db
    .selectFrom('opLog')
    .select(['id', 'deviceId', 'envelope', 'correctedAt', 'receivedAt'])
    .where(isStored)
    .where('purgedAt', 'is', null)
    .where('type', '=', 'self-report')
    .where(isRare)
    .where('correctedAt', '>=', from)
    .where('envelope', 'not like', '%"whereabouts":"on_campus"%')
    .execute();
  const ids = rows.flatMap((row) => {
    const read = readFact(factOf(row));
    return read?.type === 'self-report' ? [read.body.personId] : [];
  });
  return new Set(ids);
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

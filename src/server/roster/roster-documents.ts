import { v4 as uuidv4 } from 'uuid';
import { isDeepStrictEqual } from 'node:util';
import type { Day, Id, Instant } from '../../domain/id.ts';
import {
  PAST_WHEREABOUTS_MAX,
  type Contact,
  type Directory,
  type Home,
  type Identity,
  type PastWhereabouts,
} from '../../domain/person.ts';
import {
  buildingScope,
  CAMPUS_STAFF,
  classScope,
  unitScope,
  type Scope,
} from '../../domain/scope.ts';
import type { DocumentPut } from '../database/documents.ts';
import type { PersonFields } from './roster-fields.ts';
import type { RosterHomes } from './roster-homes.ts';
import { wantedHome } from './roster-homes.ts';
import type { PlannedPerson } from './roster-plan.ts';

/** What a person is found by; made ahead where the names are many. */
export type KeysOf = (person: Pick<Directory, 'name' | 'passportName'>) => string[];

/** Everything that one planned person writes: none where nothing changes. */
export function personPuts(
  person: PlannedPerson,
  { homes, keysOf, at, day }: { homes: RosterHomes; keysOf: KeysOf; at: Instant; day: Day },
): { personId: Id; puts: DocumentPut[] } | null {
  if (person.kind === 'same' || person.after === null) return null;
  const personId = person.known?.directory.id ?? uuidv4();
  const home = homes.home(wantedHome(person));
  const { leftOn } = person.after;
  const hasLeft = home === null && leftOn !== null && leftOn <= day;
  const classId = hasLeft ? null : homes.classId(person.after);
  const of = { personId, number: person.number, fields: person.after, home, classId };
  const bare = directoryOf(of);
  const directory = { ...bare, keys: keysOf(bare) };
  const before = person.known?.contact ?? null;
  const contact = contactOf(of, before, at);
  const past = pastAfter(person.known?.past ?? null, { before, after: contact, at });
  return {
    personId,
    puts: [
      directoryPut(directory),
      contactPut(contact, directory),
      ...(past === null ? [] : [pastPut(past, directory)]),
      identityPut(identityOf(personId, person.after)),
      ...stayPuts(person, { personId, home, at }),
    ],
  };
}

/**
 * One who left: the stay ends, and the person stays in the directory without a home and on no class's roll, so that
 * nobody waits for them; the name of the class stays.
 */
export function leaverPuts(person: PlannedPerson, day: Day, at: Instant): DocumentPut[] {
  if (person.known === null) return [];
  const { directory: old, contact, past, identity } = person.known;
  const directory = { ...old, home: null, classId: null };
  const nobody = {
    id: old.id,
    nationality: null,
    nationalityText: null,
    passportNo: null,
    remark: null,
    enrolledOn: null,
    leftOn: null,
  };
  const leaver = { ...(identity ?? nobody) };
  return [
    directoryPut(directory),
    ...(contact === null ? [] : [contactPut(contact, directory)]),
    ...(past === null ? [] : [pastPut(past, directory)]),
    identityPut({ ...leaver, leftOn: leaver.leftOn ?? day }),
    ...stayPuts(person, { personId: old.id, home: null, at }),
  ];
}

interface PersonOf {
  personId: Id;
  number: string;
  fields: PersonFields;
  home: Home | null;
  classId: Id | null;
}

function directoryOf({
  personId,
  number,
  fields,
  home,
  classId,
}: PersonOf): Omit<Directory, 'keys'> {
  const { name, passportName, gender, college, grade, className, category } = fields;
  return {
    id: personId,
    kind: 'student',
    number,
    name: name ?? '',
    passportName,
    // The words were checked by the reading; the schema checks them again when they are stored.
    gender: gender as Directory['gender'],
    college,
    grade,
    className,
    classId,
    category: category as Directory['category'],
    home,
  };
}

function contactOf({ personId, fields }: PersonOf, before: Contact | null, at: Instant): Contact {
  const whereabouts = fields.whereabouts as Contact['whereabouts'];
  const isSame = before !== null && before.whereabouts === whereabouts;
  return {
    id: personId,
    phone: fields.phone,
    wechat: fields.wechat,
    counsellor: fields.counsellor,
    whereabouts,
    whereaboutsSince: isSame ? before.whereaboutsSince : whereabouts === null ? null : at,
  };
}

/** What was so until now goes to what was so before. `null`: it never changed. */
function pastAfter(
  known: PastWhereabouts | null,
  of: { before: Contact | null; after: Contact; at: Instant },
): PastWhereabouts | null {
  const { before, after, at: to } = of;
  if (before === null || before.whereabouts === null || before.whereabouts === after.whereabouts)
    return known;
  const { whereabouts, whereaboutsSince: from } = before;
  const all = [...(known?.before ?? []), { whereabouts, from, to }];
  return { id: after.id, before: all.slice(-PAST_WHEREABOUTS_MAX) };
}

function identityOf(id: Id, fields: PersonFields): Identity {
  const { nationality, nationalityText, passportNo, remark, enrolledOn, leftOn } = fields;
  return { id, nationality, nationalityText, passportNo, remark, enrolledOn, leftOn };
}

export const directoryPut = (body: Directory): DocumentPut => ({
  kind: 'directory',
  id: body.id,
  body,
  scopes: body.home
    ? [CAMPUS_STAFF, buildingScope(body.home.buildingId, 'people')]
    : [CAMPUS_STAFF],
});

const contactPut = (body: Contact, directory: Directory): DocumentPut => ({
  kind: 'contact',
  id: body.id,
  body,
  scopes: contactScopes(directory),
});

const pastPut = (body: PastWhereabouts, directory: Directory): DocumentPut => ({
  kind: 'past-whereabouts',
  id: body.id,
  body,
  scopes: contactScopes(directory),
});

function contactScopes({ home, classId }: Directory): Scope[] {
  const unit: Scope[] = home ? [unitScope(home.unitId ?? home.buildingId, 'health')] : [];
  return classId === null ? unit : [...unit, classScope(classId)];
}

const identityPut = (body: Identity): DocumentPut => ({
  kind: 'identity',
  id: body.id,
  body,
  scopes: [],
});

/** A move ends the old stay and begins a new one at the same moment. */
function stayPuts(
  person: PlannedPerson,
  of: { personId: Id; home: Home | null; at: Instant },
): DocumentPut[] {
  const old = person.known?.stay ?? null;
  if (old !== null && of.home !== null && isDeepStrictEqual(old.home, of.home)) return [];
  const puts: DocumentPut[] = [];
  if (old !== null)
    puts.push({ kind: 'stay', id: old.id, body: { ...old, to: of.at }, scopes: [] });
  if (of.home !== null) {
    const { personId, home, at: from } = of;
    const id = uuidv4();
    puts.push({ kind: 'stay', id, body: { id, personId, home, from, to: null }, scopes: [] });
  }
  return puts;
}

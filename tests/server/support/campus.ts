import { randomUUID } from 'node:crypto';
import type { DocumentKind } from '../../../src/domain/document.ts';
import type { Id } from '../../../src/domain/id.ts';
import type { Home } from '../../../src/domain/person.ts';
import type { Post, Role } from '../../../src/domain/role.ts';
import {
  CAMPUS_PUBLIC,
  CAMPUS_STAFF,
  buildingScope,
  classScope,
  unitScope,
} from '../../../src/domain/scope.ts';
import { putDocuments, type DocumentPut } from '../../../src/server/database/documents.ts';
import { writeDatabase } from '../../../src/server/database/transaction.ts';
import { LONG_AGO, type Recording, type TestServer } from './test-server.ts';

export interface TestCampus {
  /** Two buildings; the first has two units and a door, the second is one unit with a door. */
  east: { id: Id; unit1: Id; unit2: Id; doorId: Id };
  west: { id: Id; doorId: Id };
  classId: Id;
}

export async function addCampus(server: TestServer): Promise<TestCampus> {
  const campusId = randomUUID();
  const east = { id: randomUUID(), unit1: randomUUID(), unit2: randomUUID(), doorId: randomUUID() };
  const west = { id: randomUUID(), doorId: randomUUID() };
  const classId = randomUUID();
  const scopes = [CAMPUS_PUBLIC];
  const building = (id: Id, name: string): DocumentPut => {
    const body = { id, campusId, name, aliases: [], accessMode: 'closed' as const };
    return { kind: 'building', id, body, scopes };
  };
  const unit = (id: Id, code: string): DocumentPut => {
    const body = { id, buildingId: east.id, code };
    return { kind: 'unit', id, body, scopes };
  };
  const door = (id: Id, buildingId: Id): DocumentPut => {
    const body = { id, name: 'door', buildingIds: [buildingId] };
    return { kind: 'door', id, body, scopes };
  };
  await server.put([
    building(east.id, 'East'),
    building(west.id, 'West'),
    unit(east.unit1, '1'),
    unit(east.unit2, '2'),
    door(east.doorId, east.id),
    door(west.doorId, west.id),
    {
      kind: 'class',
      id: classId,
      body: { id: classId, college: null, grade: null, name: 'A1' },
      scopes,
    },
  ]);
  return { east, west, classId };
}

export interface TestPerson {
  id: Id;
  stayId: Id;
  home: Home | null;
}

export async function addPerson(
  server: TestServer,
  of: {
    buildingId?: Id;
    unitId?: Id | null;
    classId?: Id | null;
    name?: string;
    room?: string;
  } = {},
): Promise<TestPerson> {
  const { buildingId, unitId = null, classId = null, name = '林小满', room = '101' } = of;
  const id = randomUUID();
  const stayId = randomUUID();
  const home: Home | null =
    buildingId === undefined ? null : { buildingId, unitId, unit: null, room, bed: '1' };
  const puts = personDocuments({ id, stayId, home }, { classId, name });
  // In the roster for as long as they live here.
  await writeDatabase(server.db, (tx) => putDocuments(tx, puts, { accountId: null, at: LONG_AGO }));
  return { id, stayId, home };
}

export function personDocuments(
  { id, stayId, home }: TestPerson,
  { classId, name }: { classId: Id | null; name: string },
): DocumentPut[] {
  const unitId = home === null ? null : (home.unitId ?? home.buildingId);
  const puts: DocumentPut[] = [
    {
      kind: 'directory',
      id,
      body: {
        id,
        kind: home === null ? 'staff' : 'student',
        number: null,
        name,
        passportName: null,
        gender: null,
        college: null,
        grade: null,
        className: null,
        classId,
        category: null,
        home,
        keys: [],
      },
      scopes: [CAMPUS_STAFF, ...(home === null ? [] : [buildingScope(home.buildingId, 'people')])],
    },
    {
      kind: 'contact',
      id,
      body: {
        id,
        phone: null,
        wechat: null,
        counsellor: null,
        whereabouts: null,
        whereaboutsSince: null,
      },
      scopes: [
        ...(unitId === null ? [] : [unitScope(unitId, 'health')]),
        ...(classId === null ? [] : [classScope(classId)]),
      ],
    },
  ];
  if (home === null) return puts;
  const body = { id: stayId, personId: id, home, from: LONG_AGO, to: null };
  return [...puts, { kind: 'stay', id: stayId, body, scopes: [] }];
}

export interface TestAccount {
  id: Id;
  personId: Id;
}

export async function addStaff(
  server: TestServer,
  ...posts: { role: Role; post: Post; from?: string; to?: string | null }[]
): Promise<TestAccount> {
  const person = await addPerson(server, { name: '周望舒' });
  const id = randomUUID();
  const account = { id, personId: person.id, name: '周望舒', isActive: true };
  const assignments = posts.map(({ role, post, from = LONG_AGO, to = null }): DocumentPut => {
    const assignmentId = randomUUID();
    const body = { id: assignmentId, accountId: id, role, post, from, to };
    return { kind: 'assignment', id: assignmentId, body, scopes: [] };
  });
  await server.put([{ kind: 'account', id, body: account, scopes: [] }, ...assignments], [id]);
  return { id, personId: person.id };
}

/** A check of a person at a door, as a warden's phone records it. */
export function check(
  doorId: Id,
  personId: Id,
  parts: { tempC?: number; direction?: 'in' | 'out'; amends?: Id; subject?: unknown } = {},
): Recording {
  const { tempC = 36.5, direction = 'in', amends = null } = parts;
  const subject = parts.subject ?? { kind: 'person', personId };
  const reading = {
    tempC,
    site: 'forehead',
    thermometerId: null,
    rawValue: tempC,
    rawUnit: 'C',
  };
  return {
    type: 'door-check',
    body: { subject, doorId, direction, reading, repeats: null, amends },
  };
}

export const voidOf = (voids: Id): Recording => ({
  type: 'void',
  body: { voids, doorId: null, reason: 'the wrong person' },
});

export const shiftAt = (doorId: Id): Recording => ({
  type: 'shift',
  body: { doorId, thermometerId: null, thermometerUnit: 'C', site: 'forehead' },
});

/** The scopes in which a fact lies, or a document of that kind: what is folded of a fact lies under its id, too. */
export async function scopesOf(
  server: TestServer,
  refId: Id,
  kind: 'fact' | DocumentKind = 'fact',
): Promise<string[]> {
  const rows = await server.db
    .selectFrom('feed')
    .select('scope')
    .where('refId', '=', refId)
    .where('kind', '=', kind)
    .where('isGone', '=', 0)
    .orderBy('scope')
    .execute();
  return rows.map((row) => row.scope);
}

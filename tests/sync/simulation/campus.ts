import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Id } from '../../../src/domain/id.ts';
import type { Home } from '../../../src/domain/person.ts';
import type { Post, Role } from '../../../src/domain/role.ts';
import {
  CAMPUS_PUBLIC,
  CAMPUS_STAFF,
  buildingScope,
  unitScope,
} from '../../../src/domain/scope.ts';
import { hashSecret } from '../../../src/server/accounts/secrets.ts';
import { Chance } from '../../../src/server/demo/chance.ts';
import type { DocumentPut } from '../../../src/server/database/documents.ts';
import type { Db } from '../../../src/server/database/open.ts';
import { loadSqlite, type SqliteFile } from '../../../src/server/database/sqlite-module.ts';
import { loadServer } from './load-server.ts';
import { newRun, Timeline } from './timeline.ts';
import { fillRandom, randomId } from './web-crypto.ts';

/** Monday, 2020-06-08, 08:00 UTC: when every world begins. */
export const EPOCH_MS = Date.UTC(2020, 5, 8, 8);
const LONG_AGO = '2020-01-01T00:00:00.000Z';
const SET_UP_AT = '2020-06-08T07:00:00.000Z';

/** Somebody with a phone, a post, and the credentials that their enrolment gave. */
export interface Member {
  accountId: Id;
  personId: Id;
  name: string;
  assignmentId: Id;
  role: Role;
  post: Post;
  doorId: Id;
  deviceId: Id;
  deviceToken: string;
  accountSecret: string;
  /** Of the colleague's account on this phone. */
  colleagueSecret: string;
}

/** The same small campus for every world: two buildings, a few residents, four people on duty. */
export interface Campus {
  /** The database file that every world's server starts from. */
  template: string;
  serverId: Id;
  Sqlite: new (path: string, options: { timeout: number }) => SqliteFile;
  members: Member[];
  /** Who is known on every phone besides its member. */
  colleague: Member;
  residents: { id: Id; home: Home; name: string }[];
  remove: () => void;
}

export async function buildCampus(): Promise<Campus> {
  const chance = new Chance(4711);
  const dir = mkdtempSync(join(tmpdir(), 'shouwang-campus-'));
  const template = join(dir, 'template.sqlite');
  const timeline = new Timeline(chance);
  const device = { clockOffsetMs: 0, sleptMs: 0 };
  const parts = { timeline, chance, run: newRun('set-up'), device, epochMs: EPOCH_MS };
  const program = await loadServer(parts);
  const Sqlite = await loadSqlite();
  const open = () => {
    const file = new Sqlite(template, { timeout: 5000 });
    file.exec('pragma journal_mode = wal; pragma foreign_keys = on');
    return file;
  };
  const db = program.databaseOver(program.sqliteDialect(open));
  await program.migrate(db);

  const east = { id: randomId(chance), doorId: randomId(chance), unitId: randomId(chance) };
  const west = { id: randomId(chance), doorId: randomId(chance), unitId: null };
  const residents = [east, east, east, west, west].map((building, index) => ({
    id: randomId(chance),
    home: homeIn(building, index),
    name: `住客${'一二三四五'[index] ?? ''}`,
  }));
  const door = (building: typeof east | typeof west): Post => ({
    kind: 'door',
    id: building.doorId,
    buildingIds: [building.id],
  });
  const members = [
    memberOf(chance, { role: 'keeper', post: door(east), doorId: east.doorId }),
    memberOf(chance, { role: 'building_head', post: headOf(east.id), doorId: east.doorId }),
    memberOf(chance, { role: 'keeper', post: door(east), doorId: east.doorId }),
    memberOf(chance, { role: 'keeper', post: door(west), doorId: west.doorId }),
  ];
  const puts = [
    ...placesOf([east, west]),
    ...residents.flatMap((resident) => residentDocuments(resident)),
    ...members.flatMap((member) => memberDocuments(member)),
  ];
  const accountIds = members.map(({ accountId }) => accountId);
  await program.writeDatabase(db, (tx) =>
    program.putWithAccess(tx, { puts, accountIds }, { accountId: null, at: SET_UP_AT }),
  );
  const [colleague] = members.slice(-1);
  if (colleague === undefined) throw new Error('no members');
  for (const member of members) {
    await enrolDevice(db, member);
    if (member !== colleague) await bindColleague(db, member, colleague);
  }
  await db
    .insertInto('meta')
    .values([
      { key: 'organisation_public_key', value: '{"kty":"EC"}' },
      { key: 'organisation_name', value: 'Invented Campus' },
    ])
    .execute();
  const { value: serverId } = await db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', 'server_id')
    .executeTakeFirstOrThrow();
  await db.destroy();
  const remove = () => rmSync(dir, { recursive: true, force: true });
  return { template, serverId, Sqlite, members, colleague, residents, remove };
}

const headOf = (id: Id): Post => ({ kind: 'building', id });

function homeIn(building: { id: Id; unitId: Id | null }, index: number): Home {
  const { id: buildingId, unitId } = building;
  return { buildingId, unitId, unit: unitId === null ? null : '1', room: `10${index}`, bed: '1' };
}

function memberOf(chance: Chance, of: { role: Role; post: Post; doorId: Id }): Member {
  const secret = () => Buffer.from(fillRandom(chance, new Uint8Array(32))).toString('base64url');
  return {
    ...of,
    accountId: randomId(chance),
    personId: randomId(chance),
    name: '周望舒',
    assignmentId: randomId(chance),
    deviceId: randomId(chance),
    deviceToken: secret(),
    accountSecret: secret(),
    colleagueSecret: secret(),
  };
}

function placesOf(buildings: { id: Id; doorId: Id; unitId: Id | null }[]): DocumentPut[] {
  const scopes = [CAMPUS_PUBLIC];
  const campusId = '00000000-0000-4000-8000-000000000001';
  return buildings.flatMap(({ id, doorId, unitId }): DocumentPut[] => [
    {
      kind: 'building',
      id,
      body: { id, campusId, name: id.slice(0, 4), aliases: [], accessMode: 'closed' },
      scopes,
    },
    { kind: 'door', id: doorId, body: { id: doorId, name: 'door', buildingIds: [id] }, scopes },
    ...(unitId === null
      ? []
      : [
          {
            kind: 'unit' as const,
            id: unitId,
            body: { id: unitId, buildingId: id, code: '1' },
            scopes,
          },
        ]),
  ]);
}

/** What the directory says of a resident, by the name they bear now. */
export function directoryOf(of: { id: Id; home: Home | null; name: string }): DocumentPut {
  const { id, home, name } = of;
  const body = {
    id,
    name,
    home,
    kind: home === null ? ('staff' as const) : ('student' as const),
    number: null,
    passportName: null,
    gender: null,
    college: null,
    grade: null,
    className: null,
    classId: null,
    category: null,
    keys: [],
  };
  const own = home === null ? [] : [buildingScope(home.buildingId, 'people')];
  return { kind: 'directory', id, body, scopes: [CAMPUS_STAFF, ...own] };
}

function residentDocuments(resident: { id: Id; home: Home; name: string }): DocumentPut[] {
  const { id, home } = resident;
  const contact = {
    id,
    phone: null,
    wechat: null,
    counsellor: null,
    whereabouts: null,
    whereaboutsSince: null,
  };
  const scopes = [unitScope(home.unitId ?? home.buildingId, 'health')];
  const stay = { id, personId: id, home, from: LONG_AGO, to: null };
  return [
    directoryOf(resident),
    { kind: 'contact', id, body: contact, scopes },
    { kind: 'stay', id, body: stay, scopes: [] },
  ];
}

function memberDocuments(member: Member): DocumentPut[] {
  const { accountId: id, personId, name } = member;
  const account = { id, personId, name, isActive: true };
  return [
    directoryOf({ id: personId, home: null, name }),
    { kind: 'account', id, body: account, scopes: [] },
    assignmentOf(member, null),
  ];
}

/** The member's post, until `to`. */
export function assignmentOf(member: Member, to: string | null): DocumentPut {
  const { assignmentId: id, accountId, role, post } = member;
  return {
    kind: 'assignment',
    id,
    body: { id, accountId, role, post, from: LONG_AGO, to },
    scopes: [],
  };
}

async function enrolDevice(db: Db, member: Member): Promise<void> {
  const { deviceId: id, accountId, deviceToken, accountSecret: secret } = member;
  await db
    .insertInto('device')
    .values({
      id,
      name: 'door phone',
      platform: 'simulated',
      tokenHash: hashSecret(deviceToken),
      enrolledAt: SET_UP_AT,
      pending: 0,
      parked: 0,
      persisted: 0,
    })
    .execute();
  await db
    .insertInto('deviceAccount')
    .values({ deviceId: id, accountId, secret, boundAt: SET_UP_AT })
    .execute();
}

async function bindColleague(db: Db, member: Member, { accountId }: Member): Promise<void> {
  const { deviceId, colleagueSecret: secret } = member;
  const row = { deviceId, accountId, secret, boundAt: SET_UP_AT };
  await db.insertInto('deviceAccount').values(row).execute();
}

import { randomUUID } from 'node:crypto';
import type { Id } from '../../src/domain/id.ts';
import type { Directory } from '../../src/domain/person.ts';
import type { Role } from '../../src/domain/role.ts';
import { CAMPUS_PUBLIC, personScope, type Scope } from '../../src/domain/scope.ts';
import { hashSecret, newSecret } from '../../src/server/accounts/secrets.ts';
import {
  assignmentPut,
  directoryPut,
  newAssignment,
  staffDirectory,
} from '../../src/server/accounts/staff-documents.ts';
import {
  listDocuments,
  putDocuments,
  scopesOfDocuments,
  type DocumentPut,
} from '../../src/server/database/documents.ts';
import { insertMany } from '../../src/server/database/insert-many.ts';
import { readServerIdentity } from '../../src/server/database/meta.ts';
import type { Db } from '../../src/server/database/open.ts';
import { putWithAccess } from '../../src/server/database/refresh-access.ts';
import { writeDatabase } from '../../src/server/database/transaction.ts';
import { consentMarkId } from '../../src/server/sync/consents-at-hand.ts';
import { writeCursor } from '../../src/server/sync/cursor.ts';
import { enrol, fillDutyCampus, LONG_AGO, newPhone } from './duty-campus.ts';
import type { SendingPhone } from './push-request.ts';

const FAR_OFF = '2100-01-01T00:00:00.000Z';
/** One in so many is registered as living in the city: nobody waits for their report. */
const AWAY_EVERY = 40;

/** Somebody who reports from a phone of their own. */
export interface Reporter extends SendingPhone {
  personId: Id;
  classId: Id;
  isAway: boolean;
  /** Of a reading session. */
  session: string;
}

export interface HourCampus {
  reporters: readonly Reporter[];
  /** Of somebody signed in to the office. */
  officeCookie: string;
}

/** Every resident with an enrolled phone, consent and an open session, and one who looks on from the office. */
export async function fillHourCampus(
  db: Db,
  size: { buildings: number; residentsOfBuilding: number },
): Promise<HourCampus> {
  await fillDutyCampus(db, { ...size, phones: 0 });
  const residents = (await listDocuments(db, 'directory')).map(({ body }) => body);
  const reporters = residents.flatMap((person, index) => reporterOf(person, index));
  await putAway(db, reporters);
  const office = { personId: randomUUID(), accountId: randomUUID() };
  const puts = [
    directoryPut(staffDirectory(office.personId, '柳如烟')),
    ...accountPuts(office, 'office_admin'),
    ...reporters.flatMap((reporter) => accountPuts(reporter, 'student')),
    ...reporters.map(consentPut),
  ];
  const accountIds = [office, ...reporters].map(({ accountId }) => accountId);
  const by = { accountId: null, at: LONG_AGO };
  await writeDatabase(db, (tx) => putWithAccess(tx, { puts, accountIds }, by));
  await enrol(db, reporters);
  const token = newSecret();
  const sessions = [
    sessionRow({ token, accountId: office.accountId, deviceId: null }),
    ...reporters.map((reporter) => sessionRow({ ...reporter, token: reporter.session })),
  ];
  await writeDatabase(db, (tx) => insertMany(tx, { table: 'session' }, sessions));
  return { reporters, officeCookie: `shouwang-office=${token}` };
}

/** How far each phone has read: all there is for it. By its person. */
export async function readCursors(
  db: Db,
  reporters: readonly Reporter[],
): Promise<ReadonlyMap<Id, string>> {
  const { feedEpoch: epoch } = await readServerIdentity(db);
  const rows = await db.selectFrom('scopeHead').select(['scope', 'head']).execute();
  const headOf = new Map<Scope, number>(rows.map(({ scope, head }) => [scope, head]));
  const publicSeq = headOf.get(CAMPUS_PUBLIC) ?? 0;
  return new Map(
    reporters.map(({ personId }) => {
      const own = personScope(personId);
      const seqs = new Map([
        [own, headOf.get(own) ?? 0],
        [CAMPUS_PUBLIC, publicSeq],
      ]);
      return [personId, writeCursor({ epoch, seqs })];
    }),
  );
}

function reporterOf({ id: personId, classId }: Directory, index: number): Reporter[] {
  if (classId === null) return [];
  const isAway = index % AWAY_EVERY === 0;
  return [{ ...newPhone(), personId, classId, isAway, session: newSecret() }];
}

async function putAway(db: Db, reporters: readonly Reporter[]): Promise<void> {
  const ids = reporters.flatMap(({ isAway, personId }) => (isAway ? personId : []));
  const scopes = await scopesOfDocuments(db, 'contact', ids);
  const puts = (await listDocuments(db, 'contact', ids)).map(({ id, body }): DocumentPut => {
    const away = { whereabouts: 'city_off_campus', whereaboutsSince: LONG_AGO } as const;
    return { kind: 'contact', id, body: { ...body, ...away }, scopes: scopes.get(id) ?? [] };
  });
  await writeDatabase(db, (tx) => putDocuments(tx, puts, { accountId: null, at: LONG_AGO }));
}

function accountPuts(
  { accountId, personId }: { accountId: Id; personId: Id },
  role: Role,
): DocumentPut[] {
  const post = role === 'student' ? ({ kind: 'self' } as const) : ({ kind: 'campus' } as const);
  const body = { id: accountId, personId, name: '林小满', isActive: true };
  return [
    { kind: 'account', id: accountId, body, scopes: [] },
    assignmentPut(newAssignment({ accountId, role, post, from: LONG_AGO })),
  ];
}

/** As the server folds it of the fact, which nothing here reads. */
function consentPut({ personId }: Reporter): DocumentPut {
  const consent = {
    personId,
    noticeVersion: '1',
    isGiven: true,
    at: LONG_AGO,
    factId: randomUUID(),
  };
  return {
    kind: 'mark',
    id: consentMarkId(personId),
    body: { about: 'consent', ...consent },
    scopes: [personScope(personId)],
  };
}

const sessionRow = (of: { token: string; accountId: Id; deviceId: Id | null }) => ({
  tokenHash: hashSecret(of.token),
  kind: of.deviceId === null ? ('office' as const) : ('device' as const),
  accountId: of.accountId,
  deviceId: of.deviceId,
  nonceHash: null,
  createdAt: LONG_AGO,
  expiresAt: FAR_OFF,
});

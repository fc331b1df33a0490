import { randomUUID } from 'node:crypto';
import type { Id } from '../../src/domain/id.ts';
import {
  CAMPUS_PUBLIC,
  CAMPUS_STAFF,
  buildingScope,
  classScope,
  unitScope,
} from '../../src/domain/scope.ts';
import { hashSecret, newSecret } from '../../src/server/accounts/secrets.ts';
import {
  assignmentPut,
  directoryPut,
  newAssignment,
  staffDirectory,
} from '../../src/server/accounts/staff-documents.ts';
import type { DocumentPut } from '../../src/server/database/documents.ts';
import { insertMany } from '../../src/server/database/insert-many.ts';
import type { Db } from '../../src/server/database/open.ts';
import { putWithAccess } from '../../src/server/database/refresh-access.ts';
import { writeDatabase } from '../../src/server/database/transaction.ts';
import type { SendingPhone } from './push-request.ts';

export const LONG_AGO = '2020-01-01T00:00:00.000Z';
const UNITS_OF_BUILDING = 4;
const CLASS_SIZE = 30;
const COLLEGES = 12;

/** A phone of a keeper at a door, and whom it may meet there. */
export interface DutyPhone extends SendingPhone {
  doorId: Id;
  residentIds: readonly Id[];
}

/** Buildings with a door each, residents in units and classes, and keepers' phones spread over the doors. */
export async function fillDutyCampus(
  db: Db,
  size: { buildings: number; residentsOfBuilding: number; phones: number },
): Promise<DutyPhone[]> {
  const puts: DocumentPut[] = [];
  const places = Array.from({ length: size.buildings }, (_, index) =>
    addBuilding(puts, { index, residents: size.residentsOfBuilding }),
  );
  const phones = Array.from({ length: size.phones }, (_, index): DutyPhone => {
    const place = places[index % places.length];
    if (place === undefined) throw new Error('no building');
    return { ...newPhone(), doorId: place.doorId, residentIds: place.residentIds };
  });
  for (const [index, phone] of phones.entries())
    addKeeper(puts, phone, places[index % places.length]?.id ?? '');
  await writeDatabase(db, (tx) =>
    putWithAccess(
      tx,
      { puts, accountIds: phones.map((phone) => phone.accountId) },
      { accountId: null, at: LONG_AGO },
    ),
  );
  await enrol(db, phones);
  return phones;
}

/** Writes down what phones are known by. */
export function enrol(db: Db, phones: readonly SendingPhone[]): Promise<void> {
  return writeDatabase(db, async (tx) => {
    await insertMany(tx, { table: 'device' }, phones.map(deviceRow));
    await insertMany(
      tx,
      { table: 'deviceAccount' },
      phones.map(({ deviceId, accountId, secret }) => ({
        deviceId,
        accountId,
        secret,
        boundAt: LONG_AGO,
        unboundAt: null,
      })),
    );
  });
}

export const newPhone = (): SendingPhone => ({
  deviceId: randomUUID(),
  accountId: randomUUID(),
  token: newSecret(),
  secret: newSecret(),
  log: randomUUID(),
  seq: 1,
});

const deviceRow = ({ deviceId, token }: SendingPhone) => ({
  id: deviceId,
  name: 'phone',
  platform: 'bench',
  tokenHash: hashSecret(token),
  enrolledAt: LONG_AGO,
  pending: 0,
  parked: 0,
  persisted: 0,
});

function addBuilding(
  puts: DocumentPut[],
  { index, residents }: { index: number; residents: number },
): { id: Id; doorId: Id; residentIds: Id[] } {
  const id = randomUUID();
  const doorId = randomUUID();
  const name = `Building ${String(index + 1)}`;
  const scopes = [CAMPUS_PUBLIC];
  const building = { id, campusId: randomUUID(), name, aliases: [], accessMode: 'closed' as const };
  puts.push(
    { kind: 'building', id, body: building, scopes },
    { kind: 'door', id: doorId, body: { id: doorId, name, buildingIds: [id] }, scopes },
  );
  const unitIds = Array.from({ length: UNITS_OF_BUILDING }, (_, at) => {
    const unitId = randomUUID();
    const body = { id: unitId, buildingId: id, code: String(at + 1) };
    puts.push({ kind: 'unit', id: unitId, body, scopes });
    return unitId;
  });
  let classId = '';
  const residentIds = Array.from({ length: residents }, (_, at) => {
    if (at % CLASS_SIZE === 0) {
      classId = randomUUID();
      const college = `College ${String((index % COLLEGES) + 1)}`;
      const body = { id: classId, college, grade: null, name: `${name} C${String(at)}` };
      puts.push({ kind: 'class', id: classId, body, scopes });
    }
    const personId = randomUUID();
    const unitId = unitIds[at % unitIds.length] ?? id;
    addResident(puts, { personId, buildingId: id, unitId, classId, number: String(at) });
    return personId;
  });
  return { id, doorId, residentIds };
}

function addResident(
  puts: DocumentPut[],
  of: { personId: Id; buildingId: Id; unitId: Id; classId: Id; number: string },
): void {
  const { personId, buildingId, unitId, classId, number } = of;
  const home = { buildingId, unitId, unit: '1', room: number, bed: '1' };
  const directory = {
    ...staffDirectory(personId, `住 ${number}`),
    kind: 'student' as const,
    number: `${buildingId}-${number}`,
    classId,
    home,
  };
  const stayId = randomUUID();
  puts.push(
    {
      kind: 'directory',
      id: personId,
      body: directory,
      scopes: [CAMPUS_STAFF, buildingScope(buildingId, 'people')],
    },
    {
      kind: 'contact',
      id: personId,
      body: {
        id: personId,
        phone: null,
        wechat: null,
        counsellor: null,
        whereabouts: null,
        whereaboutsSince: null,
      },
      scopes: [unitScope(unitId, 'health'), classScope(classId)],
    },
    {
      kind: 'stay',
      id: stayId,
      body: { id: stayId, personId, home, from: LONG_AGO, to: null },
      scopes: [],
    },
  );
}

function addKeeper(puts: DocumentPut[], { accountId }: DutyPhone, buildingId: Id): void {
  const personId = randomUUID();
  const name = '周望舒';
  const post = { kind: 'building', id: buildingId } as const;
  puts.push(
    directoryPut(staffDirectory(personId, name)),
    {
      kind: 'account',
      id: accountId,
      body: { id: accountId, personId, name, isActive: true },
      scopes: [],
    },
    assignmentPut(newAssignment({ accountId, role: 'keeper', post, from: LONG_AGO })),
  );
}

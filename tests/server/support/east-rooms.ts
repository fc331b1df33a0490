import { randomUUID } from 'node:crypto';
import type { Id } from '../../../src/domain/id.ts';
import type { Post, Role } from '../../../src/domain/role.ts';
import { CAMPUS_PUBLIC, personScope, unitScope } from '../../../src/domain/scope.ts';
import type { DocumentPut } from '../../../src/server/database/documents.ts';
import { consentMarkId } from '../../../src/server/sync/consents-at-hand.ts';
import { addStaff } from './campus.ts';
import { openEastDoor, type EastDoor } from './east-door.ts';
import { addPhone, LONG_AGO, type TestPhone, type TestServer } from './test-server.ts';

/** The east door's building with a room in its first unit, an area to disinfect, and the unit's keeper. */
export interface EastRooms extends EastDoor {
  roomId: Id;
  areaId: Id;
  unitKeeper: TestPhone;
}

export async function openEastRooms(): Promise<EastRooms> {
  const door = await openEastDoor();
  const { server, campus } = door;
  const { id: buildingId, unit1: unitId } = campus.east;
  const roomId = randomUUID();
  const areaId = randomUUID();
  await server.put([
    {
      kind: 'room',
      id: roomId,
      body: { id: roomId, buildingId, unitId, code: '101', beds: ['1'] },
      scopes: [unitScope(unitId, 'round')],
    },
    {
      kind: 'area',
      id: areaId,
      body: {
        id: areaId,
        buildingId,
        name: 'Hall',
        class: 'public',
        isKey: false,
        from: LONG_AGO,
        to: null,
      },
      scopes: [CAMPUS_PUBLIC],
    },
  ]);
  const unitKeeper = await phoneOf(server, 'unit_keeper', { kind: 'unit', id: unitId, buildingId });
  return { ...door, roomId, areaId, unitKeeper };
}

export async function phoneOf(server: TestServer, role: Role, post: Post): Promise<TestPhone> {
  return addPhone(server, await addStaff(server, { role, post }));
}

/** The phone of somebody who lives here, and has agreed to the privacy notice long ago. */
export async function phoneOfResident(
  server: TestServer,
  personId: Id,
  role: 'student' | 'room_head' | 'teacher' = 'student',
): Promise<TestPhone> {
  const phone = await newPhoneOfResident(server, personId, role);
  await server.put([agreed(personId)]);
  return phone;
}

export function agreed(personId: Id): DocumentPut {
  const answer = { noticeVersion: '1', isGiven: true, at: LONG_AGO, factId: randomUUID() };
  return {
    kind: 'mark',
    id: consentMarkId(personId),
    body: { about: 'consent', personId, ...answer },
    scopes: [personScope(personId)],
  };
}

/** The phone of somebody who lives here, and has not been shown the privacy notice. */
export async function newPhoneOfResident(
  server: TestServer,
  personId: Id,
  role: 'student' | 'room_head' | 'teacher' = 'student',
): Promise<TestPhone> {
  const id = randomUUID();
  const assignmentId = randomUUID();
  const account = { id, personId, name: '林小满', isActive: true };
  const assignment = {
    id: assignmentId,
    accountId: id,
    role,
    post: { kind: 'self' },
    from: LONG_AGO,
    to: null,
  } as const;
  await server.put(
    [
      { kind: 'account', id, body: account, scopes: [] },
      { kind: 'assignment', id: assignmentId, body: assignment, scopes: [] },
    ],
    [id],
  );
  return addPhone(server, { id, personId });
}

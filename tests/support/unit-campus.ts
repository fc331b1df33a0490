import type { Directory } from '../../src/domain/person.ts';
import type { Role } from '../../src/domain/role.ts';
import type { SomeDocument } from './show-screen.tsx';
import { BUILDING, DOOR, idOf } from './door-facts.ts';

const FROM = '2020-01-01T00:00:00.000Z';
export const UNIT = idOf('u', 1);
export const OTHER_UNIT = idOf('u', 2);

/** The id of a room by its place in `ROOM_CODES`, and of a person by room and bed. */
const ROOM_CODES = ['1001', '301', '202', '201'] as const;
export type RoomCode = (typeof ROOM_CODES)[number];
export const roomId = (code: RoomCode): string => idOf('o', ROOM_CODES.indexOf(code) + 1);

/** Four in 201, two in 202, one in 301, nobody in 1001. */
const NAMES: Partial<Record<RoomCode, readonly string[]>> = {
  '201': ['张伟', '刘敏', '王芳', '陈静'],
  '202': ['赵磊', '周洋'],
  '301': ['吴昊'],
};

export const personId = (code: RoomCode, bed: number): string => idOf('r', Number(code) * 10 + bed);

function residentsOf(code: RoomCode): Directory[] {
  return (NAMES[code] ?? []).map((name, index) => ({
    id: personId(code, index + 1),
    kind: 'student',
    number: `20209${code.padStart(4, '0')}${index + 1}`,
    name,
    passportName: null,
    gender: null,
    college: null,
    grade: '2020',
    className: 'Class 1',
    classId: null,
    category: 'undergraduate',
    home: { buildingId: BUILDING, unitId: UNIT, unit: '1', room: code, bed: String(index + 1) },
    keys: [],
  }));
}

/** One building of two units with a door; the first unit has four rooms and a keeper. */
export function unitCampus(
  account: { id: string; personId: string; name: string },
  role: Role = 'unit_keeper',
): SomeDocument[] {
  const { id, personId: ownId, name } = account;
  const post =
    role === 'unit_keeper'
      ? { kind: 'unit' as const, id: UNIT, buildingId: BUILDING }
      : { kind: 'building' as const, id: BUILDING };
  const assignment = { id: idOf('a', 1), accountId: id, role, post, from: FROM, to: null };
  const scopes = ['campus/public', 'campus/staff', `unit:${UNIT}/round`, `unit:${UNIT}/health`];
  if (role === 'building_head') scopes.push(`unit:${OTHER_UNIT}/round`);
  // Whoever helps reads the names of a building, and nothing that others record.
  if (role === 'volunteer')
    scopes.splice(0, scopes.length, 'campus/public', `building:${BUILDING}/people`);
  const building = {
    id: BUILDING,
    campusId: idOf('k', 1),
    name: 'East building',
    aliases: [],
    accessMode: 'closed' as const,
  };
  const units = [UNIT, OTHER_UNIT].map((unitId, index): SomeDocument => {
    const body = { id: unitId, buildingId: BUILDING, code: String(index + 1) };
    return { kind: 'unit', id: unitId, body };
  });
  const rooms = ROOM_CODES.map((code): SomeDocument => {
    const beds = ['1', '2', '3', '4'];
    const body = { id: roomId(code), buildingId: BUILDING, unitId: UNIT, code, beds };
    return { kind: 'room', id: body.id, body };
  });
  const people = ROOM_CODES.flatMap(residentsOf).map((body): SomeDocument => ({
    kind: 'directory',
    id: body.id,
    body,
  }));
  const door = { id: DOOR, name: 'North door', buildingIds: [BUILDING] };
  return [
    {
      kind: 'access',
      id,
      body: { id, personId: ownId, name, assignments: [assignment], scopes },
    },
    { kind: 'building', id: BUILDING, body: building },
    ...units,
    ...rooms,
    { kind: 'door', id: DOOR, body: door },
    ...people,
  ];
}

import type { Directory } from '../../src/domain/person.ts';
import type { Role } from '../../src/domain/role.ts';
import type { SomeDocument } from './show-screen.tsx';
import { BUILDING, DOOR, idOf } from './door-facts.ts';

const FROM = '2020-01-01T00:00:00.000Z';

/** Two people of one name, in different rooms and classes. */
export const ZHANG = buildResident(1, {
  name: '张伟',
  pinyin: 'zhang wei',
  unit: '2',
  room: '305',
  className: 'Class 1',
});
export const ZHANG_TOO = buildResident(2, {
  name: '张伟',
  pinyin: 'zhang wei',
  unit: '3',
  room: '101',
  className: 'Class 2',
});
export const LIU = buildResident(3, {
  name: '刘敏',
  pinyin: 'liu min',
  unit: '2',
  room: '306',
  className: 'Class 1',
});

interface Resident {
  name: string;
  pinyin: string;
  unit: string;
  room: string;
  className: string;
}

function buildResident(
  number: number,
  { name, pinyin, unit, room, className }: Resident,
): Directory {
  const id = idOf('r', number);
  const home = { buildingId: BUILDING, unitId: BUILDING, unit, room, bed: '1' };
  return {
    id,
    kind: 'student',
    number: `20209000${String(number).padStart(4, '0')}`,
    name,
    passportName: null,
    gender: null,
    college: null,
    grade: '2020',
    className,
    classId: null,
    category: 'undergraduate',
    home,
    keys: [pinyin],
  };
}

/** One building with two doors, three residents, and a keeper (or another) who may serve both doors. */
export function doorCampus(
  account: { id: string; personId: string; name: string },
  role: Role = 'keeper',
): SomeDocument[] {
  const { id, personId, name } = account;
  const post = { kind: 'building' as const, id: BUILDING };
  const assignment = {
    id: idOf('a', 1),
    accountId: id,
    role,
    post,
    from: FROM,
    to: null,
  };
  const scopes = ['campus/public', 'campus/staff', `building:${BUILDING}/door`];
  if (role === 'building_head') scopes.push(`unit:${BUILDING}/health`);
  return [
    { kind: 'access', id, body: { id, personId, name, assignments: [assignment], scopes } },
    {
      kind: 'building',
      id: BUILDING,
      body: {
        id: BUILDING,
        campusId: idOf('k', 1),
        name: '文苑二号楼',
        aliases: [],
        accessMode: 'closed',
      },
    },
    { kind: 'door', id: DOOR, body: { id: DOOR, name: 'North door', buildingIds: [BUILDING] } },
    {
      kind: 'door',
      id: idOf('d', 2),
      body: { id: idOf('d', 2), name: 'South door', buildingIds: [BUILDING] },
    },
    ...[ZHANG, ZHANG_TOO, LIU].map((body) => ({ kind: 'directory' as const, id: body.id, body })),
  ];
}

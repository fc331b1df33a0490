import type { Id } from '../../src/domain/id.ts';
import type { Mark } from '../../src/domain/document.ts';
import type { Directory } from '../../src/domain/person.ts';
import type { Role } from '../../src/domain/role.ts';
import { BUILDING, idOf } from './door-facts.ts';
import type { SomeDocument } from './show-screen.tsx';

const FROM = '2020-01-01T00:00:00.000Z';
export const CLASS = idOf('k', 7);
const UNIT = idOf('u', 1);

/** Three in room 201, two in 202, of one class; the last one is registered abroad. */
const PEOPLE = [
  ['李雷', '201', '1'],
  ['韩梅', '201', '2'],
  ['周涛', '201', '3'],
  ['吴倩', '202', '1'],
  ['郑远', '202', '2'],
] as const;
export const pupil = (number: number): Id => idOf('r', number);

/** A class whose people live in one unit, and one account that looks after the class or the house. */
export function sessionCampus(
  account: { id: string; personId: string; name: string },
  role: Role = 'class_head',
): SomeDocument[] {
  const { id, personId: ownId, name } = account;
  const post =
    role === 'unit_keeper'
      ? { kind: 'unit' as const, id: UNIT, buildingId: BUILDING }
      : role === 'building_head'
        ? { kind: 'building' as const, id: BUILDING }
        : { kind: 'class' as const, id: CLASS };
  const assignment = { id: idOf('a', 1), accountId: id, role, post, from: FROM, to: null };
  const scopes = ['campus/public', 'campus/staff', `class:${CLASS}`];
  const people = PEOPLE.flatMap(([own, room, bed], index): SomeDocument[] => {
    const personId = pupil(index + 1);
    const home = { buildingId: BUILDING, unitId: UNIT, unit: '1', room, bed };
    return [
      { kind: 'directory', id: personId, body: directoryOf({ id: personId, name: own, home }) },
      {
        kind: 'contact',
        id: personId,
        body: {
          id: personId,
          phone: null,
          wechat: null,
          counsellor: null,
          whereabouts: index === 4 ? 'abroad' : 'on_campus',
          whereaboutsSince: FROM,
        },
      },
    ];
  });
  const rooms = ['201', '202'].map((code, index): SomeDocument => {
    const body = {
      id: idOf('o', index + 1),
      buildingId: BUILDING,
      unitId: UNIT,
      code,
      beds: ['1'],
    };
    return { kind: 'room', id: body.id, body };
  });
  const building = {
    id: BUILDING,
    campusId: idOf('k', 1),
    name: 'East building',
    aliases: [],
    accessMode: 'closed' as const,
  };
  const schoolClass = { id: CLASS, college: 'Law', grade: '2020', name: 'Class 1' };
  const access = { id, personId: ownId, name, assignments: [assignment], scopes };
  return [
    { kind: 'access', id, body: access },
    { kind: 'building', id: BUILDING, body: building },
    { kind: 'unit', id: UNIT, body: { id: UNIT, buildingId: BUILDING, code: '1' } },
    { kind: 'class', id: CLASS, body: schoolClass },
    ...rooms,
    ...people,
  ];
}

/** When the server last heard this person's phone. */
export function heard(number: number, heardAt: string): SomeDocument {
  const body: Mark = { about: 'contact', personId: pupil(number), heardAt };
  return { kind: 'mark', id: idOf('h', number), body };
}

export const directoryOf = (of: Pick<Directory, 'id' | 'name' | 'home'>): Directory => ({
  kind: 'student',
  number: null,
  passportName: null,
  gender: null,
  college: 'Law',
  grade: '2020',
  className: 'Class 1',
  classId: CLASS,
  category: 'undergraduate',
  keys: [],
  ...of,
});

import type { Mark } from '../../src/domain/document.ts';
import type { Role } from '../../src/domain/role.ts';
import { BUILDING, idOf } from './door-facts.ts';
import type { SomeDocument } from './show-screen.tsx';

const FROM = '2020-01-01T00:00:00.000Z';
export const UNIT = idOf('u', 6);
/** 6-2 and 6-10, in the order in which they are not walked. */
export const ROOMS = { ten: idOf('o', 10), two: idOf('o', 2) };

/** One building with two rooms in its unit 6, and one account that looks after it. */
export function sealCampus(
  account: { id: string; personId: string; name: string },
  role: Role,
): SomeDocument[] {
  const { id, personId, name } = account;
  const post =
    role === 'unit_keeper'
      ? ({ kind: 'unit', id: UNIT, buildingId: BUILDING } as const)
      : ({ kind: 'building', id: BUILDING } as const);
  const assignment = { id: idOf('a', 1), accountId: id, role, post, from: FROM, to: null };
  const scopes = ['campus/public', `building:${BUILDING}/upkeep`, `unit:${UNIT}/round`];
  const room = (roomId: string, code: string): SomeDocument => ({
    kind: 'room',
    id: roomId,
    body: { id: roomId, buildingId: BUILDING, unitId: UNIT, code, beds: ['1'] },
  });
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
    { kind: 'unit', id: UNIT, body: { id: UNIT, buildingId: BUILDING, code: '6' } },
    room(ROOMS.ten, '10'),
    room(ROOMS.two, '2'),
  ];
}

type SealMark = Extract<Mark, { about: 'seal' }>;

/** Applied a year ago: the phone knows it by its mark only. */
export function oldSeal(number: string, parts: Partial<SealMark> = {}): SomeDocument {
  const sealId = idOf('s', Number(number));
  const body: Mark = {
    about: 'seal',
    sealId,
    buildingId: BUILDING,
    roomId: ROOMS.two,
    thing: 'window',
    place: null,
    reason: 'vacant',
    appliedAt: '2019-06-08T06:00:00.000Z',
    number,
    state: 'intact',
    since: '2019-06-08T06:00:00.000Z',
    checkId: null,
    isAcknowledged: false,
    ...parts,
  };
  return { kind: 'mark', id: sealId, body };
}

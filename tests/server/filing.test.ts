import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { buildingScope, classScope, personScope, unitScope } from '../../src/domain/scope.ts';
import { addPerson, addStaff, check, scopesOf, shiftAt, voidOf } from './support/campus.ts';
import { addPhone, at, push, record } from './support/test-server.ts';
import { openEastDoor, type EastDoor } from './support/east-door.ts';

let server: EastDoor['server'];
let campus: EastDoor['campus'];
let keeper: EastDoor['keeper'];
let phone: EastDoor['phone'];
let resident: EastDoor['resident'];

beforeEach(async () => {
  ({ server, campus, keeper, phone, resident } = await openEastDoor());
});

const eastCheck = (parts = {}) => check(campus.east.doorId, resident.id, parts);

test("a check lies at the door, and with the person's unit, class and own feed", async () => {
  const operation = record(phone, 1, eastCheck());

  await push(phone, operation);

  expect(await scopesOf(server, operation.id)).toEqual(
    [
      buildingScope(campus.east.id, 'door'),
      classScope(campus.classId),
      personScope(resident.id),
      unitScope(campus.east.unit1, 'health'),
    ].sort(),
  );
});

test('where a building has no units, its own id is the unit', async () => {
  const westerner = await addPerson(server, { buildingId: campus.west.id });
  const operation = record(phone, 1, check(campus.east.doorId, westerner.id));

  await push(phone, operation);

  expect(await scopesOf(server, operation.id)).toContain(unitScope(campus.west.id, 'health'));
});

test('checks of visitors and unknown persons lie at the door only', async () => {
  const visitor = record(phone, 1, {
    type: 'visitor',
    body: {
      doorId: campus.east.doorId,
      name: '何远',
      hostId: resident.id,
      hostText: null,
      phone: null,
    },
  });
  const ofVisitor = record(
    phone,
    2,
    eastCheck({ subject: { kind: 'visitor', visitorId: visitor.id } }),
  );
  const ofUnknown = record(
    phone,
    3,
    eastCheck({ subject: { kind: 'unknown', text: 'blue coat' } }),
  );

  await push(phone, visitor, ofVisitor, ofUnknown);

  const door = [buildingScope(campus.east.id, 'door')];
  expect(await scopesOf(server, visitor.id)).toEqual(door);
  expect(await scopesOf(server, ofVisitor.id)).toEqual(door);
  expect(await scopesOf(server, ofUnknown.id)).toEqual(door);
});

test('a check is filed by where the person lived at its time, and stays there after a move', async () => {
  const { stayId, home } = resident;
  const later = { ...home!, unitId: campus.east.unit2 };
  const moved = randomUUID();
  await server.put([
    {
      kind: 'stay',
      id: stayId,
      body: {
        id: stayId,
        personId: resident.id,
        home: home!,
        from: '2020-01-01T00:00:00.000Z',
        to: at(-20),
      },
      scopes: [],
    },
    {
      kind: 'stay',
      id: moved,
      body: { id: moved, personId: resident.id, home: later, from: at(-20), to: null },
      scopes: [],
    },
  ]);
  const before = record(phone, 1, { ...eastCheck(), at: at(-21) });
  const after = record(phone, 2, { ...eastCheck(), at: at(-20) });

  await push(phone, before, after);

  expect(await scopesOf(server, before.id)).toContain(unitScope(campus.east.unit1, 'health'));
  expect(await scopesOf(server, before.id)).not.toContain(unitScope(campus.east.unit2, 'health'));
  expect(await scopesOf(server, after.id)).toContain(unitScope(campus.east.unit2, 'health'));
});

test('a check of somebody who has moved out lies with no unit', async () => {
  const { stayId, home, id } = resident;
  const body = {
    id: stayId,
    personId: id,
    home: home!,
    from: '2020-01-01T00:00:00.000Z',
    to: at(-20),
  };
  await server.put([{ kind: 'stay', id: stayId, body, scopes: [] }]);
  const operation = record(phone, 1, eastCheck());

  await push(phone, operation);

  expect(
    (await scopesOf(server, operation.id)).filter((scope) => scope.startsWith('unit:')),
  ).toEqual([]);
});

test('a shift lies at the door and with whoever stands there', async () => {
  const shift = record(phone, 1, shiftAt(campus.east.doorId));

  await push(phone, shift);

  expect(await scopesOf(server, shift.id)).toEqual(
    [buildingScope(campus.east.id, 'door'), personScope(keeper.personId)].sort(),
  );
});

test('voids: the author within the shift, not after it, not of a void; later the building head', async () => {
  const head = await addStaff(server, {
    role: 'building_head',
    post: { kind: 'building', id: campus.east.id },
  });
  const heads = await addPhone(server, head);
  const shift = record(phone, 1, { ...shiftAt(campus.east.doorId), at: at(-100) });
  const first = record(phone, 2, { ...eastCheck(), at: at(-90), shiftId: shift.id });
  const second = record(phone, 3, { ...eastCheck(), at: at(-80), shiftId: shift.id });
  const voided = record(phone, 4, { ...voidOf(first.id), at: at(-79), shiftId: shift.id });
  const end = record(phone, 5, {
    type: 'shift-end',
    body: { shiftId: shift.id, doorId: campus.east.doorId, why: 'ended' },
    at: at(-70),
  });
  const late = record(phone, 6, { ...voidOf(second.id), at: at(-60), shiftId: shift.id });
  const again = record(phone, 7, { ...voidOf(voided.id), at: at(-79), shiftId: shift.id });

  const own = await push(phone, shift, first, second, voided, end, late, again);
  const byHead = await push(heads, record(heads, 1, voidOf(second.id)));

  expect(own.results.map((result) => result.outcome)).toEqual([
    'stored',
    'stored',
    'stored',
    'stored',
    'stored',
    'parked',
    'parked',
  ]);
  expect(own.results[5]).toMatchObject({ why: 'not-allowed', field: null });
  expect(own.results[6]).toMatchObject({ why: 'not-allowed', field: 'body.voids' });
  expect(byHead.results[0]).toMatchObject({ outcome: 'stored' });
  expect(await scopesOf(server, voided.id)).toEqual(await scopesOf(server, first.id));
});

test("nobody ends another's shift", async () => {
  const other = await addPhone(
    server,
    await addStaff(server, { role: 'keeper', post: { kind: 'building', id: campus.east.id } }),
  );
  const shift = record(phone, 1, shiftAt(campus.east.doorId));
  await push(phone, shift);

  const body = { shiftId: shift.id, doorId: campus.east.doorId, why: 'ended' };
  const reply = await push(other, record(other, 1, { type: 'shift-end', body }));

  expect(reply.results[0]).toMatchObject({ outcome: 'parked', why: 'not-allowed' });
});

test('an amendment lies in the old and the new scopes, and later tellings reach every earlier audience', async () => {
  const other = await addPerson(server, { buildingId: campus.east.id, unitId: campus.east.unit2 });
  const shift = record(phone, 1, { ...shiftAt(campus.east.doorId), at: at(-10) });
  const inShift = { at: at(-5), shiftId: shift.id };
  const first = record(phone, 2, { ...eastCheck(), ...inShift });
  const amended = record(phone, 3, {
    ...check(campus.east.doorId, other.id, { amends: first.id }),
    ...inShift,
  });
  const voided = record(phone, 4, { ...voidOf(first.id), ...inShift });

  const reply = await push(phone, shift, first, amended, voided);

  expect(reply.results.map((result) => result.outcome)).toEqual(Array(4).fill('stored'));
  const old = await scopesOf(server, first.id);
  const both = await scopesOf(server, amended.id);
  expect(both).toEqual(expect.arrayContaining(old));
  expect(both).toContain(unitScope(campus.east.unit2, 'health'));
  expect(both).toContain(personScope(other.id));
  expect(old).not.toContain(personScope(other.id));
  expect(await scopesOf(server, voided.id)).toEqual(both);
});

test('an unknown person is named by the building head, not by the keeper', async () => {
  const head = await addStaff(server, {
    role: 'building_head',
    post: { kind: 'building', id: campus.east.id },
  });
  const heads = await addPhone(server, head);
  const shift = record(phone, 1, { ...shiftAt(campus.east.doorId), at: at(-10) });
  const unknown = record(phone, 2, {
    ...eastCheck({ subject: { kind: 'unknown', text: 'blue coat' } }),
    shiftId: shift.id,
  });
  await push(phone, shift, unknown);
  const match = eastCheck({ amends: unknown.id });

  const byKeeper = await push(phone, record(phone, 3, { ...match, shiftId: shift.id }));
  const byHead = await push(heads, record(heads, 1, match));

  expect(byKeeper.results[0]).toMatchObject({ outcome: 'parked', why: 'not-allowed' });
  expect(byHead.results[0]).toMatchObject({ outcome: 'stored' });
  expect(await scopesOf(server, unknown.id)).toContain(personScope(resident.id));
});

test('a shift of somebody else gives no right to take back what was recorded under it', async () => {
  const post = { kind: 'building' as const, id: campus.east.id };
  const colleague = await addPhone(server, await addStaff(server, { role: 'keeper', post }));
  const shift = record(colleague, 1, shiftAt(campus.east.doorId));
  await push(colleague, shift);
  const first = record(phone, 1, { ...eastCheck(), shiftId: shift.id });

  const reply = await push(phone, first, record(phone, 2, voidOf(first.id)));

  expect(reply.results[1]).toMatchObject({ outcome: 'parked', why: 'not-allowed' });
});

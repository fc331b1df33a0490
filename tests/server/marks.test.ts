import { beforeEach, expect, test } from 'vitest';
import { buildingScope } from '../../src/domain/scope.ts';
import { addPerson, addStaff, check, shiftAt, voidOf } from './support/campus.ts';
import { addPhone, at, push, sync, MORNING_MS, record } from './support/test-server.ts';
import { openEastDoor, type EastDoor } from './support/east-door.ts';

let server: EastDoor['server'];
let campus: EastDoor['campus'];
let phone: EastDoor['phone'];
let resident: EastDoor['resident'];

beforeEach(async () => {
  ({ server, campus, phone, resident } = await openEastDoor());
});

const eastCheck = (parts = {}) => check(campus.east.doorId, resident.id, parts);

test('the door is marked as heard by a push there, and by a quiet phone that may stand there, every five minutes at most', async () => {
  const heardAt = async (id = campus.east.doorId) => {
    const row = await server.db
      .selectFrom('document')
      .select('body')
      .where('id', '=', id)
      .where('kind', '=', 'mark')
      .executeTakeFirst();
    return row === undefined ? null : JSON.parse(row.body).heardAt;
  };
  const { doorId } = campus.east;
  const scopes = async () =>
    (
      await server.db
        .selectFrom('feed')
        .select('scope')
        .where('refId', '=', doorId)
        .where('kind', '=', 'mark')
        .execute()
    ).map((row) => row.scope);

  await sync(phone);
  expect(await heardAt()).toBeNull();
  await push(phone, record(phone, 1, check(doorId, resident.id)));
  expect(await heardAt()).toBe(at(0));
  server.clock.nowMs = MORNING_MS + 4 * 60_000;
  await sync(phone, { doorId });
  expect(await heardAt()).toBe(at(0));
  server.clock.nowMs = MORNING_MS + 5 * 60_000;
  await sync(phone, { doorId: campus.west.doorId });
  await sync(phone, { doorId });
  expect(await heardAt()).toBe(at(5));
  expect(await heardAt(campus.west.doorId)).toBeNull();
  expect(await scopes()).toEqual([buildingScope(campus.east.id, 'door')]);
});

test('the last passage is marked for those who see the residents only, and goes with its check', async () => {
  const shift = record(phone, 1, { ...shiftAt(campus.east.doorId), at: at(-10) });
  const first = record(phone, 2, { ...eastCheck(), at: at(-9), shiftId: shift.id });
  const second = record(phone, 3, {
    ...eastCheck({ direction: 'out' }),
    at: at(-8),
    shiftId: shift.id,
  });
  const mark = () =>
    server.db
      .selectFrom('feed')
      .innerJoin('document', (join) =>
        join.onRef('document.id', '=', 'feed.refId').on('document.kind', '=', 'mark'),
      )
      .select(['feed.scope', 'feed.isGone', 'document.body'])
      .where('feed.kind', '=', 'mark')
      .where('feed.refId', '=', resident.id)
      .execute();
  const people = buildingScope(campus.east.id, 'people');
  const passage = (direction: string, minutes: number) =>
    JSON.stringify({ about: 'passage', at: at(minutes), direction, personId: resident.id });

  await push(phone, shift, second, first);
  expect(await mark()).toEqual([{ scope: people, isGone: 0, body: passage('out', -8) }]);

  await push(phone, record(phone, 4, { ...voidOf(second.id), at: at(-7), shiftId: shift.id }));
  expect(await mark()).toEqual([{ scope: people, isGone: 0, body: passage('in', -9) }]);

  await push(phone, record(phone, 5, { ...voidOf(first.id), at: at(-7), shiftId: shift.id }));
  expect(await mark()).toMatchObject([{ scope: people, isGone: 1 }]);
});

test('of two corrections that name two people one marks, and with the time of the passage', async () => {
  const { east } = campus;
  const other = await addPerson(server, { buildingId: east.id, unitId: east.unit1 });
  const post = { kind: 'building' as const, id: east.id };
  const head = await addPhone(server, await addStaff(server, { role: 'building_head', post }));
  const marks = async () => {
    const rows = await server.db
      .selectFrom('document')
      .innerJoin('feed', 'feed.refId', 'document.id')
      .select('body')
      .where('document.kind', '=', 'mark')
      .where('feed.kind', '=', 'mark')
      .where('feed.scope', '=', buildingScope(east.id, 'people'))
      .where('feed.isGone', '=', 0)
      .execute();
    return rows.map((row) => JSON.parse(row.body));
  };
  let seq = 0;
  const of = (personId: string, minutes: number, parts = {}) =>
    record(head, (seq += 1), { ...check(east.doorId, personId, parts), at: at(minutes) });
  const wrong = of(resident.id, -9);
  await push(head, wrong);
  await push(head, of(other.id, -5, { amends: wrong.id }));

  expect(await marks()).toEqual([expect.objectContaining({ personId: other.id, at: at(-9) })]);

  await push(head, of(resident.id, -4, { amends: wrong.id }));

  expect(await marks()).toEqual([expect.objectContaining({ personId: resident.id, at: at(-9) })]);
});

test('what comes late marks only where nothing later stands, and after a check taken back it does', async () => {
  const shift = record(phone, 1, { ...shiftAt(campus.east.doorId), at: at(-10) });
  const late = (seq: number, minutes: number, direction: 'in' | 'out') =>
    record(phone, seq, { ...eastCheck({ direction }), at: at(minutes), shiftId: shift.id });
  const last = late(2, -3, 'in');
  const markedAt = async () => {
    const rows = await server.db
      .selectFrom('feed')
      .innerJoin('document', (join) =>
        join.onRef('document.id', '=', 'feed.refId').on('document.kind', '=', 'mark'),
      )
      .select('document.body')
      .where('feed.kind', '=', 'mark')
      .where('feed.refId', '=', resident.id)
      .where('feed.isGone', '=', 0)
      .execute();
    return rows.map(({ body }) => JSON.parse(body).at);
  };

  await push(phone, shift, last);
  await push(phone, late(3, -5, 'out'));
  expect(await markedAt()).toEqual([at(-3)]);

  await push(phone, record(phone, 4, { ...voidOf(last.id), at: at(-2), shiftId: shift.id }));
  await push(phone, record(phone, 5, { ...voidOf(last.id), at: at(-2), shiftId: shift.id }));
  expect(await markedAt()).toEqual([at(-5)]);
  await push(phone, late(6, -6, 'in'));
  expect(await markedAt()).toEqual([at(-5)]);
});

test('after all checks were taken back, an earlier one that comes late is the last', async () => {
  const shift = record(phone, 1, { ...shiftAt(campus.east.doorId), at: at(-10) });
  const only = record(phone, 2, { ...eastCheck(), at: at(-3), shiftId: shift.id });
  await push(phone, shift, only);
  await push(phone, record(phone, 3, { ...voidOf(only.id), at: at(-2), shiftId: shift.id }));

  await push(phone, record(phone, 4, { ...eastCheck({ direction: 'out' }), at: at(-5) }));

  const marks = await server.db
    .selectFrom('document')
    .select('body')
    .where('kind', '=', 'mark')
    .where('id', '=', resident.id)
    .execute();
  expect(marks.map(({ body }) => JSON.parse(body))).toMatchObject([
    { at: at(-5), direction: 'out' },
  ]);
});

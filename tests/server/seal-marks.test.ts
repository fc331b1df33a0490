import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../src/domain/id.ts';
import type { SealCheck } from '../../src/domain/seal.ts';
import { voidOf } from './support/campus.ts';
import { openEastRooms, phoneOf, type EastRooms } from './support/east-rooms.ts';
import { at, push, record, type Recording, type TestPhone } from './support/test-server.ts';

let rooms: EastRooms;
let keeper: TestPhone;
let head: TestPhone;

beforeEach(async () => {
  rooms = await openEastRooms();
  keeper = rooms.unitKeeper;
  head = await phoneOf(rooms.server, 'building_head', {
    kind: 'building',
    id: rooms.campus.east.id,
  });
});

const seal = (minutes: number): Recording => ({
  type: 'seal',
  at: at(minutes),
  body: {
    buildingId: rooms.campus.east.id,
    roomId: rooms.roomId,
    thing: 'window',
    place: '北窗',
    number: '000123',
    reason: 'vacant',
    witness: null,
    photos: [],
  },
});
const check = (sealId: Id, minutes: number, parts: Partial<SealCheck> = {}): Recording => ({
  type: 'seal-check',
  at: at(minutes),
  body: {
    sealId,
    visitId: null,
    state: 'intact',
    newNumber: null,
    authorisedBy: null,
    note: null,
    photos: [],
    ...parts,
  },
});

/** Every version that was ever written counts one. */
async function mark(sealId: Id) {
  const row = await rooms.server.db
    .selectFrom('document')
    .select(['body', 'version'])
    .where('kind', '=', 'mark')
    .where('id', '=', sealId)
    .executeTakeFirstOrThrow();
  return { ...JSON.parse(row.body), version: row.version };
}

async function markLies(sealId: Id) {
  const rows = await rooms.server.db
    .selectFrom('feed')
    .select('scope')
    .where('refId', '=', sealId)
    .where('kind', '=', 'mark')
    .where('isGone', '=', 0)
    .execute();
  return rows.map(({ scope }) => scope);
}

test('a seal is marked where it lies, with the number expected and its state, in the push that changes it', async () => {
  const applied = record(keeper, 1, seal(-60));
  await push(keeper, applied);
  expect(await markLies(applied.id)).toEqual([`building:${rooms.campus.east.id}/upkeep`]);
  expect(await mark(applied.id)).toEqual({
    about: 'seal',
    sealId: applied.id,
    buildingId: rooms.campus.east.id,
    roomId: rooms.roomId,
    thing: 'window',
    place: '北窗',
    reason: 'vacant',
    appliedAt: at(-60),
    number: '000123',
    state: 'intact',
    since: at(-60),
    checkId: null,
    isAcknowledged: false,
    version: 1,
  });

  const broken = record(keeper, 2, check(applied.id, -50, { state: 'broken' }));
  const again = check(applied.id, -40, { state: 'reapplied', newNumber: '000999' });
  await push(keeper, broken);
  expect(await mark(applied.id)).toMatchObject({ state: 'broken', checkId: broken.id });
  await push(keeper, record(keeper, 3, again));
  expect(await mark(applied.id)).toMatchObject({
    number: '000999',
    state: 'reapplied',
    since: at(-40),
  });
});

test('a seal that is found as it was is not marked anew', async () => {
  const applied = record(keeper, 1, seal(-60));
  await push(keeper, applied, record(keeper, 2, check(applied.id, -50)));
  await push(keeper, record(keeper, 3, check(applied.id, -40)));

  expect(await mark(applied.id)).toMatchObject({ version: 1, since: at(-60) });
});

test('an incident that was seen is marked so, and a check taken back changes the mark again', async () => {
  const applied = record(keeper, 1, seal(-60));
  const missing = record(head, 1, check(applied.id, -50, { state: 'missing' }));
  await push(keeper, applied);
  await push(head, missing);
  await push(
    head,
    record(head, 2, { type: 'acknowledgement', body: { of: missing.id, note: null } }),
  );
  expect(await mark(applied.id)).toMatchObject({ state: 'missing', isAcknowledged: true });

  await push(head, record(head, 3, voidOf(missing.id)));

  expect(await mark(applied.id)).toMatchObject({ state: 'intact', checkId: null });
});

test('a check that came before its seal marks it once the seal is here', async () => {
  const applied = record(keeper, 1, seal(-60));
  const early = record(head, 1, check(applied.id, -50, { state: 'broken' }));
  const first = await push(head, early);
  expect(first.results).toMatchObject([{ outcome: 'parked', why: 'unknown-reference' }]);

  await push(keeper, applied);

  await expect.poll(async () => (await mark(applied.id)).state).toBe('broken');
});

test('the mark goes with a seal that was recorded by mistake', async () => {
  const applied = record(keeper, 1, seal(-5));
  await push(keeper, applied);

  await push(keeper, record(keeper, 2, { ...voidOf(applied.id), at: at(-4) }));

  expect(await markLies(applied.id)).toEqual([]);
});

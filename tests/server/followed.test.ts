import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { CAMPUS_PUBLIC, buildingScope, personScope, unitScope } from '../../src/domain/scope.ts';
import { hashSecret } from '../../src/server/accounts/secrets.ts';
import { addStaff, check } from './support/campus.ts';
import {
  LONG_AGO,
  MORNING_MS,
  addPhone,
  at,
  pullAll,
  push,
  record,
  sync,
} from './support/test-server.ts';
import { openEastDoor, type EastDoor } from './support/east-door.ts';

let server: EastDoor['server'];
let campus: EastDoor['campus'];
let keeper: EastDoor['keeper'];
let phone: EastDoor['phone'];
let resident: EastDoor['resident'];

beforeEach(async () => {
  ({ server, campus, keeper, phone, resident } = await openEastDoor());
});

const pull = (cursor: string | null, max = 5000, of = phone) =>
  sync(of, { pull: { account: of.accountId, cursor, max } }).then((reply) => reply.pull!);

test('a scope that is gained starts at its first number; one that is lost is dropped; the cursor gives no right', async () => {
  const first = await pullAll(phone);
  const assignment = await server.db.selectFrom('assignment').selectAll().executeTakeFirstOrThrow();
  const body = {
    id: assignment.id,
    accountId: keeper.id,
    role: 'keeper' as const,
    post: { kind: 'building' as const, id: campus.west.id },
    from: LONG_AGO,
    to: null,
  };
  await push(phone, record(phone, 1, check(campus.east.doorId, resident.id)));
  const westKeeper = await addStaff(server, {
    role: 'keeper',
    post: { kind: 'building', id: campus.west.id },
  });
  const westPhone = await addPhone(server, westKeeper);
  await push(westPhone, record(westPhone, 1, check(campus.west.doorId, resident.id)));
  await server.put([{ kind: 'assignment', id: assignment.id, body, scopes: [] }], [keeper.id]);

  const { pages, drop, heads } = await pullAll(phone, first.cursor);

  expect(drop).toEqual([buildingScope(campus.east.id, 'door')]);
  const west = pages.find((page) => page.scope === buildingScope(campus.west.id, 'door'));
  expect(west).toMatchObject({ after: 0 });
  expect(Object.keys(heads)).not.toContain(buildingScope(campus.east.id, 'door'));
  const own = pages.find((page) => page.scope === personScope(keeper.personId));
  expect(own?.entries.at(-1)).toMatchObject({
    documentKind: 'access',
    body: { scopes: expect.arrayContaining([buildingScope(campus.west.id, 'door')]) },
  });
});

test('a right that ends by the clock drops the scope and tells the account so', async () => {
  const day = await addStaff(server, {
    role: 'keeper',
    post: { kind: 'building', id: campus.east.id },
    to: at(10),
  });
  const days = await addPhone(server, day);
  const first = await pullAll(days);
  server.clock.nowMs = MORNING_MS + 10 * 60_000;

  const { pages, drop } = await pullAll(days, first.cursor);

  expect(drop).toContain(buildingScope(campus.east.id, 'door'));
  expect(pages.flatMap((page) => page.entries)).toMatchObject([
    { documentKind: 'access', body: { assignments: [] } },
  ]);
});

test('a building head follows every unit of the building, and those of unknown unit', async () => {
  const head = await addStaff(server, {
    role: 'building_head',
    post: { kind: 'building', id: campus.east.id },
  });

  const { heads } = await pullAll(await addPhone(server, head));

  expect(Object.keys(heads)).toEqual(
    expect.arrayContaining(
      [campus.east.unit1, campus.east.unit2, campus.east.id].map((id) => unitScope(id, 'health')),
    ),
  );
});

test('a head over hundreds of units reads on from where the first page ended', async () => {
  const units = Array.from({ length: 200 }, (_, index) => {
    const body = { id: randomUUID(), buildingId: campus.east.id, code: String(index + 10) };
    return { kind: 'unit' as const, id: body.id, body, scopes: [CAMPUS_PUBLIC] };
  });
  await server.put(units);
  const head = await addStaff(server, {
    role: 'building_head',
    post: { kind: 'building', id: campus.east.id },
  });
  const heads = await addPhone(server, head);
  const { cursor } = await pullAll(heads);

  expect(await pull(cursor, 5000, heads)).toMatchObject({ outcome: 'changes', pages: [] });
});

test('a cursor that is not whole, or not ours, starts again', async () => {
  const { cursor } = await pullAll(phone);
  const [encoded, mac] = cursor.split('.');
  const text = Buffer.from(encoded!, 'base64url').toString('utf8');
  const changed = Buffer.from(text.replace(/public":\d+/, 'public":0')).toString('base64url');

  expect(await pull(cursor)).toMatchObject({ outcome: 'changes', pages: [] });
  expect(await pull(`x${cursor}`)).toEqual({ outcome: 'resync' });
  expect(await pull('')).toEqual({ outcome: 'resync' });
  expect(await pull(`${changed}.${mac}`)).toEqual({ outcome: 'resync' });
});

test('a cursor ahead of the feed, as after a restore from a backup, starts again', async () => {
  const { cursor } = await pullAll(phone);
  await server.db.updateTable('scopeHead').set({ head: 0 }).execute();

  expect(await pull(cursor)).toEqual({ outcome: 'resync' });
});

test('a cursor of another feed starts again', async () => {
  const { cursor } = await pullAll(phone);
  await server.db
    .updateTable('meta')
    .set({ value: randomUUID() })
    .where('key', '=', 'feed_epoch')
    .execute();

  expect(await pull(cursor)).toEqual({ outcome: 'resync' });
});

test('an expired session stops the download and never the upload', async () => {
  await server.db
    .updateTable('session')
    .set({ expiresAt: at(0) })
    .where('tokenHash', '=', hashSecret(phone.session))
    .execute();

  const reply = await sync(phone, {
    push: {
      log: phone.log,
      operations: [record(phone, 1, check(campus.east.doorId, resident.id))],
      acked: 0,
    },
    pull: { account: phone.accountId, cursor: null, max: 10 },
  });

  expect(reply.push?.results[0]).toMatchObject({ outcome: 'stored' });
  expect(reply.pull).toEqual({ outcome: 'refused', why: 'session-expired' });
});

test('a session reads for its own account on its own phone only', async () => {
  const other = await addPhone(server, keeper);
  const stolen = { ...other, session: phone.session };
  const foreign = await addStaff(server);

  expect(await pull(null, 10, stolen)).toEqual({ outcome: 'refused', why: 'session-expired' });
  expect(await pull(null, 10, { ...phone, accountId: foreign.id })).toEqual({
    outcome: 'refused',
    why: 'session-expired',
  });
  await server.db.updateTable('account').set({ isActive: 0 }).where('id', '=', keeper.id).execute();
  expect(await pull(null)).toEqual({ outcome: 'refused', why: 'account-unknown' });
});

test('an old app may upload and may not download', async () => {
  const reply = await sync(phone, {
    schema: 0,
    push: {
      log: phone.log,
      operations: [record(phone, 1, check(campus.east.doorId, resident.id))],
      acked: 0,
    },
    pull: { account: phone.accountId, cursor: null, max: 10 },
  });

  expect(reply.push?.results[0]).toMatchObject({ outcome: 'stored' });
  expect(reply.pull).toEqual({ outcome: 'refused', why: 'app-too-old' });
});

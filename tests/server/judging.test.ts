import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { addStaff, check } from './support/campus.ts';
import { MORNING_MS, addPhone, at, push, record, sync, sign } from './support/test-server.ts';
import { openEastDoor, type EastDoor } from './support/east-door.ts';

let server: EastDoor['server'];
let campus: EastDoor['campus'];
let phone: EastDoor['phone'];
let resident: EastDoor['resident'];

beforeEach(async () => {
  ({ server, campus, phone, resident } = await openEastDoor());
});

const eastCheck = (parts = {}) => check(campus.east.doorId, resident.id, parts);

test('a signature that does not fit parks the operation', async () => {
  const operation = record(phone, 1, eastCheck());
  const forged = { ...operation, sig: sign('A'.repeat(43), operation) };
  const changed = { ...record(phone, 2, eastCheck()), at: at(-1) };

  const reply = await push(phone, forged, changed);

  expect(reply.results).toMatchObject([
    { outcome: 'parked', why: 'bad-signature', field: 'sig' },
    { outcome: 'parked', why: 'bad-signature', field: 'sig' },
  ]);
});

test('an account that is not on the device is parked; one taken off keeps what it recorded before', async () => {
  const stranger = await addStaff(server, {
    role: 'keeper',
    post: { kind: 'building', id: campus.east.id },
  });
  await server.db
    .updateTable('deviceAccount')
    .set({ unboundAt: at(-10) })
    .where('deviceId', '=', phone.deviceId)
    .execute();

  const reply = await push(
    phone,
    record(phone, 1, { ...eastCheck(), by: stranger.id }),
    record(phone, 2, { ...eastCheck(), at: at(-11) }),
    record(phone, 3, { ...eastCheck(), at: at(-9) }),
  );

  expect(reply.results).toMatchObject([
    { outcome: 'parked', why: 'not-bound', field: 'by' },
    { outcome: 'stored' },
    { outcome: 'parked', why: 'not-bound', field: 'by' },
  ]);
});

test('an unknown kind of fact or version is parked', async () => {
  const reply = await push(
    phone,
    record(phone, 1, { type: 'census-line', body: {} }),
    record(phone, 2, { ...eastCheck(), tv: 9 }),
  );

  expect(reply.results).toMatchObject([
    { why: 'unknown-type', field: 'type' },
    { why: 'unknown-type', field: 'tv' },
  ]);
});

test.each([
  ['person', 'body.subject.personId', { subject: { kind: 'person', personId: randomUUID() } }],
  ['visitor', 'body.subject.visitorId', { subject: { kind: 'visitor', visitorId: randomUUID() } }],
  ['amended check', 'body.amends', { amends: randomUUID() }],
])('a %s that the server does not have parks the check', async (_, field, parts) => {
  const reply = await push(phone, record(phone, 1, eastCheck(parts)));

  expect(reply.results[0]).toMatchObject({ outcome: 'parked', why: 'unknown-reference', field });
});

test('the right is judged at the time of the check, not of its arrival', async () => {
  const former = await addStaff(server, {
    role: 'keeper',
    post: { kind: 'building', id: campus.east.id },
    to: at(-30),
  });
  const formers = await addPhone(server, former);

  const reply = await push(
    formers,
    record(formers, 1, { ...eastCheck(), at: at(-31) }),
    record(formers, 2, { ...eastCheck(), at: at(-30) }),
    record(formers, 3, { ...check(campus.west.doorId, resident.id), at: at(-31) }),
  );

  expect(reply.results).toMatchObject([
    { outcome: 'stored' },
    { outcome: 'parked', why: 'not-allowed' },
    { outcome: 'parked', why: 'not-allowed' },
  ]);
});

test('a check from before an empty queue is parked if the right has ended since', async () => {
  const former = await addStaff(server, {
    role: 'keeper',
    post: { kind: 'building', id: campus.east.id },
    to: at(5),
  });
  const formers = await addPhone(server, former);
  await push(formers, record(formers, 1, { ...eastCheck(), at: at(-3) }));
  server.clock.nowMs = MORNING_MS + 10 * 60_000;

  const reply = await push(
    formers,
    record(formers, 2, { ...eastCheck(), at: at(-3) }),
    record(formers, 3, { ...eastCheck(), at: at(-1) }),
    record(formers, 4, { ...eastCheck(), at: at(2) }),
  );

  expect(reply.results).toMatchObject([
    { outcome: 'parked', why: 'time-after-right-ended' },
    // That request may have been on its way when this was recorded.
    { outcome: 'stored' },
    { outcome: 'stored' },
  ]);
});

test('the time is corrected by the monotonic clock of the same run, else by the known offset, and never late', async () => {
  const hourAhead = { now: at(60), zone: 'Asia/Shanghai', boot: phone.boot, monoMs: 1_000_000 };
  const operations = [
    record(phone, 1, {
      ...eastCheck(),
      boot: phone.boot,
      monoMs: 1_000_000 - 60_000,
      at: '2031-01-01T00:00:00.000Z',
    }),
    record(phone, 2, { ...eastCheck(), at: at(600), offsetMs: -630 * 60_000 }),
    record(phone, 3, { ...eastCheck(), at: at(90), offsetMs: null }),
    record(phone, 4, { ...eastCheck(), at: at(55), offsetMs: null }),
  ];

  const reply = await sync(phone, {
    clock: hourAhead,
    push: { log: phone.log, operations, acked: 0 },
  });

  expect(reply.push?.results.map((result) => result.correctedAt)).toEqual([
    at(-1),
    at(-30),
    at(0),
    at(-5),
  ]);
});

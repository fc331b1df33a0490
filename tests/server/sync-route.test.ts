import { gzipSync } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import { SYNC_CONTENT_TYPE } from '../../src/protocol/version.ts';
import { revokeDevice } from '../../src/server/accounts/devices.ts';
import { readServerIdentity } from '../../src/server/database/meta.ts';
import { addCampus, addPerson, addStaff, check, type TestCampus } from './support/campus.ts';
import {
  addPhone,
  at,
  headersOf,
  openServer,
  post,
  record,
  requestOf,
  sync,
  type TestPhone,
  type TestServer,
} from './support/test-server.ts';

let server: TestServer;
let campus: TestCampus;
let phone: TestPhone;
let residentId: string;

beforeEach(async () => {
  server = await openServer();
  campus = await addCampus(server);
  const keeper = await addStaff(server, {
    role: 'keeper',
    post: { kind: 'building', id: campus.east.id },
  });
  phone = await addPhone(server, keeper);
  residentId = (await addPerson(server, { buildingId: campus.east.id })).id;
});

const send = (body: BodyInit, headers: Record<string, string> = {}) =>
  server.app.request('/api/v1/sync', {
    method: 'POST',
    headers: { ...headersOf(phone), ...headers },
    body,
  });
const codeOf = async (response: Response) => [response.status, (await response.json()).code];
const device = () =>
  server.db
    .selectFrom('device')
    .selectAll()
    .where('id', '=', phone.deviceId)
    .executeTakeFirstOrThrow();

test('a reply echoes the nonce, names the server, has our content type and is kept by no cache', async () => {
  const request = requestOf(phone);

  const response = await post(phone, request);

  expect(response.headers.get('content-type')).toBe(SYNC_CONTENT_TYPE);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const { serverId } = await readServerIdentity(server.db);
  expect(await response.json()).toMatchObject({ v: 1, nonce: request.nonce, server: serverId });
});

test('a compressed request is read; a reply over 1 KiB is compressed for who takes it', async () => {
  const request = requestOf(phone, { pull: { account: phone.accountId, cursor: null, max: 100 } });

  const response = await send(gzipSync(JSON.stringify(request)), {
    'content-encoding': 'gzip',
    'accept-encoding': 'gzip',
  });

  expect(response.status).toBe(200);
  expect(response.headers.get('content-encoding')).toBe('gzip');
});

test('a body that inflates beyond the limit is refused before it fills the memory', async () => {
  const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, 0x20));
  const before = process.memoryUsage().arrayBuffers;

  const response = await send(bomb, { 'content-encoding': 'gzip' });

  expect(await codeOf(response)).toEqual([413, 'too-large']);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
});

test('a plain body beyond the limit is refused', async () => {
  const response = await send(' '.repeat(9 * 1024 * 1024));

  expect(await codeOf(response)).toEqual([413, 'too-large']);
});

test.each([
  ['{', {}, [400, 'bad-json']],
  ['{}', {}, [400, 'bad-request']],
  ['no gzip', { 'content-encoding': 'gzip' }, [400, 'bad-request']],
  ['{}', { 'content-encoding': 'br' }, [415, 'unsupported-encoding']],
  ['{}', { 'content-type': 'application/json' }, [415, 'unsupported-encoding']],
  ['{}', { authorization: 'Bearer none' }, [401, 'device-unknown']],
])('body %j with %j is a problem: %j', async (body, headers, expected) => {
  const response = await send(body, headers);

  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await codeOf(response)).toEqual(expected);
});

test('brackets without end are refused before they fill the stack; within a text they are text', async () => {
  const deep = await send(`{"push":${'['.repeat(1_000_000)}`);
  const text = await send(JSON.stringify({ push: `\\"${'['.repeat(1000)}` }));

  expect(await deep.json()).toMatchObject({ code: 'bad-request', details: { why: 'too-deep' } });
  expect(await text.json()).toMatchObject({ code: 'bad-request', details: { at: 'v' } });
});

test("the phone's health is kept: what still waits after this push, its clock, its storage", async () => {
  const operation = record(phone, 1, check(campus.east.doorId, residentId));
  await sync(phone, {
    clock: { now: at(7), zone: 'Asia/Shanghai', boot: phone.boot, monoMs: 0 },
    push: { log: phone.log, operations: [operation], acked: 0 },
    health: { pending: 4, oldestPendingAt: at(-5), parked: 2, persisted: true, freeBytes: 1e9 },
  });

  expect(await device()).toMatchObject({
    lastContactAt: at(0),
    emptiedAt: null,
    app: '0.1.0',
    pending: 3,
    oldestPendingAt: at(-5),
    parked: 2,
    clockOffsetMs: -7 * 60_000,
    freeBytes: 1e9,
    persisted: 1,
  });
});

test('a fault in what comes down hides no receipt of what went up', async () => {
  const other = await addPerson(server, { buildingId: campus.east.id });
  await server.db.updateTable('document').set({ body: '{' }).where('id', '=', other.id).execute();

  const operation = record(phone, 1, check(campus.east.doorId, residentId));
  const reply = await sync(phone, {
    push: { log: phone.log, operations: [operation], acked: 0 },
    pull: { account: phone.accountId, cursor: null, max: 5000 },
  });

  expect(reply.push?.results).toMatchObject([{ id: operation.id, outcome: 'stored' }]);
  expect(reply.pull).toBeNull();
  expect(server.reports).toHaveLength(1);
});

test("a revoked phone's last pushes are parked, and it gets nothing", async () => {
  await server.db
    .updateTable('device')
    .set({ revokedAt: at(-1) })
    .where('id', '=', phone.deviceId)
    .execute();
  const drain = (seq: number, pending: number) =>
    post(
      phone,
      requestOf(phone, {
        push: {
          log: phone.log,
          operations: [record(phone, seq, check(campus.east.doorId, residentId))],
          acked: 0,
        },
        pull: { account: phone.accountId, cursor: null, max: 10 },
        health: { pending, oldestPendingAt: null, parked: 0, persisted: true, freeBytes: null },
        nonce: `nonce-of-number-${seq}`,
      }),
    );

  const replies = [await drain(1, 2), await drain(2, 1), await drain(3, 1)];
  const { serverId } = await readServerIdentity(server.db);

  expect(replies.map((reply) => reply.status)).toEqual([403, 403, 403]);
  const bodies = await Promise.all(replies.map((reply) => reply.json()));
  expect(bodies).toMatchObject([
    {
      code: 'device-revoked',
      details: { isDrained: false, server: serverId, nonce: 'nonce-of-number-1' },
    },
    { code: 'device-revoked', details: { isDrained: true } },
    { code: 'device-revoked', details: { isDrained: true } },
  ]);
  const rows = await server.db.selectFrom('opLog').select(['outcome', 'seq']).execute();
  expect(rows).toEqual([
    { outcome: 'parked', seq: 1 },
    { outcome: 'parked', seq: 2 },
    { outcome: 'parked', seq: 3 },
  ]);
  const audit = await server.db.selectFrom('audit').select('what').execute();
  expect(audit).toHaveLength(3);
});

test('a phone that is revoked while its body is on the way is revoked for what that body brings', async () => {
  const request = requestOf(phone, {
    push: {
      log: phone.log,
      operations: [record(phone, 1, check(campus.east.doorId, residentId))],
      acked: 0,
    },
  });
  const slow = new ReadableStream<Uint8Array>(
    {
      pull: async (stream) => {
        await revokeDevice(server.deps, { deviceId: phone.deviceId, by: phone.accountId });
        stream.enqueue(new TextEncoder().encode(JSON.stringify(request)));
        stream.close();
      },
    },
    { highWaterMark: 0 },
  );

  const init = { method: 'POST', headers: headersOf(phone), body: slow, duplex: 'half' };
  const response = await server.app.request('/api/v1/sync', init);

  expect(await codeOf(response)).toEqual([403, 'device-revoked']);
  const rows = await server.db.selectFrom('opLog').select('outcome').execute();
  expect(rows).toEqual([{ outcome: 'parked' }]);
});

test('what a revoked phone recorded because no answer reached it is taken, also after it was drained', async () => {
  await server.db
    .updateTable('device')
    .set({ revokedAt: at(-1) })
    .where('id', '=', phone.deviceId)
    .execute();
  const hand = (...operations: unknown[]) =>
    post(
      phone,
      requestOf(phone, {
        push: { log: phone.log, operations, acked: 0 },
        health: {
          pending: operations.length,
          oldestPendingAt: null,
          parked: 0,
          persisted: true,
          freeBytes: null,
        },
      }),
    );
  await hand();
  await hand();
  const late = record(phone, 1, check(campus.east.doorId, residentId));

  const reply = await hand(late);

  expect(await reply.json()).toMatchObject({ details: { isDrained: true } });
  const rows = await server.db.selectFrom('opLog').select(['id', 'outcome']).execute();
  expect(rows).toEqual([{ id: late.id, outcome: 'parked' }]);
});

test('a server whose clock is set back lets a revoked phone drain all the same, at its second contact', async () => {
  const contact = async () => {
    server.clock.nowMs += 1000;
    const push = { log: phone.log, operations: [], acked: 0 };
    return (await post(phone, requestOf(phone, { push }))).json();
  };
  const DAY_MS = 86_400_000;
  await contact();
  server.clock.nowMs -= DAY_MS;
  await revokeDevice(server.deps, { deviceId: phone.deviceId, by: phone.accountId });
  server.clock.nowMs -= DAY_MS;

  expect(await contact()).toMatchObject({ details: { isDrained: false } });
  expect(await contact()).toMatchObject({ details: { isDrained: true } });
});

test('a revoked phone hears that it is drained at its second contact at the earliest', async () => {
  server.clock.nowMs += 60_000;
  await server.db
    .updateTable('device')
    .set({ revokedAt: at(1), lastContactAt: at(0) })
    .where('id', '=', phone.deviceId)
    .execute();
  const contact = async () => {
    server.clock.nowMs += 1000;
    const push = { log: phone.log, operations: [], acked: 0 };
    return (await post(phone, requestOf(phone, { push }))).json();
  };

  expect(await contact()).toMatchObject({ details: { isDrained: false } });
  expect(await contact()).toMatchObject({ details: { isDrained: true } });
});

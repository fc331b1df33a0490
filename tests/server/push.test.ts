import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { SyncReply } from '../../src/protocol/sync.ts';
import { check, scopesOf } from './support/campus.ts';
import { addPhone, at, headersOf, post, push, record, requestOf } from './support/test-server.ts';
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
const stored = () => server.db.selectFrom('opLog').selectAll().execute();

test('a check is stored with a receipt and the number up to which all is here', async () => {
  const operation = record(phone, 1, eastCheck());

  const reply = await push(phone, operation);

  expect(reply.results).toEqual([
    {
      id: operation.id,
      seq: 1,
      outcome: 'stored',
      why: null,
      field: null,
      correctedAt: at(0),
      receivedAt: at(0),
    },
  ]);
  expect(reply).toMatchObject({ contiguous: 1, missing: [] });
});

test('a push sent twice is stored once, and its second answer says known', async () => {
  const operations = [record(phone, 1, eastCheck()), record(phone, 2, eastCheck())];
  await push(phone, ...operations);
  const heads = await server.db.selectFrom('scopeHead').selectAll().execute();

  const reply = await push(phone, ...operations);

  expect(reply.results.map((result) => result.outcome)).toEqual(['known', 'known']);
  expect(await stored()).toHaveLength(2);
  const after = await server.db.selectFrom('scopeHead').selectAll().execute();
  expect(after).toEqual(heads);
});

test('operations of a new journal that came before under another are known there too', async () => {
  const operation = record(phone, 7, eastCheck());
  await push(phone, operation);
  const forked = { ...phone, log: randomUUID() };

  const reply = await push(forked, { ...operation, seq: 1 });

  expect(reply.results[0]).toMatchObject({ id: operation.id, seq: 1, outcome: 'known' });
  expect(reply.contiguous).toBe(1);
});

test('an id that names another operation is stored under a fresh id, parked, and once only', async () => {
  const first = record(phone, 1, eastCheck());
  const second = record(phone, 2, { ...eastCheck({ tempC: 37 }), id: first.id });
  await push(phone, first);

  const reply = await push(phone, second);
  const again = await push(phone, second);

  expect(reply.results[0]).toMatchObject({ id: first.id, outcome: 'parked', why: 'id-reuse' });
  expect(again.results[0]).toMatchObject({ id: first.id, outcome: 'parked', why: 'id-reuse' });
  expect(await stored()).toHaveLength(2);
  expect(again.contiguous).toBe(2);
});

test('a number that already names another operation refuses the whole push as a fork', async () => {
  await push(phone, record(phone, 1, eastCheck()));

  const request = requestOf(phone, {
    push: {
      log: phone.log,
      operations: [record(phone, 2, eastCheck()), record(phone, 1, eastCheck())],
      acked: 0,
    },
  });
  const response = await post(phone, request);

  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ code: 'log-fork' });
  expect(await stored()).toHaveLength(1);
});

test("another device's journal is a fork", async () => {
  await push(phone, record(phone, 1, eastCheck()));
  const other = { ...(await addPhone(server, keeper)), log: phone.log };

  const operations = [record(other, 2, eastCheck())];
  const response = await post(
    other,
    requestOf(other, { push: { log: other.log, operations, acked: 0 } }),
  );

  expect(response.status).toBe(409);
});

test('a parked operation in the middle blocks none behind it', async () => {
  const wrong = record(phone, 2, { type: 'door-check', body: { doorId: campus.east.doorId } });

  const reply = await push(
    phone,
    record(phone, 1, eastCheck()),
    wrong,
    record(phone, 3, eastCheck()),
  );

  expect(reply.results.map((result) => result.outcome)).toEqual(['stored', 'parked', 'stored']);
  expect(reply.results[1]).toMatchObject({ why: 'bad-body', field: 'body.subject' });
  expect(reply.contiguous).toBe(3);
  expect(await scopesOf(server, wrong.id)).toEqual([]);
});

test('what is no operation at all is kept as it came and parked, once', async () => {
  const broken = { id: 'none', seq: 1, temperature: '36.5' };

  const reply = await push(phone, broken, 'nonsense');
  const again = await push(phone, broken, 'nonsense');

  expect(reply.results).toMatchObject([
    { seq: 1, outcome: 'parked', why: 'bad-body' },
    { seq: 0, outcome: 'parked', why: 'bad-body' },
  ]);
  expect(again.results.map((result) => result.id)).toEqual(reply.results.map(({ id }) => id));
  const rows = await stored();
  expect(rows.map((row) => JSON.parse(row.envelope))).toEqual(
    expect.arrayContaining([broken, 'nonsense']),
  );
  expect(rows).toHaveLength(2);
});

test('a number too great for any number is parked and blocks none behind it', async () => {
  const wrong = record(phone, 1, { type: 'door-check', body: { tempC: 'GREAT' } });
  const operations = [wrong, 'GREAT', record(phone, 3, eastCheck())];
  const request = requestOf(phone, { push: { log: phone.log, operations, acked: 0 } });

  const response = await server.app.request('/api/v1/sync', {
    method: 'POST',
    headers: headersOf(phone),
    body: JSON.stringify(request).replaceAll('"GREAT"', '1e400'),
  });

  const { push: reply } = SyncReply.parse(await response.json());
  expect(reply?.results).toMatchObject([
    { id: wrong.id, outcome: 'parked', why: 'bad-body', field: 'body' },
    { outcome: 'parked', why: 'bad-body' },
    { outcome: 'stored' },
  ]);
});

test('a fault in our own rules parks that one operation and undoes nothing else', async () => {
  await server.db
    .updateTable('document')
    .set({ body: '{' })
    .where('id', '=', campus.west.doorId)
    .execute();

  const reply = await push(
    phone,
    record(phone, 1, eastCheck()),
    record(phone, 2, check(campus.west.doorId, resident.id)),
    record(phone, 3, eastCheck()),
  );

  expect(reply.results.map((result) => result.outcome)).toEqual(['stored', 'parked', 'stored']);
  expect(server.reports).toHaveLength(1);
});

test('a fault of the database acknowledges nothing', async () => {
  await server.db.schema.dropTable('stay').execute();
  const operations = [record(phone, 1, eastCheck())];

  const response = await post(
    phone,
    requestOf(phone, { push: { log: phone.log, operations, acked: 0 } }),
  );

  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({
    type: 'urn:shouwang:problem:server-fault',
    title: 'server fault',
    status: 500,
    code: 'server-fault',
  });
  expect(await stored()).toEqual([]);
});

test('numbers that are not here are named, and the count goes on when they come', async () => {
  const third = record(phone, 3, eastCheck());

  const holes = await push(phone, record(phone, 1, eastCheck()), record(phone, 6, eastCheck()));
  const fewer = await push(phone, third, record(phone, 2, eastCheck()));

  expect(holes).toMatchObject({ contiguous: 1, missing: [[2, 5]] });
  expect(fewer).toMatchObject({ contiguous: 3, missing: [[4, 5]] });
});

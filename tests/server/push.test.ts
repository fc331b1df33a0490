import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { buildingScope, classScope, personScope, unitScope } from '../../src/domain/scope.ts';
import {
  addCampus,
  addPerson,
  addStaff,
  check,
  scopesOf,
  shiftAt,
  voidOf,
  type TestAccount,
  type TestCampus,
  type TestPerson,
} from './support/campus.ts';
import {
  MORNING_MS,
  addPhone,
  at,
  openServer,
  post,
  push,
  record,
  requestOf,
  sign,
  type TestPhone,
  type TestServer,
} from './support/test-server.ts';

let server: TestServer;
let campus: TestCampus;
let keeper: TestAccount;
let phone: TestPhone;
let resident: TestPerson;

beforeEach(async () => {
  server = await openServer();
  campus = await addCampus(server);
  keeper = await addStaff(server, {
    role: 'keeper',
    post: { kind: 'building', id: campus.east.id },
  });
  phone = await addPhone(server, keeper);
  const { east, classId } = campus;
  resident = await addPerson(server, { buildingId: east.id, unitId: east.unit1, classId });
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
    record(formers, 2, { ...eastCheck(), at: at(-2) }),
    record(formers, 3, { ...eastCheck(), at: at(2) }),
  );

  expect(reply.results).toMatchObject([
    { outcome: 'parked', why: 'time-after-right-ended' },
    { outcome: 'stored' },
  ]);
});

test('the time is corrected by the monotonic clock of the same run, else by the known offset, and never late', async () => {
  const sameRun = { boot: phone.boot, monoMs: 1_000_000 - 60_000, at: '2031-01-01T00:00:00.000Z' };
  const offset = { at: at(600), offsetMs: -630 * 60_000 };

  const reply = await push(
    phone,
    record(phone, 1, { ...eastCheck(), ...sameRun }),
    record(phone, 2, { ...eastCheck(), ...offset }),
    record(phone, 3, { ...eastCheck(), at: at(30), offsetMs: null }),
    record(phone, 4, { ...eastCheck(), at: at(-5), offsetMs: null }),
  );

  expect(reply.results.map((result) => result.correctedAt)).toEqual([
    at(-1),
    at(-30),
    at(0),
    at(-5),
  ]);
});

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
    ...['stored', 'stored', 'stored', 'stored', 'stored'],
    ...['parked', 'parked'],
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
  const unknown = record(phone, 1, eastCheck({ subject: { kind: 'unknown', text: 'blue coat' } }));
  await push(phone, unknown);
  const match = eastCheck({ amends: unknown.id });

  const byKeeper = await push(phone, record(phone, 2, match));
  const byHead = await push(heads, record(heads, 1, match));

  expect(byKeeper.results[0]).toMatchObject({ outcome: 'parked', why: 'not-allowed' });
  expect(byHead.results[0]).toMatchObject({ outcome: 'stored' });
  expect(await scopesOf(server, unknown.id)).toContain(personScope(resident.id));
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

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../src/domain/id.ts';
import type { Operation } from '../../src/domain/operation.ts';
import { buildingScope } from '../../src/domain/scope.ts';
import { REJUDGED_SCHEMA } from '../../src/protocol/version.ts';
import { readParked } from '../../src/server/door-log/read-parked.ts';
import { rejudgeAfterStart } from '../../src/server/sync/rejudge.ts';
import { addStaff, check, personDocuments, scopesOf } from './support/campus.ts';
import { openEastDoor, type EastDoor } from './support/east-door.ts';
import { addPhone, at, push, record, sync, type TestPhone } from './support/test-server.ts';

let server: EastDoor['server'];
let campus: EastDoor['campus'];
let phone: EastDoor['phone'];
let residentId: Id;

beforeEach(async () => {
  const east = await openEastDoor();
  ({ server, campus, phone } = east);
  residentId = east.resident.id;
});

const ofVisitor = (seq: number, visitorId: Id): Operation =>
  record(phone, seq, check(campus.east.doorId, '', { subject: { kind: 'visitor', visitorId } }));
const visitor = (seq: number, id: Id, by = phone): Operation =>
  record(by, seq, {
    type: 'visitor',
    id,
    body: {
      doorId: campus.east.doorId,
      name: '访客赵六',
      hostId: null,
      hostText: '找人',
      phone: null,
    },
  });
const voidOf = (
  seq: number,
  voids: Id,
  { by = phone, replacedBy }: { by?: TestPhone; replacedBy?: Id } = {},
): Operation =>
  record(by, seq, {
    type: 'void',
    body: { voids, doorId: null, reason: 'wrong-person', ...(replacedBy && { replacedBy }) },
  });

const rowOf = (id: Id) =>
  server.db.selectFrom('opLog').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const outcomeOf = async (id: Id) => (await rowOf(id)).outcome;

/** What the phone hears of its parked operations at its next contact. */
async function heard(of = phone, schema = REJUDGED_SCHEMA) {
  const health = { pending: 0, oldestPendingAt: null, parked: 1, persisted: true, freeBytes: null };
  const reply = await sync(of, {
    schema,
    health,
    push: { log: of.log, operations: [], acked: 0 },
  });
  return reply.push!.rejudged;
}

describe('what was parked for something missing', () => {
  test('counts as soon as the fact it names has come from another phone', async () => {
    const visitorId = randomUUID();
    const other = await addPhone(server, { id: phone.accountId, personId: phone.personId });
    const early = ofVisitor(1, visitorId);
    await push(phone, early);

    await push(other, visitor(1, visitorId, other));

    expect(await rowOf(early.id)).toMatchObject({ outcome: 'stored', why: null, field: null });
    expect(await scopesOf(server, early.id)).toContain(buildingScope(campus.east.id, 'door'));
  });

  test('is told to its phone until it holds nothing parked, and to no app that does not know it', async () => {
    const visitorId = randomUUID();
    const early = ofVisitor(1, visitorId);
    await push(phone, early);
    await push(phone, visitor(2, visitorId));

    const told = { id: early.id, outcome: 'stored', why: null, field: null };
    expect(await heard()).toMatchObject([told]);
    expect(await heard()).toMatchObject([told]);
    expect(await heard(phone, REJUDGED_SCHEMA - 1)).toBeUndefined();
    expect((await push(phone)).rejudged).toBeUndefined();
  });

  test('counts once the office has entered the person', async () => {
    const person = { id: randomUUID(), stayId: randomUUID(), home: null };
    const early = record(phone, 1, check(campus.east.doorId, person.id));
    await push(phone, early);
    expect(await outcomeOf(early.id)).toBe('parked');

    await server.put(personDocuments(person, { classId: null, name: '新人' }));

    expect(await heard()).toMatchObject([{ id: early.id, outcome: 'stored' }]);
  });

  test('comes after what it waits for, along a whole chain', async () => {
    const visitorId = randomUUID();
    const first = ofVisitor(1, visitorId);
    const second = record(phone, 2, {
      ...check(campus.east.doorId, residentId),
      body: {
        ...(check(campus.east.doorId, residentId).body as object),
        repeats: first.id,
      },
    });
    await push(phone, second, first);
    expect([await outcomeOf(second.id), await outcomeOf(first.id)]).toEqual(['parked', 'parked']);

    await push(phone, visitor(3, visitorId));

    expect([await outcomeOf(second.id), await outcomeOf(first.id)]).toEqual(['stored', 'stored']);
  });

  test('is parked for its other fault then, and its phone hears of that', async () => {
    const stranger = await addPhone(server, await addStaff(server));
    const visitorId = randomUUID();
    const early = { ...ofVisitor(1, visitorId) };
    const theirs = record(stranger, 1, { type: 'door-check', body: early.body });
    await push(stranger, theirs);

    await push(phone, visitor(1, visitorId));

    expect(await heard(stranger)).toMatchObject([
      { id: theirs.id, outcome: 'parked', why: 'not-allowed' },
    ]);
  });

  test('stands in no other’s way where it cannot be read any more', async () => {
    const visitorId = randomUUID();
    const [spoilt, whole] = [ofVisitor(1, visitorId), ofVisitor(2, visitorId)];
    await push(phone, spoilt, whole);
    await server.db
      .updateTable('opLog')
      .set({ envelope: '', receivedAt: at(-1) })
      .where('id', '=', spoilt.id)
      .execute();

    await push(phone, visitor(3, visitorId));

    expect([await outcomeOf(spoilt.id), await outcomeOf(whole.id)]).toEqual(['parked', 'stored']);
    expect(server.reports).toHaveLength(1);
  });

  test('of a right that had ended is not let in by sending what it names later', async () => {
    const staff = await addStaff(server, {
      role: 'keeper',
      post: { kind: 'building', id: campus.east.id },
      to: at(-30),
    });
    const leaver = await addPhone(server, staff);
    await sync(leaver, { push: { log: leaver.log, operations: [], acked: 0 } });
    const visitorId = randomUUID();
    const body = check(campus.east.doorId, '').body as object;
    const subject = { kind: 'visitor', visitorId };
    const backdated = record(leaver, 1, {
      type: 'door-check',
      body: { ...body, subject },
      at: at(-60),
    });
    await push(leaver, backdated);

    await push(phone, visitor(1, visitorId));

    expect(await rowOf(backdated.id)).toMatchObject({
      outcome: 'parked',
      why: 'time-after-right-ended',
    });
  });

  test('is known when its phone sends it again', async () => {
    const visitorId = randomUUID();
    const early = ofVisitor(1, visitorId);
    await push(phone, early);
    await push(phone, visitor(2, visitorId));

    expect((await push(phone, early)).results).toMatchObject([{ outcome: 'known', why: null }]);
  });
});

test('a kind of fact that an older server did not know is judged after the upgrade', async () => {
  const operation = record(phone, 1, check(campus.east.doorId, residentId));
  await push(phone, operation);
  await server.db
    .updateTable('opLog')
    .set({ outcome: 'parked', why: 'unknown-type', field: 'type' })
    .where('id', '=', operation.id)
    .execute();
  await server.db.deleteFrom('feed').where('refId', '=', operation.id).execute();

  await rejudgeAfterStart(server.deps);

  expect(await outcomeOf(operation.id)).toBe('stored');
  expect(await heard()).toMatchObject([{ id: operation.id, outcome: 'stored' }]);
});

describe('a void of what is parked', () => {
  test('by its author takes it out of every later judgement', async () => {
    const visitorId = randomUUID();
    const early = ofVisitor(1, visitorId);
    await push(phone, early);
    const newer = randomUUID();
    const taken = voidOf(2, early.id, { replacedBy: newer });

    expect((await push(phone, taken)).results).toMatchObject([{ outcome: 'stored' }]);
    await push(phone, visitor(3, visitorId));

    expect(await rowOf(early.id)).toMatchObject({ outcome: 'parked', answeredBy: taken.id });
    expect(await scopesOf(server, taken.id)).toEqual([`person:${phone.personId}`]);
    expect(await heard()).toEqual([]);
  });

  test('by anybody else does not hold', async () => {
    const early = ofVisitor(1, randomUUID());
    await push(phone, early);
    const other = await addPhone(
      server,
      await addStaff(server, { role: 'keeper', post: { kind: 'building', id: campus.east.id } }),
    );

    const reply = await push(other, voidOf(1, early.id, { by: other }));

    expect(reply.results).toMatchObject([{ outcome: 'parked', why: 'not-allowed' }]);
    expect((await rowOf(early.id)).answeredBy).toBeNull();
  });

  test('that comes in one push with it, or before it, holds too', async () => {
    const early = ofVisitor(2, randomUUID());
    const taken = voidOf(1, early.id);

    await push(phone, taken, early);
    await heard();

    expect(await rowOf(early.id)).toMatchObject({ outcome: 'parked', answeredBy: taken.id });
    expect(await outcomeOf(taken.id)).toBe('stored');
  });

  test('that has come to count meanwhile is the void of any fact', async () => {
    const visitorId = randomUUID();
    const shift = record(phone, 1, {
      type: 'shift',
      body: {
        doorId: campus.east.doorId,
        thermometerId: null,
        thermometerUnit: 'C',
        site: 'forehead',
      },
    });
    const early = record(phone, 2, {
      ...check(campus.east.doorId, '', { subject: { kind: 'visitor', visitorId } }),
      shiftId: shift.id,
    });
    await push(phone, shift, early);
    await push(phone, visitor(3, visitorId));

    const reply = await push(phone, voidOf(4, early.id));

    expect(reply.results).toMatchObject([{ outcome: 'stored' }]);
    expect((await rowOf(early.id)).answeredBy).toBeNull();
    expect(await scopesOf(server, reply.results[0]!.id)).toEqual(await scopesOf(server, early.id));
  });
});

test('the office sees what waits first, and what became of the others', async () => {
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
  const [waits, taken, counts] = [ofVisitor(1, first), ofVisitor(2, second), ofVisitor(3, third)];
  await push(phone, waits, taken, counts);
  const newer = randomUUID();
  await push(phone, voidOf(4, taken.id, { replacedBy: newer }), visitor(5, third));

  const page = await readParked(server.db, 0);

  expect([page.open, page.total]).toEqual([1, 3]);
  const ends = new Map(page.parked.map(({ id, became }) => [id, became]));
  expect(page.parked[0]).toMatchObject({ id: waits.id, why: 'unknown-reference', became: null });
  expect(ends.get(taken.id)).toEqual({
    kind: 'answered',
    at: at(0),
    reason: 'wrong-person',
    replacedBy: newer,
  });
  expect(ends.get(counts.id)).toEqual({ kind: 'counts', at: at(0) });
});

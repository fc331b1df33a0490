import { beforeEach, expect, test } from 'vitest';
import type { Operation } from '../../src/domain/operation.ts';
import { REJUDGED_SCHEMA } from '../../src/protocol/version.ts';
import { addPerson, check, scopesOf } from './support/campus.ts';
import {
  newPhoneOfResident,
  openEastRooms,
  phoneOf,
  type EastRooms,
} from './support/east-rooms.ts';
import { telling, type ReportPlace } from './support/report-bodies.ts';
import {
  addPhone,
  at,
  push,
  inJournals,
  record,
  sync,
  type TestPhone,
} from './support/test-server.ts';

let rooms: EastRooms;
let place: ReportPlace;
let student: TestPhone;
let next: ReturnType<typeof inJournals>;

beforeEach(async () => {
  next = inJournals();
  rooms = await openEastRooms();
  const { server, campus, roomId, resident } = rooms;
  const { classId } = campus;
  place = { personId: resident.id, unitId: campus.east.unit1, classId, roomId };
  student = await newPhoneOfResident(server, resident.id);
});

const report = (minute: number, parts: object = {}, phone = student) =>
  next(phone, { ...telling('self-report', place, parts), at: at(minute) });
const answer = (isGiven: boolean, minute: number, phone = student) =>
  next(phone, { ...telling('consent', place, { isGiven }), at: at(minute) });

const outcomes = async (phone: TestPhone, ...operations: Operation[]) =>
  (await push(phone, ...operations)).results.map(({ outcome, why }) => why ?? outcome);
const outcomeOf = async ({ id }: Operation) => {
  const row = await rooms.server.db
    .selectFrom('opLog')
    .select(['outcome', 'why', 'waitsFor'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.why ?? row.outcome;
};

test('a person’s own report without consent is kept and counts for nobody', async () => {
  const told = report(-5);

  const { results } = await push(student, told);

  expect(results).toMatchObject([{ outcome: 'parked', why: 'no-consent', field: 'body.personId' }]);
  expect(await scopesOf(rooms.server, told.id)).toEqual([]);
});

test('a consent of before lets a report count, also out of the same queue', async () => {
  expect(await outcomes(student, answer(true, -9), report(-5))).toEqual(['stored', 'stored']);
  expect(await outcomes(student, report(-4))).toEqual(['stored']);
});

test('a late consent settles what was told before it, and the phone hears of it', async () => {
  const told = [report(-9), report(-8)];
  await push(student, ...told);
  expect(await outcomes(student, answer(true, -2))).toEqual(['stored']);

  expect(await Promise.all(told.map(outcomeOf))).toEqual(['stored', 'stored']);
  const health = { pending: 0, oldestPendingAt: null, parked: 2, persisted: true, freeBytes: null };
  const reply = await sync(student, {
    schema: REJUDGED_SCHEMA,
    health,
    push: { log: student.log, operations: [], acked: 0 },
  });
  expect(reply.push?.rejudged).toMatchObject(told.map(() => ({ outcome: 'stored', why: null })));
  expect(await scopesOf(rooms.server, told[0]?.id ?? '')).toContain(`class:${place.classId}`);
});

test('a consent of another phone of the same person settles it too, in one push with it or later', async () => {
  const { server } = rooms;
  const second = await addPhone(server, { id: student.accountId, personId: student.personId });
  const early = report(-9);
  await push(student, early);

  const answers = await outcomes(second, report(-8, {}, second), answer(true, -7, second));

  expect(answers).toEqual(['no-consent', 'stored']);
  expect(await outcomeOf(early)).toBe('stored');
  const waiting = server.db.selectFrom('opLog').select('id').where('outcome', '=', 'parked');
  expect(await waiting.execute()).toEqual([]);
});

test('after a withdrawal a report waits, what was told before it counts, and a new consent settles the rest', async () => {
  await push(student, answer(true, -60), report(-50));
  await push(student, answer(false, -30));

  const [late, after] = [report(-40), report(-20)];
  expect(await outcomes(student, late, after)).toEqual(['stored', 'no-consent']);

  await push(student, answer(true, -15));
  expect(await outcomeOf(after)).toBe('stored');
});

test('a consent settles at once also where much else waits', async () => {
  const { phone: guard, campus } = rooms;
  const visitorId = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const waiting = Array.from({ length: 110 }, (_, index) =>
    record(
      guard,
      index + 1,
      check(campus.east.doorId, '', {
        subject: { kind: 'visitor', visitorId: visitorId(index) },
      }),
    ),
  );
  await push(guard, ...waiting);
  const told = report(-9);
  await push(student, told);

  await push(student, answer(true, -8));

  expect(await outcomeOf(told)).toBe('stored');
});

test('what waits is looked at anew as often as an answer comes, until one covers it', async () => {
  await push(student, answer(true, -60), answer(false, -50));
  const told = report(-40);
  await push(student, told);

  await push(student, answer(false, -55));
  expect(await outcomeOf(told)).toBe('no-consent');
  await push(student, answer(true, -3));
  expect(await outcomeOf(told)).toBe('stored');
});

test('a second withdrawal, of another phone, lets nothing count that was told after the first', async () => {
  const { server } = rooms;
  const second = await addPhone(server, { id: student.accountId, personId: student.personId });
  await push(student, answer(true, -60), answer(false, -50));

  const [within, between] = [report(-55, {}, second), report(-40, {}, second)];
  const answers = await outcomes(second, within, between, answer(false, -30, second));
  expect(answers).toEqual(['stored', 'no-consent', 'stored']);
  expect(await outcomeOf(between)).toBe('no-consent');

  expect(await outcomes(second, report(-39, {}, second))).toEqual(['no-consent']);
  await push(student, answer(true, -35));
  expect(await outcomeOf(between)).toBe('stored');
  expect(await outcomes(second, report(-20, {}, second))).toEqual(['no-consent']);
});

test('who has only ever refused is covered at no time', async () => {
  const told = report(-9);
  expect(await outcomes(student, answer(false, -5), told)).toEqual(['stored', 'no-consent']);
  expect(await outcomes(student, answer(false, -3), report(-8))).toEqual(['stored', 'no-consent']);
  expect(await outcomeOf(told)).toBe('no-consent');
});

test.each([
  ['as they were given', [0, 1, 2, 3]],
  ['the last one first', [3, 2, 1, 0]],
  ['the consent last', [0, 2, 3, 1]],
])('which reports are covered does not hang on how the answers came: %s', async (_, order) => {
  const minutes = [-60, -50, -40, -30];
  for (const index of order) {
    const minute = minutes[index] ?? 0;
    expect(await outcomes(student, answer(minute === -50, minute))).toEqual(['stored']);
  }

  const told = [-70, -55, -45, -35, -25].map((minute) => report(minute));
  const [covered, uncovered] = ['stored', 'no-consent'];
  const expected = [covered, covered, covered, uncovered, uncovered];
  expect(await outcomes(student, ...told)).toEqual(expected);
});

test('what waits uncovered of one person holds up nobody else’s', async () => {
  const { server, campus } = rooms;
  const { east, classId } = campus;
  const other = await addPerson(server, { buildingId: east.id, unitId: east.unit1, classId });
  const otherPhone = await newPhoneOfResident(server, other.id);
  const ofOther = { ...place, personId: other.id };
  await push(student, answer(true, -60), answer(false, -50));
  await push(student, ...Array.from({ length: 120 }, () => report(-40)));
  const told = next(otherPhone, { ...telling('self-report', ofOther), at: at(-9) });
  await push(otherPhone, told);

  await push(otherPhone, next(otherPhone, { ...telling('consent', ofOther), at: at(-8) }));

  expect(await outcomeOf(told)).toBe('stored');
});

test('what staff tell of somebody, or put right, asks for no consent of that person', async () => {
  const { server, unitKeeper, campus } = rooms;
  const classHead = await phoneOf(server, 'class_head', { kind: 'class', id: campus.classId });
  await push(student, answer(true, -60));
  const own = report(-50);
  await push(student, own, answer(false, -40));

  const behalf = report(-5, { onBehalfAs: 'unit_keeper' }, unitKeeper);
  expect(await outcomes(unitKeeper, behalf)).toEqual(['stored']);
  expect(await outcomes(classHead, report(-4, { amends: own.id }, classHead))).toEqual(['stored']);
  expect(await outcomes(student, report(-3, { amends: own.id }))).toEqual(['no-consent']);
});

test('nobody consents for somebody else', async () => {
  const told = report(-9);
  await push(student, told);

  expect(await outcomes(rooms.unitKeeper, answer(true, -5, rooms.unitKeeper))).toEqual([
    'not-allowed',
  ]);
  expect(await outcomeOf(told)).toBe('no-consent');
});

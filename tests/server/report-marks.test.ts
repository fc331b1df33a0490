import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Mark } from '../../src/domain/document.ts';
import type { Assignment } from '../../src/domain/role.ts';
import { addPerson, check, voidOf } from './support/campus.ts';
import { openEastRooms, phoneOf, phoneOfResident, type EastRooms } from './support/east-rooms.ts';
import { telling, type ReportPlace } from './support/report-bodies.ts';
import {
  at,
  LONG_AGO,
  MORNING_MS,
  pullAll,
  push,
  record,
  sync,
  type Recording,
  type TestPhone,
} from './support/test-server.ts';

let rooms: EastRooms;
let place: ReportPlace;
let student: TestPhone;
let seq: number;

beforeEach(async () => {
  rooms = await openEastRooms();
  const { server, campus, roomId, resident } = rooms;
  place = {
    personId: resident.id,
    unitId: campus.east.unit1,
    classId: campus.classId,
    roomId,
  };
  student = await phoneOfResident(server, resident.id);
  seq = 0;
});

const told = (recording: Recording) => record(student, (seq += 1), recording);
const report = (session: object, parts: object = {}) =>
  told(telling('self-report', place, { session, ...parts }));
const am = { day: '2020-06-07', slot: 'am' };
const pm = { day: '2020-06-07', slot: 'pm' };
const next = (slot: string) => ({ day: '2020-06-08', slot });

/** The marks of one kind that lie somewhere, with where. */
async function marks(about: Mark['about']) {
  const rows = await rooms.server.db
    .selectFrom('feed')
    .innerJoin('document', (join) =>
      join.onRef('document.id', '=', 'feed.refId').on('document.kind', '=', 'mark'),
    )
    .select(['feed.scope', 'document.body'])
    .where('feed.kind', '=', 'mark')
    .where('feed.isGone', '=', 0)
    .orderBy('feed.scope')
    .execute();
  return rows
    .map(({ scope, body }) => ({ scope, ...(JSON.parse(body) as Mark) }))
    .filter((mark) => mark.about === about);
}

const atDoor = () => `building:${rooms.campus.east.id}/door`;
const reported = (...sessions: object[]) => [
  { scope: atDoor(), about: 'reported', personId: place.personId, sessions },
];

test('for which sessions a resident has reported is marked for the doors of their home, the latest three', async () => {
  await push(student, report(pm));
  expect(await marks('reported')).toEqual(reported(pm));

  await push(student, report(am));
  expect(await marks('reported')).toEqual(reported(pm, am));

  await push(student, report(next('evening')), report(next('am')), report(am));
  expect(await marks('reported')).toEqual(reported(next('evening'), next('am'), pm));
});

test('a session goes from the mark with its report, and moves where that was amended', async () => {
  const [first, second] = [report(am), report(pm)];
  await push(student, first, second);

  await push(student, report(next('am'), { amends: second.id }));
  expect(await marks('reported')).toEqual(reported(next('am'), am));

  await push(student, told(voidOf(second.id)));
  expect(await marks('reported')).toEqual(reported(am));
  await push(student, told(voidOf(first.id)));
  expect(await marks('reported')).toEqual([]);

  await push(student, report(pm));
  expect(await marks('reported')).toEqual(reported(pm));
});

test('what is told days ahead takes no place in the mark, also when it is folded anew', async () => {
  const ahead = [
    report({ day: '2020-06-09', slot: 'am' }),
    report({ day: '9999-12-31', slot: 'am' }),
  ];
  await push(student, report(am), ...ahead);
  expect(await marks('reported')).toEqual(reported(am));

  const today = report(next('pm'));
  await push(student, today, report({ day: '2020-06-09', slot: 'pm' }, { amends: today.id }));
  expect(await marks('reported')).toEqual(reported(am));
});

test('what a guard reported for somebody else is in no mark of the guard’s own', async () => {
  const { server, campus } = rooms;
  const { id, doorId } = campus.east;
  const guard: Assignment = {
    id: randomUUID(),
    accountId: student.accountId,
    role: 'guard',
    post: { kind: 'door', id: doorId, buildingIds: [id] },
    from: LONG_AGO,
    to: null,
  };
  await server.put(
    [{ kind: 'assignment', id: guard.id, body: guard, scopes: [] }],
    [student.accountId],
  );
  const other = await addPerson(server, { buildingId: id, unitId: place.unitId });
  const own = report(am);
  const forOther = telling(
    'self-report',
    { ...place, personId: other.id },
    { session: pm, onBehalfAs: 'keeper' },
  );
  const { results } = await push(student, own, told(forOther));
  expect(results.map(({ why }) => why)).toEqual([null, null]);

  await push(student, report(next('am'), { amends: own.id }));

  const ofStudent = (await marks('reported')).filter(
    (mark) => 'personId' in mark && mark.personId === place.personId,
  );
  expect(ofStudent).toEqual(reported(next('am')));
});

test('of who lives nowhere here no door learns that they reported', async () => {
  const { server, campus } = rooms;
  const abroad = await addPerson(server, { classId: campus.classId });
  const phone = await phoneOfResident(server, abroad.id);

  await push(phone, record(phone, 1, telling('self-report', { ...place, personId: abroad.id })));

  expect(await marks('reported')).toEqual([]);
});

test('what somebody answered last to the notice stays in their own feed, in whatever order it came', async () => {
  const answer = (minutes: number, isGiven: boolean) =>
    told({ ...telling('consent', place, { isGiven }), at: at(minutes) });
  const [given, withdrawn] = [answer(-9, true), answer(-5, false)];

  await push(student, withdrawn);
  await push(student, given, answer(-7, true));

  expect(await marks('consent')).toEqual([
    {
      scope: `person:${place.personId}`,
      about: 'consent',
      personId: place.personId,
      noticeVersion: '1',
      isGiven: false,
      at: at(-5),
      factId: withdrawn.id,
    },
  ]);
});

const contacts = (heardAt: string) =>
  [`class:${place.classId}`, `unit:${place.unitId}/health`].map((scope) => ({
    scope,
    about: 'contact',
    personId: place.personId,
    heardAt,
  }));

test('when a member’s phone was heard is marked for class and unit, at the first contact of a quarter of an hour', async () => {
  const { clock } = rooms.server;
  const hear = async (minutes: number) => {
    clock.nowMs = MORNING_MS + minutes * 60_000;
    await sync(student);
    return marks('contact');
  };

  expect(await hear(0)).toEqual(contacts(at(0)));
  expect(await hear(14)).toEqual(contacts(at(0)));
  expect(await hear(16)).toEqual(contacts(at(16)));
  expect(await hear(29)).toEqual(contacts(at(16)));
});

test('a push marks the contact with what it brings', async () => {
  await push(student, report(pm));

  expect(await marks('contact')).toEqual(contacts(at(0)));
});

test('staff who live nowhere here and are in no class leave no mark of a contact', async () => {
  await sync(rooms.phone);
  await push(rooms.phone, record(rooms.phone, 1, check(rooms.campus.east.doorId, place.personId)));

  expect(await marks('contact')).toEqual([]);
});

test('a contact alone wakes nobody', async () => {
  const keeper = await phoneOf(rooms.server, 'unit_keeper', {
    kind: 'unit',
    id: place.unitId,
    buildingId: rooms.campus.east.id,
  });
  const before = await pullAll(keeper);
  const woken: unknown[] = [];
  rooms.server.deps.pokes.listen((heads) => woken.push(...heads.keys()));

  await sync(student);

  expect(woken).toEqual([]);
  const { pages } = await pullAll(keeper, before.cursor);
  expect(pages.flatMap(({ entries }) => entries)).toMatchObject([
    { documentKind: 'mark', body: { about: 'contact', heardAt: at(0) } },
  ]);
});

import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { addPerson, check, scopesOf, voidOf, type TestPerson } from './support/campus.ts';
import { openEastRooms, phoneOf, phoneOfResident, type EastRooms } from './support/east-rooms.ts';
import { inUnit, telling, type ReportPlace, type ReportType } from './support/report-bodies.ts';
import { push, inJournals, type Recording, type TestPhone } from './support/test-server.ts';

let rooms: EastRooms;
let place: ReportPlace;
let student: TestPhone;
let classHead: TestPhone;
let next: ReturnType<typeof inJournals>;

beforeEach(async () => {
  next = inJournals();
  rooms = await openEastRooms();
  const { server, campus, roomId, resident } = rooms;
  const { classId } = campus;
  place = { personId: resident.id, unitId: campus.east.unit1, classId, roomId };
  student = await phoneOfResident(server, resident.id);
  classHead = await phoneOf(server, 'class_head', { kind: 'class', id: classId });
});

const told = (type: ReportType, parts: object = {}): Recording => telling(type, place, parts);
const whysOf = async (phone: TestPhone, ...operations: unknown[]) =>
  (await push(phone, ...operations)).results.map(({ why }) => why);
const whys = (phone: TestPhone, ...recordings: Recording[]) =>
  whysOf(phone, ...recordings.map((one) => next(phone, one)));

const person = () => `person:${place.personId}`;
const ofClass = () => `class:${place.classId}`;
const ofUnit = () => `unit:${place.unitId}/health`;
const health = () => [ofClass(), ofUnit(), person()];
const teller = (phone: TestPhone) => `person:${phone.personId}`;

test.each<[ReportType, () => TestPhone, () => string[]]>([
  ['self-report', () => student, health],
  ['second-report', () => student, health],
  ['consent', () => student, () => [person()]],
  ['correction-request', () => student, () => [ofClass(), person()]],
  ['session-check', () => classHead, health],
  ['session-return', () => classHead, () => [ofClass(), teller(classHead)]],
  ['absence', () => classHead, health],
  ['contact-log', () => classHead, health],
  ['reminder', () => classHead, () => [person(), teller(classHead)]],
  ['cluster-acknowledgement', () => classHead, () => [ofClass()]],
])('a %s counts, and lies with its audience', async (type, phone, scopes) => {
  const operation = next(phone(), told(type));

  const reply = await push(phone(), operation);

  expect(reply.results).toMatchObject([{ outcome: 'stored', why: null }]);
  expect(await scopesOf(rooms.server, operation.id)).toEqual(scopes().sort());
});

test('the unit keeper’s session check, return and cluster lie with the health of the unit', async () => {
  const { unitKeeper, server } = rooms;
  const cluster = { place: { kind: 'room', id: place.roomId } };
  const operations = [
    next(unitKeeper, told('session-check', inUnit(place))),
    next(unitKeeper, told('session-return', inUnit(place))),
    next(unitKeeper, told('cluster-acknowledgement', cluster)),
  ];

  const reply = await push(unitKeeper, ...operations);

  expect(reply.results.map(({ why }) => why)).toEqual([null, null, null]);
  const scopes = [health(), [ofUnit(), teller(unitKeeper)], [ofUnit()]];
  for (const [index, { id }] of operations.entries())
    expect(await scopesOf(server, id)).toEqual(scopes[index]?.sort());
});

test('a guard’s report on behalf comes back to the guard, and a unit keeper’s does not', async () => {
  const { server, phone: guard, unitKeeper } = rooms;
  const atDoor = next(guard, told('self-report', { onBehalfAs: 'keeper' }));
  const inTheUnit = next(unitKeeper, told('self-report', { onBehalfAs: 'unit_keeper' }));

  await push(guard, atDoor);
  await push(unitKeeper, inTheUnit);

  expect(await scopesOf(server, atDoor.id)).toEqual([...health(), teller(guard)].sort());
  expect(await scopesOf(server, inTheUnit.id)).toEqual(health().sort());
});

test('nobody reports on behalf in a duty that they do not have, nor for themselves', async () => {
  const as = (onBehalfAs: string) => told('self-report', { onBehalfAs });

  expect(await whys(classHead, as('class_head'), as('unit_keeper'), told('self-report'))).toEqual([
    null,
    'not-allowed',
    'not-allowed',
  ]);
  expect(await whys(rooms.unitKeeper, as('keeper'))).toEqual(['not-allowed']);
  expect(await whys(student, as('room_head'))).toEqual(['not-allowed']);
});

test('a room head reports for the own room only, and knows it by where each lived then', async () => {
  const { server, campus } = rooms;
  const { id: buildingId, unit1: unitId } = campus.east;
  const live = (room: string): Promise<TestPerson> =>
    addPerson(server, { buildingId, unitId, room });
  const [head, stranger] = [await live('101'), await live('102')];
  const phone = await phoneOfResident(server, head.id, 'room_head');
  const as = { onBehalfAs: 'room_head' };
  const report = next(phone, told('self-report', as));

  const reply = await push(
    phone,
    report,
    next(phone, telling('self-report', { ...place, personId: stranger.id }, as)),
    next(phone, telling('self-report', { ...place, personId: head.id }, as)),
    next(phone, { ...told('self-report', as), at: '2019-12-31T00:00:00.000Z' }),
    next(phone, telling('self-report', { ...place, personId: head.id })),
    next(phone, voidOf(report.id)),
  );

  const no = 'not-allowed';
  expect(reply.results.map(({ why }) => why)).toEqual([null, no, no, no, null, null]);
});

test.each<[ReportType, string, object]>([
  ['self-report', 'body.personId', { personId: randomUUID() }],
  ['self-report', 'body.amends', { amends: randomUUID() }],
  ['session-check', 'body.place.id', { place: { kind: 'class', id: randomUUID() } }],
  ['session-return', 'body.place.id', { place: { kind: 'unit', id: randomUUID() } }],
  ['correction-request', 'body.of', { of: randomUUID() }],
  ['cluster-acknowledgement', 'body.place.id', { place: { kind: 'room', id: randomUUID() } }],
])('a %s that names at %s what is not here waits for it', async (type, field, parts) => {
  const reply = await push(student, next(student, told(type, parts)));

  expect(reply.results).toMatchObject([{ outcome: 'parked', why: 'unknown-reference', field }]);
});

test('a building without units hands in its session as one unit', async () => {
  const { server, campus } = rooms;
  const post = { kind: 'unit', id: campus.west.id, buildingId: campus.west.id } as const;
  const keeper = await phoneOf(server, 'unit_keeper', post);

  expect(
    await whys(keeper, told('session-return', { place: { kind: 'unit', id: post.id } })),
  ).toEqual([null]);
});

test('a session is checked as a member of the place that it names', async () => {
  const { server, campus, unitKeeper } = rooms;
  const other = await addPerson(server, { classId: campus.classId });

  expect(await whys(unitKeeper, told('session-check'))).toEqual(['not-allowed']);
  expect(await whys(classHead, told('session-check', inUnit(place)))).toEqual(['not-allowed']);
  expect(
    await whys(
      unitKeeper,
      telling('session-check', { ...place, personId: other.id }, inUnit(place)),
    ),
  ).toEqual(['not-allowed']);
});

test('what is about an absence lies where it lies; its steps are for those who keep the person', async () => {
  const { server, campus } = rooms;
  const teacher = await phoneOf(server, 'teacher', { kind: 'class', id: campus.classId });
  const absence = next(teacher, told('absence'));
  const step = (absenceId: string): Recording => ({
    type: 'absence-follow-up',
    body: {
      absenceId,
      step: 'diagnosis',
      diagnosisClass: 'respiratory',
      on: '2020-06-09',
      note: null,
      photos: [],
    },
  });
  const visit = next(classHead, step(absence.id));

  const teachers = await push(teacher, absence, next(teacher, step(absence.id)));
  const heads = await push(classHead, visit);

  expect(teachers.results.map(({ why }) => why)).toEqual([null, 'not-allowed']);
  expect(heads.results.map(({ why }) => why)).toEqual([null]);
  expect(await scopesOf(server, visit.id)).toEqual(health().sort());
});

test('somebody asks for the correction of what is their own, and those who may correct answer', async () => {
  const { server, campus, phone: guard } = rooms;
  const other = await addPerson(server, { buildingId: campus.east.id });
  const own = next(guard, check(campus.east.doorId, place.personId));
  const theirs = next(guard, check(campus.east.doorId, other.id));
  await push(guard, own, theirs);
  const asking = next(student, told('correction-request', { of: own.id }));
  const answer: Recording = {
    type: 'correction-answer',
    body: { requestId: asking.id, text: 'put right' },
  };
  const answered = next(classHead, answer);

  const asked = await push(
    student,
    asking,
    next(student, told('correction-request', { of: theirs.id })),
    next(student, answer),
  );
  await push(classHead, answered);

  expect(asked.results.map(({ why }) => why)).toEqual([null, 'not-allowed', 'not-allowed']);
  expect(await scopesOf(server, asking.id)).toEqual([ofClass(), person()].sort());
  expect(await scopesOf(server, answered.id)).toEqual([ofClass(), person()].sort());
});

test('what somebody agreed to, handed in or was reminded of is never taken back', async () => {
  const operations = [
    next(classHead, told('reminder')),
    next(classHead, told('session-return')),
    next(classHead, told('cluster-acknowledgement')),
  ];
  await push(classHead, ...operations);

  expect(await whys(classHead, ...operations.map(({ id }) => voidOf(id)))).toEqual([
    'not-allowed',
    'not-allowed',
    'not-allowed',
  ]);
});

test('what a college hands in is the office’s word, and nobody else’s', async () => {
  const office = await phoneOf(rooms.server, 'office_admin', { kind: 'campus' });
  const college = { place: { kind: 'college', id: '国际教育学院' } };
  const handedIn = next(office, told('session-return', college));

  expect(await whysOf(office, handedIn)).toEqual([null]);
  expect(await scopesOf(rooms.server, handedIn.id)).toEqual([teller(office)]);
  for (const phone of [classHead, rooms.unitKeeper, rooms.phone, student])
    expect(await whys(phone, told('session-return', college))).toEqual(['not-allowed']);
});

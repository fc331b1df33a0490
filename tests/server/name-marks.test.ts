import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../src/domain/id.ts';
import { addPerson, personDocuments, type TestPerson } from './support/campus.ts';
import {
  openEastRooms,
  newPhoneOfResident,
  phoneOf,
  type EastRooms,
} from './support/east-rooms.ts';
import { at, LONG_AGO, MORNING_MS, pullAll, sync, type TestPhone } from './support/test-server.ts';

let rooms: EastRooms;
let head: TestPhone;

beforeEach(async () => {
  rooms = await openEastRooms();
  head = await newPhoneOfResident(rooms.server, (await live('101', '林一')).id, 'room_head');
});

function live(room: string, name: string): Promise<TestPerson> {
  const { east, classId } = rooms.campus;
  return addPerson(rooms.server, {
    buildingId: east.id,
    unitId: east.unit1,
    classId,
    room,
    name,
  });
}

/** What the head's phone has been told of the own room, at so many minutes of the test's clock. */
async function toldAt(minutes: number, phone = head): Promise<unknown> {
  rooms.server.clock.nowMs = MORNING_MS + minutes * 60_000;
  const { pages } = await pullAll(phone);
  const marks = pages
    .filter(({ scope }) => scope === `person:${phone.personId}`)
    .flatMap(({ entries }) => entries)
    .flatMap((entry) => (entry.kind === 'document' && entry.documentKind === 'mark' ? entry : []));
  return marks.map(({ body }) => body);
}

const told = (...mates: { id: Id; name: string }[]) => [
  {
    about: 'room-mates',
    personId: head.personId,
    mates: mates
      .map(({ id, name }) => ({ personId: id, name }))
      .sort((a, b) => (a.personId < b.personId ? -1 : 1)),
  },
];

test('a room head is told the names of the own room, and of no other', async () => {
  const { east } = rooms.campus;
  const others = [
    await live('1012', '林三'),
    await addPerson(rooms.server, { buildingId: east.id, unitId: east.unit2, room: '101' }),
  ];

  expect(await toldAt(0)).toEqual(told({ id: rooms.resident.id, name: '林小满' }));
  const text = JSON.stringify(await pullAll(head));
  for (const { id } of others) expect(text).not.toContain(id);
});

test('who moves in or out is told with the next quarter of an hour', async () => {
  await toldAt(0);
  const mate = { ...(await live('101', '林三')), name: '林三' };
  const both = told({ id: rooms.resident.id, name: '林小满' }, mate);

  expect(await toldAt(14)).not.toEqual(both);
  expect(await toldAt(16)).toEqual(both);

  const home = mate.home && { ...mate.home, room: '102' };
  const { classId } = rooms.campus;
  await rooms.server.put(personDocuments({ ...mate, home }, { classId, name: '林三' }));
  expect(await toldAt(31)).toEqual(told({ id: rooms.resident.id, name: '林小满' }));
});

test('a contact that brings nothing down, as of a locked phone, does not use the quarter up', async () => {
  await toldAt(0);
  const mate = { ...(await live('101', '林三')), name: '林三' };

  rooms.server.clock.nowMs = MORNING_MS + 16 * 60_000;
  await sync(head, { pull: null });

  expect(await toldAt(17)).toEqual(told({ id: rooms.resident.id, name: '林小满' }, mate));
});

test('the names leave the feed with the duty, and no other resident has them', async () => {
  const student = await newPhoneOfResident(rooms.server, rooms.resident.id);
  await toldAt(0);
  const rows = rooms.server.db.selectFrom('assignment').select('id');
  const { id } = await rows.where('accountId', '=', head.accountId).executeTakeFirstOrThrow();
  const body = {
    id,
    accountId: head.accountId,
    role: 'room_head',
    post: { kind: 'self' },
    from: LONG_AGO,
    to: at(-90),
  } as const;

  await rooms.server.put([{ kind: 'assignment', id, body, scopes: [] }], [head.accountId]);

  expect(await toldAt(1)).toEqual([null]);
  expect(await toldAt(1, student)).toEqual([]);
});

const classNames = (phone: TestPhone, ...members: { id: Id; name: string }[]) => ({
  about: 'class-names',
  personId: phone.personId,
  classId: rooms.campus.classId,
  name: 'A1',
  members: members
    .map(({ id, name }) => ({ personId: id, name }))
    .sort((a, b) => (a.personId < b.personId ? -1 : 1)),
});

test('a course teacher is told the names of the class and nothing else of anybody, moves with the next quarter of an hour', async () => {
  const { server, campus, resident } = rooms;
  const teacher = await phoneOf(server, 'teacher', { kind: 'class', id: campus.classId });
  const outside = await addPerson(server, { name: '林四' });
  const all = [
    { id: resident.id, name: '林小满' },
    { id: head.personId, name: '林一' },
  ];

  expect(await toldAt(0, teacher)).toEqual([classNames(teacher, ...all)]);
  const text = JSON.stringify(await pullAll(teacher));
  expect(text).not.toContain(outside.id);
  expect(text).not.toContain('"room"');

  await server.put(personDocuments(outside, { classId: campus.classId, name: '林四' }));
  expect(await toldAt(14, teacher)).toEqual([classNames(teacher, ...all)]);
  expect(await toldAt(16, teacher)).toEqual([
    classNames(teacher, ...all, { id: outside.id, name: '林四' }),
  ]);
});

test('two of one name are told apart by the end of their numbers, and nobody else shows any', async () => {
  const { server, campus, resident } = rooms;
  const { classId } = campus;
  const double = await addPerson(server, { name: '林小满', classId });
  const numbers = [
    [resident, '202000000417'],
    [double, '202000000529'],
  ] as const;
  for (const [person, number] of numbers) {
    const puts = personDocuments(person, { classId, name: '林小满' });
    for (const put of puts) if (put.kind === 'directory') put.body.number = number;
    await server.put(puts);
  }

  const teacher = await phoneOf(server, 'teacher', { kind: 'class', id: classId });

  expect(await toldAt(0, teacher)).toEqual([
    classNames(
      teacher,
      { id: resident.id, name: '林小满 …417' },
      { id: double.id, name: '林小满 …529' },
      { id: head.personId, name: '林一' },
    ),
  ]);
});

test('the names of a class leave the feed with the post, and those of another class stay', async () => {
  const { server, campus } = rooms;
  const teacher = await phoneOf(server, 'teacher', { kind: 'class', id: campus.classId });
  await toldAt(0, teacher);
  const { id } = await server.db
    .selectFrom('assignment')
    .select('id')
    .where('accountId', '=', teacher.accountId)
    .executeTakeFirstOrThrow();
  const of = { accountId: teacher.accountId, role: 'teacher', from: LONG_AGO } as const;
  const [other, otherClassId] = [randomUUID(), randomUUID()];
  await server.put(
    [
      {
        kind: 'class',
        id: otherClassId,
        body: { id: otherClassId, college: null, grade: null, name: 'B1' },
        scopes: [],
      },
      {
        kind: 'assignment',
        id,
        body: { id, ...of, post: { kind: 'class', id: campus.classId }, to: at(-90) },
        scopes: [],
      },
      {
        kind: 'assignment',
        id: other,
        body: { id: other, ...of, post: { kind: 'class', id: otherClassId }, to: null },
        scopes: [],
      },
    ],
    [teacher.accountId],
  );

  expect(await toldAt(1, teacher)).toEqual(
    expect.arrayContaining([null, { ...classNames(teacher), classId: otherClassId, name: 'B1' }]),
  );
});

import { beforeEach, expect, test } from 'vitest';
import { addPerson, scopesOf, voidOf } from './support/campus.ts';
import { openEastRooms, phoneOf, phoneOfResident, type EastRooms } from './support/east-rooms.ts';
import { telling, type ReportPlace } from './support/report-bodies.ts';
import { at, push, inJournals, type Recording, type TestPhone } from './support/test-server.ts';

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

const told = (parts: object = {}): Recording => telling('self-report', place, parts);
const health = () => [
  `class:${place.classId}`,
  `person:${place.personId}`,
  `unit:${place.unitId}/health`,
];
const teller = (phone: TestPhone) => `person:${phone.personId}`;

test('a report is put right by its author while a shift would last, and later by the class head', async () => {
  const { server, unitKeeper } = rooms;
  const early = next(student, { ...told(), at: at(-17 * 60) });
  const fresh = next(student, told());
  const amend = (amends: string) => told({ amends });
  const amended = next(student, amend(fresh.id));

  const own = await push(student, early, fresh, next(student, amend(early.id)), amended);
  const keepers = await push(unitKeeper, next(unitKeeper, amend(early.id)));
  const heads = await push(
    classHead,
    next(classHead, amend(early.id)),
    next(classHead, voidOf(early.id)),
  );

  expect(own.results.map(({ why }) => why)).toEqual([null, null, 'not-allowed', null]);
  expect(keepers.results.map(({ why }) => why)).toEqual(['not-allowed']);
  expect(heads.results.map(({ why }) => why)).toEqual([null, null]);
  expect(await scopesOf(server, amended.id)).toEqual(health());
});

test('an amendment keeps whom the report is about', async () => {
  const { server, campus } = rooms;
  const other = await addPerson(server, { classId: campus.classId });
  const report = next(student, told());
  await push(student, report);

  const moved = telling('self-report', { ...place, personId: other.id }, { amends: report.id });

  const { results } = await push(classHead, next(classHead, moved));
  expect(results).toMatchObject([{ why: 'not-allowed' }]);
});

test('an amendment keeps on whose word the report was told, through any number of them', async () => {
  const { unitKeeper } = rooms;
  const own = next(student, told());
  const keepers = next(unitKeeper, told({ onBehalfAs: 'unit_keeper' }));
  await push(student, own);
  await push(unitKeeper, keepers);
  const amend = (amends: string, onBehalfAs: string | null) =>
    next(classHead, told({ amends, onBehalfAs }));
  const kept = amend(keepers.id, 'unit_keeper');

  const { results } = await push(
    classHead,
    amend(keepers.id, null),
    amend(own.id, 'class_head'),
    kept,
    amend(kept.id, null),
    amend(own.id, null),
  );

  const parked = { outcome: 'parked', why: 'not-allowed', field: 'body.onBehalfAs' };
  const stored = { outcome: 'stored', why: null };
  expect(results).toMatchObject([parked, parked, stored, parked, stored]);
});

test('a guard never gets what others tell after the guard’s own report on behalf', async () => {
  const { server, phone: guard } = rooms;
  const behalf = (parts: object = {}) => told({ onBehalfAs: 'keeper', ...parts });
  const atDoor = next(guard, behalf());
  const corrected = next(classHead, behalf({ amends: atDoor.id }));
  const again = next(guard, behalf({ amends: atDoor.id }));
  const voided = next(classHead, voidOf(again.id));

  const pushed = [
    await push(guard, atDoor),
    await push(classHead, corrected),
    await push(guard, again),
    await push(classHead, voided),
  ];

  expect(pushed.flatMap(({ results }) => results.map(({ why }) => why))).toEqual(
    Array(4).fill(null),
  );
  const lies = [atDoor, corrected, again, voided].map(({ id }) => scopesOf(server, id));
  const isWithGuard = (await Promise.all(lies)).map((scopes) => scopes.includes(teller(guard)));
  expect(isWithGuard).toEqual([true, false, true, true]);
  expect(await lies[1]).toEqual([...health(), teller(classHead)].sort());
});

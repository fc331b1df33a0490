import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { FactType } from '../../src/domain/fact.ts';
import type { Id } from '../../src/domain/id.ts';
import { check, scopesOf, voidOf } from './support/campus.ts';
import { openEastRooms, phoneOf, type EastRooms } from './support/east-rooms.ts';
import { at, push, record, type Recording, type TestPhone } from './support/test-server.ts';

const READING = {
  tempC: 36.5,
  site: 'forehead',
  thermometerId: null,
  rawValue: 36.5,
  rawUnit: 'C',
};

let server: EastRooms['server'];
let campus: EastRooms['campus'];
let roomId: Id;
let areaId: Id;
let resident: Id;
let keeper: TestPhone;

beforeEach(async () => {
  const rooms = await openEastRooms();
  ({ server, campus, roomId, areaId } = rooms);
  resident = rooms.resident.id;
  keeper = rooms.unitKeeper;
});

const visit = () => ({ visitId: randomUUID(), roomId });
const inHall = () => ({ areaId, day: '2020-06-08', slot: 1, note: null, photos: [] });
const BODIES: Partial<Record<FactType, () => unknown>> = {
  round: () => ({
    unitId: campus.east.unit1,
    purpose: 'round',
    campaignId: null,
    thermometerId: null,
    thermometerUnit: 'C',
    site: 'forehead',
  }),
  presence: () => ({ ...visit(), personId: resident, state: 'present', complaint: null }),
  'second-check': () => ({ ...visit(), personId: resident, reading: READING, repeats: null }),
  inspection: () => ({ ...visit(), formId: 'hundred', formVersion: 1 }),
  finding: () => ({
    ...visit(),
    formId: 'hundred',
    itemId: 'floor',
    personId: null,
    points: 5,
    note: null,
    fixBy: '2020-06-09',
    photos: [],
  }),
  'visit-note': () => ({ ...visit(), isInstructed: true, text: null }),
  seal: () => ({
    buildingId: campus.east.id,
    roomId,
    thing: 'room_door',
    place: null,
    number: '000123',
    reason: 'vacant',
    witness: null,
    photos: [],
  }),
  disinfection: () => ({
    areaId,
    day: '2020-06-08',
    slot: 1,
    object: 'surfaces',
    agent: 'chlorine',
    product: null,
    targetMgPerL: 500,
    mixture: null,
    method: 'spray',
    contactMinutes: 30,
    operator: 'property',
    photos: [],
  }),
  'refuse-clearing': inHall,
};

const told = (type: FactType, parts: object = {}): Recording => ({
  type,
  body: { ...(BODIES[type]?.() as object), ...parts },
});

const east = () => campus.east;
const ROUND = () => [`unit:${east().unit1}/round`];
const UPKEEP = () => [`building:${east().id}/upkeep`];

test.each<[FactType, () => string[]]>([
  ['round', () => [...ROUND(), `person:${keeper.personId}`]],
  ['presence', () => [...ROUND(), `person:${resident}`]],
  [
    'second-check',
    () => [
      ...ROUND(),
      `unit:${east().unit1}/health`,
      `class:${campus.classId}`,
      `person:${resident}`,
    ],
  ],
  ['inspection', ROUND],
  ['finding', ROUND],
  ['visit-note', ROUND],
  ['seal', UPKEEP],
  ['disinfection', UPKEEP],
  ['refuse-clearing', UPKEEP],
])('a %s of the unit’s keeper counts, and lies with its audience', async (type, scopes) => {
  const operation = record(keeper, 1, told(type));

  const reply = await push(keeper, operation);

  expect(reply.results).toMatchObject([{ outcome: 'stored' }]);
  expect(await scopesOf(server, operation.id)).toEqual(scopes().sort());
});

test('a check at the door may repeat what was measured in a room', async () => {
  const first = record(keeper, 1, told('second-check'));
  const passage = check(campus.east.doorId, resident);
  const body = { ...(passage.body as object), repeats: first.id };
  const second = record(keeper, 2, { ...passage, body });

  const reply = await push(keeper, first, second);

  expect(reply.results).toMatchObject([{ outcome: 'stored' }, { outcome: 'stored' }]);
});

test('a keeper of the next unit may record in no room of this one', async () => {
  const other = await phoneOf(server, 'unit_keeper', {
    kind: 'unit',
    id: east().unit2,
    buildingId: east().id,
  });
  const types: FactType[] = ['round', 'presence', 'second-check', 'finding', 'seal'];

  const reply = await push(other, ...types.map((type, at) => record(other, at + 1, told(type))));

  const whys = reply.results.map(({ why }) => why);
  expect(whys).toEqual(types.map(() => 'not-allowed'));
});

test.each<[FactType, string, object]>([
  ['presence', 'body.roomId', { roomId: randomUUID() }],
  ['presence', 'body.personId', { personId: randomUUID() }],
  ['second-check', 'body.repeats', { repeats: randomUUID() }],
  ['seal', 'body.buildingId', { buildingId: randomUUID() }],
  ['disinfection', 'body.areaId', { areaId: randomUUID() }],
  ['round', 'body.unitId', { unitId: randomUUID() }],
])('a %s that names at %s what is not here waits for it', async (type, field, parts) => {
  const reply = await push(keeper, record(keeper, 1, told(type, parts)));

  expect(reply.results).toMatchObject([{ outcome: 'parked', why: 'unknown-reference', field }]);
});

test('what is about another fact lies where that one lies, and needs its own right', async () => {
  const head = await phoneOf(server, 'building_head', { kind: 'building', id: east().id });
  const [seal, disinfection] = [
    record(keeper, 1, told('seal')),
    record(keeper, 2, told('disinfection')),
  ];
  const broken = record(keeper, 3, {
    type: 'seal-check',
    body: {
      sealId: seal.id,
      visitId: null,
      state: 'broken',
      newNumber: null,
      authorisedBy: null,
      note: null,
      photos: [],
    },
  });
  const seen = { type: 'acknowledgement', body: { of: broken.id, note: null } };
  const accepted = {
    type: 'acceptance',
    body: { disinfectionId: disinfection.id, isAccepted: true, note: null },
  };

  const own = await push(
    keeper,
    seal,
    disinfection,
    broken,
    record(keeper, 4, seen),
    record(keeper, 5, accepted),
  );
  const others = [record(head, 1, seen), record(head, 2, accepted)];
  const second = await push(head, ...others);

  expect(own.results.map(({ why }) => why)).toEqual([
    null,
    null,
    null,
    'not-allowed',
    'not-allowed',
  ]);
  expect(second.results.map(({ outcome }) => outcome)).toEqual(['stored', 'stored']);
  for (const { id } of [broken, ...others]) expect(await scopesOf(server, id)).toEqual(UPKEEP());
});

test('the author takes back what was recorded on the running round, and nobody the round', async () => {
  const round = record(keeper, 1, told('round'));
  const presence = { ...told('presence'), shiftId: round.id };
  const first = record(keeper, 2, presence);
  const later = record(keeper, 3, presence);
  const end = record(keeper, 5, { type: 'round-end', body: { roundId: round.id, why: 'ended' } });

  const reply = await push(
    keeper,
    round,
    first,
    later,
    record(keeper, 4, voidOf(first.id)),
    end,
    record(keeper, 6, voidOf(round.id)),
  );

  expect(reply.results.map(({ why }) => why)).toEqual([
    null,
    null,
    null,
    null,
    null,
    'not-allowed',
  ]);
});

test('property staff take back what they recorded outside of any shift, for as long as one would last', async () => {
  const property = await phoneOf(server, 'property', { kind: 'building', id: east().id });
  const other = await phoneOf(server, 'property', { kind: 'building', id: east().id });
  const [early, fresh, kept] = [
    record(property, 1, { ...told('disinfection'), at: at(-17 * 60) }),
    record(property, 2, told('disinfection')),
    record(property, 3, told('refuse-clearing')),
  ];

  const own = await push(
    property,
    early,
    fresh,
    kept,
    record(property, 4, voidOf(early.id)),
    record(property, 5, voidOf(fresh.id)),
  );
  const others = await push(other, record(other, 1, voidOf(kept.id)));

  expect(own.results.map(({ why }) => why)).toEqual([null, null, null, 'not-allowed', null]);
  expect(others.results).toMatchObject([{ why: 'not-allowed' }]);
});

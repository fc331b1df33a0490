import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../../src/domain/id.ts';
import type { Stay } from '../../../src/domain/person.ts';
import { CAMPUS_STAFF, unitScope } from '../../../src/domain/scope.ts';
import { RoundsPage } from '../../../src/protocol/office-rounds.ts';
import {
  addCampus,
  addPerson,
  personDocuments,
  voidOf,
  type TestPerson,
} from '../support/campus.ts';
import { PersonIndexCache } from '../../../src/server/roster/person-index.ts';
import { readRounds } from '../../../src/server/rounds/read-rounds.ts';
import { countedDatabase } from '../support/counted-database.ts';
import { phoneOf } from '../support/east-rooms.ts';
import { LONG_AGO, push, record, type TestPhone } from '../support/test-server.ts';
import { openOffice, PASSWORD, type OfficeClient } from './office-client.ts';

let office: OfficeClient;
let head: TestPhone;
let buildingId: Id;
let unitId: Id;
let roomId: Id;
let seq: number;

/** By the campus's clock, on 8 June or in the night after it. */
const clock = (hours: number, minutes = 0) =>
  new Date(Date.UTC(2020, 5, 8, hours - 8, minutes)).toISOString();

beforeEach(async () => {
  office = await openOffice();
  const { server } = office;
  server.clock.nowMs = Date.parse(clock(25));
  const { east } = await addCampus(server);
  buildingId = east.id;
  unitId = east.unit1;
  roomId = randomUUID();
  const body = { id: roomId, buildingId, unitId, code: '101', beds: ['1'] };
  await server.put([{ kind: 'room', id: roomId, body, scopes: [unitScope(unitId, 'round')] }]);
  head = await phoneOf(server, 'building_head', { kind: 'building', id: buildingId });
  seq = 0;
});

const begun = (at: string, purpose = 'round', onPaper: { onPaperAt?: string } = {}) =>
  record(head, (seq += 1), {
    type: 'round',
    at,
    body: {
      unitId,
      purpose,
      campaignId: null,
      thermometerId: null,
      thermometerUnit: 'C',
      site: 'forehead',
      ...onPaper,
    },
  });
const ended = (roundId: Id, at: string) =>
  record(head, (seq += 1), {
    type: 'round-end',
    at,
    shiftId: roundId,
    body: { roundId, why: 'ended' },
  });
const noted = (
  shiftId: Id,
  at: string,
  told: { visitId: Id; isInstructed: boolean; text: string | null },
) => record(head, (seq += 1), { type: 'visit-note', at, shiftId, body: { roomId, ...told } });
const said = (shiftId: Id, personId: Id, state: string) =>
  record(head, (seq += 1), {
    type: 'presence',
    at: clock(10, 5),
    shiftId,
    body: { visitId: randomUUID(), roomId, personId, state, complaint: null },
  });
const rows = async (day: string) =>
  RoundsPage.parse(await office.json('GET', `/rounds?day=${day}`)).rows;

test('the office reads each note of a room but what was taken back, and that somebody was instructed there', async () => {
  const round = begun(clock(10));
  const [visitId, other] = [randomUUID(), randomUUID()];
  const [drips, instructed, slip] = [
    noted(round.id, clock(10, 5), { visitId, isInstructed: false, text: 'tap drips' }),
    noted(round.id, clock(10, 6), { visitId, isInstructed: true, text: null }),
    noted(round.id, clock(10, 7), { visitId: other, isInstructed: false, text: 'slip' }),
  ];
  const seen = noted(round.id, clock(10, 8), { visitId, isInstructed: false, text: null });
  await push(head, round, drips, instructed, slip, seen);
  await push(head, record(head, (seq += 1), { ...voidOf(slip.id), at: clock(10, 9) }));

  const of = { visitId, room: '101', by: '周望舒' };
  expect((await rows('2020-06-08')).map(({ notes }) => notes)).toEqual([
    [
      { ...of, id: drips.id, isInstructed: false, text: 'tap drips', at: clock(10, 5) },
      { ...of, id: instructed.id, isInstructed: true, text: null, at: clock(10, 6) },
    ],
  ]);
});

test('a night check begun after midnight belongs to the evening before, with whoever began then', async () => {
  const [before, after] = [
    begun(clock(23, 50), 'night_check'),
    begun(clock(24, 20), 'night_check'),
  ];
  await push(head, before);
  await push(head, after, begun(clock(24, 30)));

  expect(await rows('2020-06-08')).toMatchObject([
    { purpose: 'night_check', startedAt: clock(23, 50) },
  ]);
  expect(await rows('2020-06-09')).toMatchObject([{ purpose: 'round', startedAt: clock(24, 30) }]);
});

test.each([
  ['that was ended', true],
  ['that nobody ended', false],
])(
  'a past round %s has those who lived in its rooms then, whoever has moved in or out since',
  async (_, isEnded) => {
    const { server } = office;
    const [gone, stays] = [
      await addPerson(server, { buildingId, unitId }),
      await addPerson(server, { buildingId, unitId }),
    ];
    const round = begun(clock(10));
    await push(head, round, said(round.id, gone.id, 'absent'), said(round.id, stays.id, 'present'));
    if (isEnded) await push(head, ended(round.id, clock(10, 30)));
    const told = { rooms: 1, walked: 1, toRevisit: 1, absent: 1 };
    expect(await rows('2020-06-08')).toMatchObject([told]);

    await movesOut(gone, clock(12));
    await movesIn(clock(12));

    expect(await rows('2020-06-08')).toMatchObject([told]);
  },
);

test('a round that nobody ended went until its last record: who moved in on the way is asked after', async () => {
  await addPerson(office.server, { buildingId, unitId });
  const round = begun(clock(10));
  const came = await movesIn(clock(10, 3));
  await push(head, round, said(round.id, came, 'absent'));

  expect(await rows('2020-06-08')).toMatchObject([{ rooms: 1, absent: 1 }]);
});

test('a page of rounds reads no stays of other units, and none on a day without a round', async () => {
  const { server } = office;
  const { read, deps } = countedDatabase(server.deps);
  const cache = new PersonIndexCache(server.db);
  const readBy = async (day: string): Promise<number> => {
    await cache.read();
    read.rows = 0;
    await readRounds(deps, cache, { day });
    return read.rows;
  };
  const round = begun(clock(10));
  await push(head, round, ended(round.id, clock(10, 30)));
  const [ofRound, ofNone] = [await readBy('2020-06-08'), await readBy('2020-06-07')];

  for (let people = 0; people < 5; people += 1)
    await addPerson(server, { buildingId, unitId: randomUUID() });
  expect(await readBy('2020-06-08')).toBe(ofRound);

  await addPerson(server, { buildingId, unitId });
  expect(await readBy('2020-06-08')).toBeGreaterThan(ofRound);
  expect(await readBy('2020-06-07')).toBe(ofNone);
});

test('a unit whose first stay began after a walk on paper has those who came with it', async () => {
  await movesIn(clock(12));
  const round = begun(clock(13), 'round', { onPaperAt: clock(10) });
  await push(head, round, noted(round.id, clock(13, 5), note('tap drips')));

  expect(await rows('2020-06-08')).toMatchObject([{ rooms: 1, walked: 0 }]);
});

test('a round typed in from paper is ended by whoever ends it, however late', async () => {
  office.server.clock.nowMs = Date.parse(clock(4 * 24 + 12));
  await office.json('POST', '/login', { login: 'Office', password: PASSWORD });
  const round = begun(clock(4 * 24 + 10), 'round', { onPaperAt: clock(9) });
  await push(head, round, ended(round.id, clock(4 * 24 + 11)));

  expect(await rows('2020-06-08')).toMatchObject([
    { startedAt: clock(9), typedInAt: clock(4 * 24 + 10), endedAt: clock(4 * 24 + 11) },
  ]);
});

const note = (text: string) => ({ visitId: randomUUID(), isInstructed: false, text });

/** By the roster; the office's own list of people moves with it. */
async function movesOut({ id, stayId, home }: TestPerson, at: string): Promise<void> {
  if (home === null) throw new Error('lives nowhere');
  const body: Stay = { id: stayId, personId: id, home, from: LONG_AGO, to: at };
  const [directory] = personDocuments({ id, stayId, home: null }, { classId: null, name: '白露' });
  if (directory === undefined) throw new Error('has no directory');
  await office.server.put([
    { kind: 'stay', id: stayId, body, scopes: [] },
    { ...directory, scopes: [CAMPUS_STAFF] },
  ]);
}

async function movesIn(from: string): Promise<Id> {
  const { id, stayId, home } = await addPerson(office.server, { buildingId, unitId, name: '谷雨' });
  if (home === null) throw new Error('lives nowhere');
  const body: Stay = { id: stayId, personId: id, home, from, to: null };
  await office.server.put([{ kind: 'stay', id: stayId, body, scopes: [] }]);
  return id;
}

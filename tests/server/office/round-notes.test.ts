import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../../src/domain/id.ts';
import { unitScope } from '../../../src/domain/scope.ts';
import { RoundsPage } from '../../../src/protocol/office-rounds.ts';
import { addCampus, voidOf } from '../support/campus.ts';
import { phoneOf } from '../support/east-rooms.ts';
import { push, record, type TestPhone } from '../support/test-server.ts';
import { openOffice, type OfficeClient } from './office-client.ts';

let office: OfficeClient;
let head: TestPhone;
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
  unitId = east.unit1;
  roomId = randomUUID();
  const body = { id: roomId, buildingId: east.id, unitId, code: '101', beds: ['1'] };
  await server.put([{ kind: 'room', id: roomId, body, scopes: [unitScope(unitId, 'round')] }]);
  head = await phoneOf(server, 'building_head', { kind: 'building', id: east.id });
  seq = 0;
});

const begun = (at: string, purpose = 'round') =>
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
    },
  });
const noted = (
  shiftId: Id,
  at: string,
  told: { visitId: Id; isInstructed: boolean; text: string | null },
) => record(head, (seq += 1), { type: 'visit-note', at, shiftId, body: { roomId, ...told } });
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

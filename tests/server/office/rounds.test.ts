import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { unitScope } from '../../../src/domain/scope.ts';
import { DifferencesPage, RoundsPage, UnitSheet } from '../../../src/protocol/office-rounds.ts';
import { telling } from '../support/report-bodies.ts';
import { addCampus, addPerson, addStaff, check, voidOf } from '../support/campus.ts';
import { addPhone, at, push, record, type Recording } from '../support/test-server.ts';
import { openOffice } from './office-client.ts';

const DAY = '2020-06-08';

/** A unit keeper's phone in a unit of two rooms with one resident each; a keeper's phone at the door. */
async function openUnit() {
  const office = await openOffice();
  const { server } = office;
  const { east } = await addCampus(server);
  const { id: buildingId, unit1: unitId, doorId } = east;
  const rooms = ['101', '102'].map((code) => ({
    id: randomUUID(),
    buildingId,
    unitId,
    code,
    beds: ['1'],
  }));
  await server.put(
    rooms.map((body) => ({
      kind: 'room' as const,
      id: body.id,
      body,
      scopes: [unitScope(unitId, 'round')],
    })),
  );
  const resident = await addPerson(server, { buildingId, unitId });
  const post = { kind: 'unit', id: unitId, buildingId } as const;
  const keeper = await addPhone(server, await addStaff(server, { role: 'unit_keeper', post }));
  let seq = 0;
  const keeps = async (recording: Recording) => {
    const operation = record(keeper, (seq += 1), recording);
    await push(keeper, operation);
    return operation;
  };
  const guard = await addPhone(
    server,
    await addStaff(server, { role: 'keeper', post: { kind: 'building', id: buildingId } }),
  );
  const round = randomUUID();
  const visit = { visitId: randomUUID(), roomId: rooms[0]!.id, personId: resident.id };
  return { office, server, unitId, doorId, resident, keeper, keeps, guard, round, visit };
}

const beginning = (unitId: string, id: string): Recording => ({
  id,
  type: 'round',
  at: at(-9),
  body: {
    unitId,
    purpose: 'round',
    campaignId: null,
    thermometerId: null,
    thermometerUnit: 'C',
    site: 'forehead',
  },
});

const measured = (visit: object, tempC: number, shiftId: string): Recording => ({
  type: 'second-check',
  at: at(-5),
  shiftId,
  body: {
    ...visit,
    reading: { tempC, site: 'forehead', thermometerId: null, rawValue: tempC, rawUnit: 'C' },
    repeats: null,
  },
});

test('the rounds of a day tell who walked which unit, how far, and how many were not there', async () => {
  const { office, keeps, unitId, round, visit } = await openUnit();
  await keeps(beginning(unitId, round));
  const presence = { ...visit, state: 'absent', complaint: null };
  await keeps({ type: 'presence', at: at(-6), shiftId: round, body: presence });

  const page = async (day: string) =>
    RoundsPage.parse(await office.json('GET', `/rounds?day=${day}`)).rows;
  expect(await page(DAY)).toMatchObject([
    {
      unitId,
      unitCode: '1',
      rooms: 2,
      walked: 1,
      toRevisit: 1,
      absent: 1,
      measured: 0,
      endedAt: null,
    },
  ]);
  expect(await page('2020-06-07')).toEqual([]);

  await keeps(measured(visit, 36.5, round));
  await keeps({
    type: 'round-end',
    at: at(-1),
    shiftId: round,
    body: { roundId: round, why: 'ended' },
  });
  expect(await page(DAY)).toMatchObject([
    { walked: 1, toRevisit: 0, absent: 0, measured: 1, endedAt: at(-1) },
  ]);
});

test('a complaint stands in the list of its day, whatever is said later, until it is over', async () => {
  const { office, keeps, unitId, resident, round, visit, server } = await openUnit();
  await keeps(beginning(unitId, round));
  const says = (minutes: number, parts: object): Recording => ({
    type: 'presence',
    at: at(minutes),
    shiftId: round,
    body: { ...visit, state: 'present', complaint: null, ...parts },
  });
  const rows = async () =>
    RoundsPage.parse(await office.json('GET', `/rounds?day=${DAY}`)).rows[0]?.complaints;
  await keeps(says(-6, { complaint: '咳嗽' }));
  await keeps(says(-5, {}));

  const told = {
    personId: resident.id,
    name: '林小满',
    room: '101',
    complaint: '咳嗽',
    at: at(-6),
  };
  expect(await rows()).toMatchObject([told]);
  const file = async (query: string) =>
    (await office.send('GET', `/complaints.csv?day=${DAY}&lang=en${query}`)).text();
  expect(await file('')).toMatch(/Complaint,.*East,1,round,101,林\*,咳嗽,2020-06-08 15:54:00,/s);
  expect(await file('&mask=0')).toContain('林小满');
  const audits = await server.db.selectFrom('audit').select(['what']).execute();
  expect(audits.filter(({ what }) => what === 'complaints.export')).toHaveLength(2);

  await keeps(says(-4, { isComplaintOver: true }));
  expect(await rows()).toEqual([]);
  expect((await file('')).trim().split('\r\n')).toHaveLength(1);
});

test('a walk that is over knows nothing of who came to hospital afterwards', async () => {
  const { office, keeps, unitId, resident, round, visit } = await openUnit();
  const { visitId, roomId } = visit;
  await keeps(beginning(unitId, round));
  await keeps({
    type: 'visit-note',
    at: at(-8),
    shiftId: round,
    body: { visitId, roomId, isInstructed: false, text: null },
  });
  await keeps({
    type: 'round-end',
    at: at(-6),
    shiftId: round,
    body: { roundId: round, why: 'ended' },
  });
  const walked = async () =>
    RoundsPage.parse(await office.json('GET', `/rounds?day=${DAY}`)).rows[0]?.walked;
  const isIn = { personId: resident.id, state: 'in_hospital', note: null };
  await keeps({ type: 'case-state', at: at(-3), body: { ...isIn, caseId: randomUUID() } });
  expect(await walked()).toBe(0);

  await keeps({ type: 'case-state', at: at(-7), body: { ...isIn, caseId: randomUUID() } });
  expect(await walked()).toBe(1);
});

test('what lies further apart than the rules let it is a difference, also once it is taken back', async () => {
  const { office, keeps, guard, doorId, unitId, resident, round, visit, server } = await openUnit();
  await push(
    guard,
    record(guard, 1, { ...check(doorId, resident.id, { tempC: 36.2 }), at: at(-8) }),
  );
  await keeps(beginning(unitId, round));
  await keeps(measured(visit, 37, round));
  const page = async () =>
    DifferencesPage.parse(await office.json('GET', `/differences?day=${DAY}`));
  expect(await page()).toMatchObject({ total: 0, disagreeDeltaC: 0.8 });

  const far = await keeps(measured(visit, 37.1, round));
  expect((await page()).rows).toMatchObject([
    {
      person: { id: resident.id, name: '林小满' },
      second: { id: far.id, tempC: 37.1, at: at(-5) },
      other: { source: 'door', tempC: 36.2, at: at(-8) },
      gapC: 0.9,
      takenBack: null,
    },
  ]);
  const file = async (query: string) =>
    (await office.send('GET', `/differences.csv?day=${DAY}${query}`)).text();
  expect(await file('&lang=en')).toMatch(/林\*,.*37\.1,forehead,.*36\.2,forehead,.*,0\.9,,,\r\n$/);
  expect(server.reports).toEqual([]);

  await keeps({ ...voidOf(far.id), at: at(-2), shiftId: round });
  expect((await page()).rows).toMatchObject([
    { second: { id: far.id }, gapC: 0.9, takenBack: { at: at(-2), reason: expect.any(String) } },
  ]);
  expect(await file('&lang=en')).toMatch(/Taken back at,.*,0\.9,2020-06-08 15:58:00,[^,]+,\r\n$/s);
  expect(await file('&mask=0')).toMatch(/37\.1,额温,.*36\.2,额温,.*,the wrong person\r\n$/s);
});

test('what lies further apart from what was reported of that day is a difference of its own', async () => {
  const { office, keeps, guard, doorId, unitId, resident, round, visit } = await openUnit();
  const atDoor = { ...check(doorId, resident.id, { tempC: 36.2 }), at: at(-8) };
  const place = { personId: resident.id, unitId, classId: randomUUID(), roomId: visit.roomId };
  const reported = (tempC: number, session: object, minutes: number): Recording => ({
    ...telling('self-report', place, {
      session,
      reading: { tempC, site: 'forehead', thermometerId: null, rawValue: tempC, rawUnit: 'C' },
      onBehalfAs: 'unit_keeper',
    }),
    at: at(minutes),
  });
  await push(guard, record(guard, 1, atDoor));
  await keeps(reported(36.1, { day: DAY, slot: 'am' }, -7));
  await keeps(reported(35.9, { day: '2020-06-07', slot: 'pm' }, -6));
  await keeps(beginning(unitId, round));
  await keeps(measured(visit, 37.1, round));

  const { rows } = DifferencesPage.parse(await office.json('GET', `/differences?day=${DAY}`));
  expect(rows).toMatchObject([
    { other: { source: 'door', tempC: 36.2 }, gapC: 0.9 },
    { other: { source: 'behalf', tempC: 36.1, doorName: null }, gapC: 1 },
  ]);
});

test('a round from paper, and a reading on it, are of the day on the paper', async () => {
  const { office, keeps, server, unitId, doorId, resident, guard, round, visit } = await openUnit();
  const yesterday = (time: string): string =>
    new Date(Date.parse(time) - 24 * 3_600_000).toISOString();
  const passed = check(doorId, resident.id, { tempC: 35.9 });
  server.clock.nowMs -= 24 * 3_600_000;
  await push(guard, record(guard, 1, { ...passed, at: yesterday(at(-20)) }));
  server.clock.nowMs += 24 * 3_600_000;
  const begun = beginning(unitId, round);
  await keeps({ ...begun, body: { ...(begun.body as object), onPaperAt: yesterday(at(-9)) } });
  await keeps(measured({ ...visit, onPaperAt: yesterday(at(-5)) }, 36.9, round));

  const rounds = async (day: string) =>
    RoundsPage.parse(await office.json('GET', `/rounds?day=${day}`)).rows;
  expect(await rounds('2020-06-07')).toMatchObject([
    { unitId, startedAt: yesterday(at(-9)), typedInAt: at(-9), measured: 1 },
  ]);
  expect(await rounds(DAY)).toEqual([]);
  const differences = async (day: string) =>
    DifferencesPage.parse(await office.json('GET', `/differences?day=${day}`)).rows;
  expect(await differences('2020-06-07')).toMatchObject([
    { gapC: 1, second: { at: yesterday(at(-5)) } },
  ]);
  const file = await (await office.send('GET', '/differences.csv?day=2020-06-07&lang=en')).text();
  expect(file).toContain('Room time,Typed in from paper at');
  expect(file).toContain('2020-06-07 15:55:00,2020-06-08 15:55:00');
  expect(await differences(DAY)).toEqual([]);
});

test('a unit’s sheet has its rooms as one walks, with whole names, and is noted', async () => {
  const { office, server, unitId, resident } = await openUnit();

  const sheet = UnitSheet.parse(await office.json('GET', `/units/${unitId}/sheet`));

  expect(sheet).toMatchObject({ building: 'East', unit: '1', day: DAY });
  expect(sheet.floors.flatMap(({ rooms }) => rooms.map(({ code }) => code))).toEqual([
    '101',
    '102',
  ]);
  expect(JSON.stringify(sheet)).toContain('林小满');
  const audits = await server.db.selectFrom('audit').select(['what', 'subject']).execute();
  expect(audits).toContainEqual({ what: 'unit-sheet.print', subject: unitId });
  expect((await office.send('GET', `/units/${resident.id}/sheet`)).status).toBe(404);
});

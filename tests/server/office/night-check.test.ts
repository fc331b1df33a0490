import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../../src/domain/id.ts';
import type { Whereabouts } from '../../../src/domain/person.ts';
import { personScope, unitScope } from '../../../src/domain/scope.ts';
import { NightHistory, NightReply } from '../../../src/protocol/office-night.ts';
import { addCampus, addPerson, check, type TestCampus } from '../support/campus.ts';
import { phoneOf, phoneOfResident } from '../support/east-rooms.ts';
import { MORNING_MS, push, record, type TestPhone } from '../support/test-server.ts';
import { openOffice, type OfficeClient } from './office-client.ts';

let office: OfficeClient;
let campus: TestCampus;
let head: TestPhone;
let roomId: Id;
let seq: number;

/** Half past ten in the evening of 8 June by the campus's clock. */
const NIGHT_MS = MORNING_MS + 6.5 * 3_600_000;
const at = (minutes: number) => new Date(NIGHT_MS + minutes * 60_000).toISOString();
const DAY = '2020-06-08';

beforeEach(async () => {
  office = await openOffice();
  const { server } = office;
  server.clock.nowMs = NIGHT_MS;
  campus = await addCampus(server);
  const { id: buildingId, unit1: unitId } = campus.east;
  roomId = randomUUID();
  const body = { id: roomId, buildingId, unitId, code: '101', beds: ['1', '2'] };
  await server.put([{ kind: 'room', id: roomId, body, scopes: [unitScope(unitId, 'round')] }]);
  head = await phoneOf(server, 'building_head', { kind: 'building', id: buildingId });
  seq = 0;
});

const tell = (minutes: number, type: string, body: object) =>
  record(head, (seq += 1), { type, body, at: at(minutes) });
const said = (personId: Id, state: string, minutes = -5) =>
  tell(minutes, 'presence', { visitId: randomUUID(), roomId, personId, state, complaint: null });
const begun = (minutes: number) =>
  tell(minutes, 'round', {
    unitId: campus.east.unit1,
    purpose: 'night_check',
    campaignId: null,
    thermometerId: null,
    thermometerUnit: 'C',
    site: 'forehead',
  });
const resident = async (name: string, unitId = campus.east.unit1) =>
  (await addPerson(office.server, { buildingId: campus.east.id, unitId, name })).id;
const read = async (query = '') =>
  NightReply.parse(await office.json('GET', `/night-check${query}`));

test('the night is counted by unit, and who is unaccounted is shown with where they were seen last', async () => {
  const [here, gone, unasked] = [
    await resident('林小满'),
    await resident('白露'),
    await resident('谷雨', campus.east.unit2),
  ];
  const out = record(head, (seq += 1), {
    ...check(campus.east.doorId, gone, { direction: 'out' }),
    at: at(-90),
  });
  await push(head, out, begun(-10), said(here, 'present'), said(gone, 'absent'));

  const reply = await read();

  expect(reply.night).toEqual({ day: DAY, from: at(-90), to: at(450) });
  expect(reply.counts).toMatchObject({ expected: 3, present: 1, unaccounted: 2, notAsked: 1 });
  expect(reply.units).toMatchObject([
    { building: 'East', code: '1', counts: { expected: 2, unaccounted: 1 }, rounds: [at(-10)] },
    { building: 'East', code: '2', counts: { expected: 1, notAsked: 1 }, rounds: [] },
  ]);
  expect(reply.people).toMatchObject([
    {
      personId: gone,
      name: '白露',
      room: '101',
      word: { state: 'absent', at: at(-5), by: '周望舒' },
      seen: { at: at(-90), direction: 'out', place: 'door' },
    },
    { personId: unasked, unit: '2', word: null, seen: null },
  ]);
  expect(reply.total).toBe(2);
});

test('leave and a hospital account for who is not there, and what is taken back does not count', async () => {
  const [away, ill, seen] = [
    await resident('林小满'),
    await resident('白露'),
    await resident('谷雨'),
  ];
  const { id: leaveId } = await tellLeave(away);
  const present = said(seen, 'present');
  await push(
    head,
    tell(-60, 'leave-decision', { leaveId, isApproved: true, note: null }),
    tell(-60, 'case-state', {
      caseId: randomUUID(),
      personId: ill,
      state: 'in_hospital',
      note: null,
    }),
    present,
  );
  expect((await read()).counts).toMatchObject({ on_leave: 1, in_hospital: 1, present: 1 });

  await push(head, tell(-1, 'void', { voids: present.id, doorId: null, reason: 'undo' }));

  expect((await read()).counts).toMatchObject({ present: 0, unaccounted: 1 });
});

async function tellLeave(personId: Id) {
  const own = await phoneOfResident(office.server, personId);
  const leave = record(own, 1, {
    type: 'leave',
    body: {
      personId,
      kind: 'personal',
      from: at(-120),
      to: at(2000),
      reason: 'at home',
      destination: null,
      route: null,
      transport: null,
    },
    at: at(-100),
  });
  await push(own, leave);
  return leave;
}

test('a building’s last nights stand beside each other, those without a check too', async () => {
  const here = await resident('林小满');
  await push(head, begun(-10), said(here, 'present'));

  const { nights } = NightHistory.parse(
    await office.json('GET', `/buildings/${campus.east.id}/nights`),
  );

  expect(nights).toHaveLength(14);
  expect(nights.slice(0, 2)).toMatchObject([
    { day: DAY, rounds: 1, counts: { expected: 1, present: 1 } },
    { day: '2020-06-07', rounds: 0, counts: { expected: 1, unaccounted: 1, notAsked: 1 } },
  ]);
  expect(await read('?day=2020-06-07')).toMatchObject({ counts: { present: 0 } });
  expect(await office.refusal('GET', `/buildings/${randomUUID()}/nights`)).toBe('not-found');
});

test('a night is judged by where people were registered then, not by where they are today', async () => {
  const [wentToday, cameToday] = [await resident('林小满'), await resident('白露')];
  const { server } = office;
  const registered = (id: Id, whereabouts: Whereabouts) => ({
    kind: 'contact' as const,
    id,
    body: {
      id,
      phone: null,
      wechat: null,
      counsellor: null,
      whereabouts,
      whereaboutsSince: at(-600),
    },
    scopes: [personScope(id)],
  });
  const before = [{ whereabouts: 'abroad' as const, from: null, to: at(-600) }];
  await server.put([
    registered(wentToday, 'abroad'),
    registered(cameToday, 'on_campus'),
    {
      kind: 'past-whereabouts',
      id: cameToday,
      body: { id: cameToday, before },
      scopes: [personScope(cameToday)],
    },
  ]);

  const lastNight = await read('?day=2020-06-07');
  expect(lastNight.people).toMatchObject([{ personId: wentToday }]);
  expect((await read()).people).toMatchObject([{ personId: cameToday }]);
  const { nights } = NightHistory.parse(
    await office.json('GET', `/buildings/${campus.east.id}/nights`),
  );
  expect(nights.map(({ counts }) => counts.unaccounted)).toEqual(Array(14).fill(1));
});

test('a check that began on the evening before the hour is of the night, in its list and among the others', async () => {
  const here = await resident('林小满');
  const early = begun(-95);
  await push(head, early, said(here, 'present', -94));
  expect((await read()).counts).toMatchObject({ present: 0 });

  const again = record(head, (seq += 1), {
    type: 'presence',
    shiftId: early.id,
    at: at(-93),
    body: { visitId: randomUUID(), roomId, personId: here, state: 'present', complaint: null },
  });
  await push(head, again);

  expect(await read()).toMatchObject({ counts: { present: 1 }, units: [{ rounds: [at(-95)] }] });
  const { nights } = NightHistory.parse(
    await office.json('GET', `/buildings/${campus.east.id}/nights`),
  );
  expect(nights[0]).toMatchObject({ rounds: 1, counts: { present: 1 } });
});

test('one building alone is read by its own feeds, and says the same', async () => {
  const here = await resident('林小满');
  await push(head, said(here, 'present'));

  const all = await read();

  expect(await read(`?buildingId=${campus.east.id}`)).toEqual(all);
  expect(await read(`?buildingId=${campus.west.id}`)).toMatchObject({ units: [], total: 0 });
});

test('the table of who is unaccounted masks names, and is noted', async () => {
  await resident('白露');

  const masked = await (await office.send('GET', '/night-check.csv?lang=en')).text();
  const open = await (await office.send('GET', '/night-check.csv?lang=en&mask=0')).text();

  expect(masked.split('\r\n').slice(1, 2)).toEqual(['East,1,101,白*,not asked,,,,,']);
  expect(open).toContain('白露');
  const audit = await office.server.db
    .selectFrom('audit')
    .select('details')
    .where('what', '=', 'night-check.export')
    .execute();
  expect(audit.map(({ details }) => JSON.parse(details).isMasked)).toEqual([true, false]);
});

test('what was typed in from paper says so, with both times', async () => {
  const gone = await resident('白露');
  const onPaperAt = at(-60);
  const body = { visitId: randomUUID(), roomId, personId: gone, complaint: null, onPaperAt };
  await push(head, tell(-5, 'presence', { ...body, state: 'absent' }));

  const { people } = await read();

  expect(people[0]?.word).toMatchObject({ at: onPaperAt, typedInAt: at(-5) });
  const table = await (await office.send('GET', '/night-check.csv?lang=en')).text();
  const [titles = [], cells = []] = table.split('\r\n').map((line) => line.split(','));
  const column = titles.indexOf('Typed in from paper at');
  expect(cells.slice(column - 1, column + 1)).toEqual([
    '2020-06-08 21:30:00',
    '2020-06-08 22:25:00',
  ]);
});

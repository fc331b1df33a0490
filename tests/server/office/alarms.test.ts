import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/campus-day.ts';
import type { Id } from '../../../src/domain/id.ts';
import { ClusterList, IdenticalPage } from '../../../src/protocol/office-alarms.ts';
import { addPerson, personDocuments, voidOf, type TestPerson } from '../support/campus.ts';
import { phoneOf, phoneOfResident } from '../support/east-rooms.ts';
import { telling, type ReportType } from '../support/report-bodies.ts';
import { at, LONG_AGO, type TestPhone } from '../support/test-server.ts';
import type { OfficeClient } from './office-client.ts';
import { openReportOffice, type ReportOffice } from './report-office.ts';

const DAY = '2020-06-08';
const DAY_MINUTES = 24 * 60;

let campus: ReportOffice;
let office: OfficeClient;
let classHead: TestPhone;
/** Three of one class, two of them in one room. */
let pupils: { personId: Id; phone: TestPhone }[];

beforeEach(async () => {
  campus = await openReportOffice();
  ({ office } = campus);
  const { server, places, campus: on } = campus;
  const { classId, unitId } = places.own;
  const home = { buildingId: on.east.id, unitId, classId };
  const second = await addPerson(server, { ...home, name: '白露', room: '101' });
  const third = await addPerson(server, { ...home, name: '谷雨', room: '102' });
  pupils = [];
  for (const personId of [places.own.personId, second.id, third.id])
    pupils.push({ personId, phone: await phoneOfResident(server, personId) });
  classHead = await phoneOf(server, 'class_head', { kind: 'class', id: classId });
});

const told = (type: ReportType, personId: Id, parts: object = {}) =>
  telling(type, { ...campus.places.own, personId }, parts);
const clusters = async (query = '') =>
  ClusterList.parse(await office.json('GET', `/clusters${query}`));
const identical = async () => IdenticalPage.parse(await office.json('GET', '/identical-reports'));
const reading = (tempC: number) => ({
  tempC,
  site: 'axilla',
  thermometerId: null,
  rawValue: tempC,
  rawUnit: 'C',
});

test('three of a class with similar symptoms are an alarm, until somebody takes it on', async () => {
  const { tell, signedIn } = campus;
  const [first, second, third] = pupils;
  if (!first || !second || !third) throw new Error('three are needed');
  const ill = { symptoms: ['diarrhoea'], reading: null, notMeasured: 'other' };
  await tell(first.phone, told('self-report', first.personId, ill));
  const wrong = await tell(second.phone, told('self-report', second.personId, { symptoms: [] }));
  await tell(second.phone, told('self-report', second.personId, { ...ill, amends: wrong.id }));
  await tell(classHead, {
    ...told('session-check', third.personId, { state: 'absent', isIllness: true, reading: null }),
    at: at(-3),
  });
  expect((await clusters()).rows).toEqual([]);
  await tell(third.phone, { ...told('self-report', third.personId, ill), at: at(-2) });

  const { rows } = await clusters('?state=open');

  expect(rows).toMatchObject([
    {
      place: { kind: 'class', id: campus.places.own.classId, name: 'A1' },
      rule: { count: 3, days: 1, hours: 24 },
      group: 'intestinal',
      firstDay: DAY,
      since: at(-2),
      dueAt: at(DAY_MINUTES - 2),
      acknowledged: [],
    },
  ]);
  expect(rows[0]?.people.map(({ name, room }) => `${name} ${room ?? ''}`).sort()).toEqual(
    ['林* 101', '白* 101', '谷* 102'].sort(),
  );
  const well = await tell(third.phone, {
    ...told('self-report', third.personId, { symptoms: [], reading: reading(36.5) }),
    at: at(-1),
  });
  expect((await clusters('?state=open')).rows).toEqual([]);
  await tell(third.phone, { ...voidOf(well.id), at: at(-1) });
  const rule = '3/1 intestinal';
  await tell(classHead, {
    ...told('cluster-acknowledgement', first.personId, { rule }),
    at: at(-1),
  });
  expect((await clusters('?state=open')).rows).toEqual([]);
  const auditor = await signedIn('auditor');
  expect(ClusterList.parse(await auditor.json('GET', '/clusters')).rows).toMatchObject([
    { acknowledged: [{ at: at(-1), by: '周望舒' }] },
  ]);
});

/** Three of room 101, the third of no class. */
async function openRoom101() {
  const { server, places } = campus;
  const third = await addPerson(server, {
    buildingId: campus.campus.east.id,
    unitId: places.own.unitId,
    room: '101',
  });
  const phone = await phoneOfResident(server, third.id);
  return { third, mates: [...pupils.slice(0, 2), { personId: third.id, phone }] };
}

async function moveTo102({ id, stayId, home }: TestPerson, to: string): Promise<void> {
  if (home === null) throw new Error('somebody who lives here is needed');
  const elsewhere = { id, stayId: randomUUID(), home: { ...home, room: '102' } };
  const stay = { id: stayId, personId: id, home, from: LONG_AGO, to };
  await campus.server.put([
    { kind: 'stay', id: stayId, body: stay, scopes: [] },
    ...personDocuments(elsewhere, { classId: null, name: '林小满' }),
  ]);
}

test('a room’s fevers are an alarm by their temperatures alone, those of weeks ago none', async () => {
  const { tell, server } = campus;
  const { third, mates } = await openRoom101();
  for (const { personId, phone } of mates)
    await tell(phone, told('self-report', personId, { symptoms: [], reading: reading(37.4) }));

  expect((await clusters()).rows).toMatchObject([
    { place: { kind: 'room', name: '1-101', groupName: 'East' }, group: 'respiratory' },
  ]);
  await moveTo102(third, at(0));
  expect((await clusters()).rows).toMatchObject([{ place: { kind: 'room', name: '1-101' } }]);
  server.clock.nowMs += 20 * DAY_MINUTES * 60_000;
  office = await campus.signedIn('auditor');
  expect((await clusters()).rows).toEqual([]);
});

test('an outbreak that goes on for days is one alarm of the room where it began, and taken on once', async () => {
  const { tell, server, places } = campus;
  const { third, mates } = await openRoom101();
  const first = addDays(DAY, -11);
  const ill = { symptoms: ['diarrhoea'], reading: null, notMeasured: 'other' };
  for (let back = 11; back >= 0; back -= 1)
    for (const [nth, { personId, phone }] of mates.entries())
      await tell(phone, {
        ...told('self-report', personId, {
          ...ill,
          session: { day: addDays(DAY, -back), slot: 'pm' },
        }),
        at: at(nth - 3 - back * DAY_MINUTES),
      });
  const place = { kind: 'room', id: places.own.roomId };
  const keeper = await phoneOf(server, 'unit_keeper', {
    kind: 'unit',
    id: places.own.unitId,
    buildingId: campus.campus.east.id,
  });
  await tell(keeper, {
    ...told('cluster-acknowledgement', third.id, { place, rule: '3/1 intestinal', day: first }),
    at: at(-11 * DAY_MINUTES),
  });
  await moveTo102(third, at(-10 * DAY_MINUTES));

  expect((await clusters()).rows).toMatchObject([
    {
      place: { kind: 'room', name: '1-101' },
      firstDay: first,
      lastDay: DAY,
      since: at(-1 - 11 * DAY_MINUTES),
      acknowledged: [{ at: at(-11 * DAY_MINUTES) }],
    },
  ]);
  expect((await clusters('?state=open')).rows).toEqual([]);
});

test('the same answers day after day are listed while they last, with what amendments made of them', async () => {
  const { tell } = campus;
  const [same, amended, other] = pupils;
  if (!same || !amended || !other) throw new Error('three are needed');
  for (let back = 7; back >= 1; back -= 1) {
    const session = { day: addDays(DAY, -back), slot: 'pm' };
    const minute = at(-back * DAY_MINUTES);
    const of = (tempC: number) => ({ session, symptoms: [], reading: reading(tempC) });
    await tell(same.phone, { ...told('self-report', same.personId, of(36.5)), at: minute });
    await tell(other.phone, {
      ...told('self-report', other.personId, of(36 + (back % 2) / 10)),
      at: minute,
    });
    const first = { ...told('self-report', amended.personId, of(back === 2 ? 36.9 : 36.4)) };
    const { id } = await tell(amended.phone, { ...first, at: minute });
    const mended = { ...of(36.4), amends: id };
    if (back === 2)
      await tell(amended.phone, { ...told('self-report', amended.personId, mended), at: minute });
  }

  const page = await identical();

  expect(page).toMatchObject({ atLeastDays: 7, total: 2 });
  const found = page.rows.map(({ person, days, tempC }) => `${person.id} ${days} ${tempC}`);
  expect(found.sort()).toEqual([`${same.personId} 7 36.5`, `${amended.personId} 7 36.4`].sort());
  expect(page.rows[0]).toMatchObject({ slot: 'pm', from: '2020-06-01', to: '2020-06-07' });
  campus.server.clock.nowMs += 2 * DAY_MINUTES * 60_000;
  office = await campus.signedIn('auditor');
  expect((await identical()).total).toBe(0);
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  DoorLogPage,
  InsideReply,
  ParkedPage,
  type DoorLogRow,
} from '../../../src/protocol/office-people.ts';
import { addCampus, addPerson, addStaff, check, shiftAt, voidOf } from '../support/campus.ts';
import {
  addPhone,
  push as pushOperations,
  record,
  type Recording,
} from '../support/test-server.ts';
import { OfficeClient, openOffice } from './office-client.ts';

/** A guard's phone at the east door, and a resident. */
async function openDoor() {
  const office = await openOffice();
  const { server } = office;
  const { east, west } = await addCampus(server);
  const resident = await addPerson(server, { buildingId: east.id, unitId: east.unit1 });
  const guard = await addStaff(server, { role: 'guard', post: { kind: 'building', id: east.id } });
  const phone = await addPhone(server, guard);
  let seq = 0;
  const push = async (...recordings: Recording[]) => {
    const operations = recordings.map((recording) => record(phone, (seq += 1), recording));
    await pushOperations(phone, ...operations);
    return operations;
  };
  return { office, east, west, resident, guard, phone, push };
}

const log = async (office: OfficeClient, query = ''): Promise<DoorLogRow[]> =>
  DoorLogPage.parse(await office.json('GET', `/door-log${query}`)).rows;

test('a check comes with every field that the phone recorded, and with names', async () => {
  const { office, east, resident, guard, phone, push } = await openDoor();
  const operations = await push(check(east.doorId, resident.id, { tempC: 37.6 }));

  const [row] = await log(office);

  expect(row).toMatchObject({
    id: operations[0]!.id,
    shownId: operations[0]!.id,
    direction: 'in',
    door: { id: east.doorId, name: 'door' },
    subject: { kind: 'person', personId: resident.id, name: '林小满', room: '101' },
    reading: { tempC: 37.6, site: 'forehead', rawValue: 37.6, rawUnit: 'C', verdict: 'high' },
    by: { id: guard.id, name: '周望舒' },
    device: { id: phone.deviceId, name: 'door phone' },
    at: operations[0]!.at,
    voided: null,
  });
});

test('a correction is folded into its check, and a void says why', async () => {
  const { office, east, resident, push } = await openDoor();
  const shift = { ...shiftAt(east.doorId), id: randomUUID() };
  const first = { ...check(east.doorId, resident.id), id: randomUUID(), shiftId: shift.id };
  const second = { ...first, id: randomUUID() };
  const amended = check(east.doorId, resident.id, { tempC: 36.9, amends: first.id });
  await push(shift, first, second);
  await push({ ...amended, shiftId: shift.id }, { ...voidOf(second.id), shiftId: shift.id });

  const rows = await log(office);

  const one = rows.find(({ id }) => id === first.id)!;
  expect([one.reading!.tempC, one.versions.length]).toEqual([36.9, 2]);
  expect(rows.find(({ id }) => id === second.id)!.voided).toMatchObject({
    reason: 'the wrong person',
  });
});

test('the log is asked by building, person and time', async () => {
  const { office, east, west, resident, push } = await openDoor();
  await push(check(east.doorId, resident.id));

  expect((await log(office, `?buildingId=${east.id}&personId=${resident.id}`)).length).toBe(1);
  expect((await log(office, `?buildingId=${west.id}`)).length).toBe(0);
  expect((await log(office, `?doorId=${west.doorId}`)).length).toBe(0);
  expect((await log(office, '?to=2020-06-08T08:00:00.000Z')).length).toBe(0);
});

test('an export masks names unless asked not to, and is no formula', async () => {
  const { office, east, push } = await openDoor();
  const subject = { kind: 'unknown', text: '=1+1' };
  const person = await addPerson(office.server, { buildingId: east.id, name: '欧阳小满' });
  const shift = { ...shiftAt(east.doorId), id: randomUUID() };
  const mistaken = { ...check(east.doorId, person.id), id: randomUUID(), shiftId: shift.id };
  await push(check(east.doorId, person.id), check(east.doorId, person.id, { subject }));
  await push(shift, mistaken, { ...voidOf(mistaken.id), shiftId: shift.id });

  const masked = await (await office.send('GET', '/door-log.csv')).arrayBuffer();
  const plain = await (await office.send('GET', '/door-log.csv?mask=0')).text();

  expect([...new Uint8Array(masked).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder().decode(masked);
  expect(text).not.toContain('欧阳小满');
  expect(text).toContain(",'=");
  expect(plain).toContain('欧阳小满');
  expect(text).not.toContain('the wrong person');
  expect(plain).toContain('the wrong person');
  const notes = await office.server.db
    .selectFrom('audit')
    .select('details')
    .where('what', '=', 'door-log.export')
    .execute();
  expect(
    notes.map(({ details }) => (JSON.parse(details) as { isMasked: boolean }).isMasked),
  ).toEqual([true, false]);
});

test('who is inside is counted, with what nobody knows', async () => {
  const { office, east, resident, push } = await openDoor();
  await addPerson(office.server, { buildingId: east.id });
  await push(check(east.doorId, resident.id));

  const inside = InsideReply.parse(await office.json('GET', `/inside?buildingId=${east.id}`));

  expect(inside.counts).toEqual({ inside: 1, outside: 0, unknown: 1, visitors: 0 });
  expect(inside.inside.map(({ personId }) => personId)).toEqual([resident.id]);
  expect(inside.doors).toMatchObject([{ id: east.doorId, heardAt: expect.any(String) as string }]);
});

test('what was kept apart is shown with its reason', async () => {
  const { office, west, resident, push } = await openDoor();
  const operations = await push(check(west.doorId, resident.id));

  const { parked, total } = ParkedPage.parse(await office.json('GET', '/parked'));

  expect(total).toBe(1);
  expect(parked).toMatchObject([{ id: operations[0]!.id, why: 'not-allowed', byName: '周望舒' }]);
  expect(await log(office)).toEqual([]);
});

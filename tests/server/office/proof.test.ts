import { beforeEach, expect, test } from 'vitest';
import { lanesText, sumOfShas } from '../../../src/protocol/lanes.ts';
import { recordBackup } from '../../../src/server/backup/back-up.ts';
import { addPerson, addStaff, addCampus, check, type TestCampus } from '../support/campus.ts';
import { addPhone, at, push, record, sync, type TestPhone } from '../support/test-server.ts';
import { openOffice, type OfficeClient } from './office-client.ts';

let office: OfficeClient;
let campus: TestCampus;
let phone: TestPhone;
let residentId: string;

beforeEach(async () => {
  office = await openOffice();
  campus = await addCampus(office.server);
  const { id, unit1 } = campus.east;
  const keeper = await addStaff(office.server, { role: 'keeper', post: { kind: 'building', id } });
  phone = await addPhone(office.server, keeper);
  residentId = (
    await addPerson(office.server, { buildingId: id, unitId: unit1, classId: campus.classId })
  ).id;
});

const get = async (path: string) => (await office.send('GET', path)).json();
const devices = async () =>
  ((await get('/devices')) as { devices: { id: string; alarm: string | null }[] }).devices;

/** A shift of so many checks, as the phone has sent it, with the receipt that it would show. */
async function keepShift(count: number) {
  const shift = record(phone, 1, {
    type: 'shift',
    body: {
      doorId: campus.east.doorId,
      thermometerId: null,
      thermometerUnit: 'C',
      site: 'forehead',
    },
  });
  const checks = Array.from({ length: count }, (_, index) =>
    record(phone, index + 2, { ...check(campus.east.doorId, residentId), shiftId: shift.id }),
  );
  const { results } = await push(phone, shift, ...checks);
  expect(results.map(({ outcome }) => outcome)).not.toContain('parked');
  const rows = await office.server.db
    .selectFrom('opLog')
    .select('sha')
    .where('deviceId', '=', phone.deviceId)
    .execute();
  const digest = lanesText(sumOfShas(rows.map(({ sha }) => sha)));
  return { shiftId: shift.id, count: count + 1, digest };
}

const checkReceipt = async (body: object) =>
  (await office.send('POST', '/shift-receipts/check', { body })).json();

test('a receipt over all that the server holds of a shift is right', async () => {
  const receipt = await keepShift(3);

  expect(await checkReceipt(receipt)).toMatchObject({
    outcome: 'equal',
    count: 4,
    startedAt: at(0),
  });
});

test('a receipt over one record more, or over another record, is not', async () => {
  const receipt = await keepShift(3);

  expect(await checkReceipt({ ...receipt, count: 5 })).toMatchObject({
    outcome: 'differs',
    count: 4,
  });
  const digest = receipt.digest.replace(/^./, (first) => (first === '0' ? '1' : '0'));
  expect(await checkReceipt({ ...receipt, digest })).toMatchObject({ outcome: 'differs' });
});

test('a shift that never came is unknown', async () => {
  const shiftId = '01a20315-e791-7286-b46e-e474b3490d04';
  const receipt = { shiftId, count: 3, digest: '0'.repeat(32) };

  expect(await checkReceipt(receipt)).toMatchObject({ outcome: 'unknown', count: 0 });
});

test('the office learns that no backup was ever made, and when one was', async () => {
  const before = await get('/server-state');
  const nowMs = office.server.clock.nowMs;
  await recordBackup(office.server.db, { coversThrough: at(-10), nowMs });
  const after = await get('/server-state');

  expect(before).toMatchObject({ backup: { madeAt: null, coversThrough: null }, verified: null });
  expect(after).toMatchObject({ backup: { coversThrough: at(-10) } });
});

test('a phone that fell silent with unsent records stands first, and says so', async () => {
  const health = { pending: 3, oldestPendingAt: at(0), parked: 0, persisted: true, freeBytes: 1 };
  await sync(phone, { health });
  office.server.clock.nowMs += 61 * 60_000;
  const heardLater = await addPhone(office.server, {
    id: phone.accountId,
    personId: phone.personId,
  });
  await sync(heardLater);

  expect((await devices()).map(({ id, alarm }) => [id, alarm])).toEqual([
    [phone.deviceId, 'silent'],
    [heardLater.deviceId, null],
  ]);
});

test('a phone whose digest is another than ours is an alarm until they are equal again', async () => {
  await push(phone, record(phone, 1, check(campus.east.doorId, residentId)));
  const told = { log: phone.log, operations: [], acked: 1 };
  const sha = await office.server.db.selectFrom('opLog').select('sha').executeTakeFirstOrThrow();
  const right = sumOfShas([sha.sha]);

  await sync(phone, { push: { ...told, digest: [1, 2, 3, 4] } });
  const wrong = await devices();
  await sync(phone, { push: { ...told, digest: right } });

  expect(wrong.map(({ alarm }) => alarm)).toEqual(['differs']);
  expect((await devices()).map(({ alarm }) => alarm)).toEqual([null]);
});

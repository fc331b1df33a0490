import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { verifyJob } from '../../src/server/proof/verify-job.ts';
import { verifyLogs } from '../../src/server/proof/verify-logs.ts';
import { latestShift, proveShift } from '../../src/store/shift-receipt.ts';
import { checkReceipt } from '../../src/server/proof/check-receipt.ts';
import { addStaff, check } from '../server/support/campus.ts';
import { openEastDoor, type EastDoor } from '../server/support/east-door.ts';
import { at } from '../server/support/test-server.ts';
import { openSeparatePhone, type SeparatePhone } from '../support/separate-phone.ts';

let east: EastDoor;
let phone: SeparatePhone;

beforeEach(async () => {
  east = await openEastDoor();
  phone = await openSeparatePhone(east.server, east.keeper);
});

afterEach(() => phone.close());

const record = (count: number, on = phone) =>
  Promise.all(
    Array.from({ length: count }, () =>
      on.recordCheck(check(east.campus.east.doorId, east.resident.id).body),
    ),
  );
const verify = () => verifyJob.run(east.server.deps, () => Promise.resolve());
const storedIds = async () =>
  (await east.server.db.selectFrom('opLog').select('id').execute()).map(({ id }) => id).sort();

async function lose(ids: readonly string[]): Promise<void> {
  const { db } = east.server;
  await db.deleteFrom('logEntry').where('opId', 'in', ids).execute();
  await db.deleteFrom('opLog').where('id', 'in', ids).execute();
}

test('acknowledged operations that the server has lost come back from the phone', async () => {
  const ids = await record(12);
  await phone.agree();
  const { feedEpoch } = await east.server.db
    .selectFrom('meta')
    .select('value as feedEpoch')
    .where('key', '=', 'feed_epoch')
    .executeTakeFirstOrThrow();
  await lose(ids.filter((_, index) => [1, 4, 5, 11].includes(index)));

  const found = await verify();
  await phone.agree();
  await phone.agree();

  expect(found.logs).toBe(1);
  expect(await storedIds()).toEqual([...ids].sort());
  expect([...phone.replica.facts().keys()].sort()).toEqual([...ids].sort());
  expect(await phone.journal.comparison()).toMatchObject({ isEqual: true, count: 12 });
  const after = await east.server.db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', 'feed_epoch')
    .executeTakeFirstOrThrow();
  expect(after.value).not.toBe(feedEpoch);
  expect(await verify()).toEqual({ logs: 0, scopes: 0 });
});

test.each([
  ['once the night’s work is done', verify],
  ['while it goes on', () => verifyLogs(east.server.db, () => Promise.resolve())],
])('%s they count again, although the duty of who recorded them has ended', async (_, work) => {
  const post = { kind: 'building', id: east.campus.east.id } as const;
  const keeper = await addStaff(east.server, { role: 'keeper', post, to: at(60) });
  const keepers = await openSeparatePhone(east.server, keeper);
  onTestFinished(() => keepers.close());
  const ids: string[] = [];
  for (let each = 0; each < 4; each += 1) ids.push(...(await record(1, keepers)));
  await keepers.agree();
  east.server.clock.nowMs += 24 * 3_600_000;
  await keepers.agree();
  // What lay behind the last that is here, the phone finds out only when the hole before it is filled.
  await lose(ids.filter((_, index) => index % 2 === 1));

  await work();

  const outcomes = async () => {
    await keepers.agree();
    const rows = await east.server.db.selectFrom('opLog').select('outcome').execute();
    return rows.map(({ outcome }) => outcome);
  };
  await expect.poll(outcomes, { timeout: 10_000 }).toEqual(ids.map(() => 'stored'));
});

test('a night in which nothing is wrong changes nothing', async () => {
  await record(3);
  await phone.agree();

  expect(await verify()).toEqual({ logs: 0, scopes: 0 });
  expect(east.server.reports).toEqual([]);
});

test('a server that tells another digest than the phone has is found out, by both', async () => {
  const { db } = east.server;
  await record(3);
  await phone.agree();
  await db.updateTable('deviceLog').set({ d0: 7 }).execute();

  await phone.agree();
  await phone.agree();

  expect(await phone.journal.comparison()).toMatchObject({ isEqual: false, count: 3 });
  expect(phone.findings).not.toEqual([]);
  const devices = await db.selectFrom('device').select('differsSince').execute();
  expect(devices.map(({ differsSince }) => differsSince)).toContain('2020-06-08T08:00:00.000Z');
});

test('a phone whose digest differs offers all it holds again, and the server takes what it lacks', async () => {
  const { db } = east.server;
  const ids = await record(6);
  await phone.agree();
  await lose(ids.slice(2, 4));
  await db.updateTable('deviceLog').set({ d0: 7 }).execute();

  await phone.agree();
  await phone.agree();

  expect(await storedIds()).toEqual([...ids].sort());
});

test('what the phone counted is what the server counted, contact after contact', async () => {
  for (const count of [1, 130, 2]) {
    await record(count);
    await phone.agree();
  }

  expect(await phone.journal.comparison()).toMatchObject({ isEqual: true, count: 133 });
  const devices = await east.server.db
    .selectFrom('device')
    .select(['agreedAt', 'differsSince'])
    .where('app', 'is not', null)
    .execute();
  expect(devices).toEqual([{ agreedAt: '2020-06-08T08:00:00.000Z', differsSince: null }]);
});

test('the receipt that the phone shows of a shift is the one that the server finds right', async () => {
  const { journal } = phone;
  const { id } = await phone.record('shift', {
    doorId: east.campus.east.doorId,
    thermometerId: null,
    thermometerUnit: 'C',
    site: 'forehead',
  });
  await phone.record('shift-end', { shiftId: id, doorId: east.campus.east.doorId, why: 'ended' });
  const before = await proveShift(journal, id);
  await phone.agree();
  const after = await proveShift(journal, id);

  expect(before).toMatchObject({ total: 2, receipt: { count: 0 } });
  expect(after).toMatchObject({ total: 2, receipt: { count: 2 } });
  expect(latestShift(journal, east.keeper.id)).toBe(id);
  expect(await checkReceipt(east.server.db, after.receipt)).toMatchObject({
    outcome: 'equal',
    count: 2,
  });
  expect(await checkReceipt(east.server.db, before.receipt)).toMatchObject({ outcome: 'differs' });
});

import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { recordBackup } from '../../src/server/backup/back-up.ts';
import { addStaff, check } from '../server/support/campus.ts';
import { openEastDoor, type EastDoor } from '../server/support/east-door.ts';
import { at, type TestServer } from '../server/support/test-server.ts';
import { backUp, restoreElsewhere } from '../support/backup-means.ts';
import { openSeparatePhone, type SeparatePhone } from '../support/separate-phone.ts';

let east: EastDoor;
let phones: [SeparatePhone, SeparatePhone, SeparatePhone];

beforeEach(async () => {
  east = await openEastDoor();
  phones = [await openPhone(), await openPhone(), await openPhone()];
});

afterEach(() => {
  for (const phone of phones) phone.close();
});

async function openPhone(to: string | null = null): Promise<SeparatePhone> {
  const { id } = east.campus.east;
  const post = { kind: 'building', id } as const;
  return openSeparatePhone(east.server, await addStaff(east.server, { role: 'keeper', post, to }));
}

function record(phone: SeparatePhone, count: number): Promise<string[]> {
  const { body } = check(east.campus.east.doorId, east.resident.id);
  return Promise.all(Array.from({ length: count }, () => phone.recordCheck(body)));
}

async function storedIds({ db }: TestServer): Promise<string[]> {
  const rows = await db.selectFrom('opLog').select('id').where('outcome', '=', 'stored').execute();
  return rows.map(({ id }) => id).sort();
}
const factIds = (phone: SeparatePhone) => [...phone.replica.facts().keys()].sort();

test('what a restored backup lacks comes again from the phones, also from one that was away all the time', async () => {
  const [first, second, away] = phones;
  const ids = [...(await record(first, 3)), ...(await record(second, 2))];
  ids.push(...(await record(away, 2)));
  for (const phone of phones) await phone.agree();
  const backup = await backUp(east.server);
  away.server = null;
  ids.push(...(await record(away, 2)));
  ids.push(...(await record(first, 4)), ...(await record(second, 130)));
  for (const phone of [first, second]) await phone.agree();
  expect([first, second].map(({ journal }) => journal.counts().pending)).toEqual([0, 0]);

  const restored = await restoreElsewhere(east.server, backup);
  for (const phone of phones) phone.server = restored;
  for (const phone of [...phones, ...phones]) await phone.agree();

  ids.sort();
  expect(await storedIds(restored)).toEqual(ids);
  expect(phones.map(factIds)).toEqual([ids, ids, ids]);
  for (const phone of phones) {
    expect(phone.journal.counts()).toMatchObject({ pending: 0, parked: 0 });
    expect(await phone.journal.comparison()).toMatchObject({ isEqual: true });
    expect([...phone.reports, ...phone.findings]).toEqual([]);
  }
});

test('what was received under an earlier journal is offered again too', async () => {
  const [first] = phones;
  await first.agree();
  const backup = await backUp(east.server);
  const ids = await record(first, 3);
  await first.agree();
  await first.journal.fork();
  ids.push(...(await record(first, 1)));
  await first.agree();

  const restored = await restoreElsewhere(east.server, backup);
  first.server = restored;
  await first.agree();
  await first.agree();

  expect(await storedIds(restored)).toEqual(ids.sort());
});

test('nothing that the restored server lacks is forgotten, whatever a newer backup covers', async () => {
  const [first] = phones;
  const ids = await record(first, 3);
  await first.agree();
  const backup = await backUp(east.server);
  ids.push(...(await record(first, 3)));
  await first.agree();
  const restored = await restoreElsewhere(east.server, backup);
  restored.clock.nowMs += 30 * 86_400_000;
  const { nowMs } = restored.clock;
  await recordBackup(restored.db, { coversThrough: new Date(nowMs).toISOString(), nowMs });

  first.server = restored;
  await first.agree();
  await first.agree();

  expect(await storedIds(restored)).toEqual(ids.sort());
});

test('what a restored backup lacks counts again, although the duty of who recorded it has ended since', async () => {
  const former = await openPhone(at(60));
  onTestFinished(() => former.close());
  const early = await record(former, 2);
  await former.agree();
  const backup = await backUp(east.server);
  const ids = [...early, ...(await record(former, 3))];
  await former.agree();
  east.server.clock.nowMs += 24 * 3_600_000;

  const restored = await restoreElsewhere(east.server, backup);
  former.server = restored;
  for (let times = 0; times < 3; times += 1) await former.agree();

  expect(await storedIds(restored)).toEqual(ids.sort());
  expect(former.journal.counts()).toMatchObject({ pending: 0, parked: 0 });
});

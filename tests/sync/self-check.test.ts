import { Dexie, type Table } from 'dexie';
import { IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { buildingScope } from '../../src/domain/scope.ts';
import { addPerson, check } from '../server/support/campus.ts';
import { openEastDoor, type EastDoor } from '../server/support/east-door.ts';
import { addPhone, headersOf } from '../server/support/test-server.ts';
import { openSeparatePhone, type SeparatePhone } from '../support/separate-phone.ts';

const DAY_MS = 86_400_000;

let east: EastDoor;
let phone: SeparatePhone;

beforeEach(async () => {
  east = await openEastDoor();
  phone = await openSeparatePhone(east.server, east.keeper);
  phone.listsJournal = true;
});

afterEach(() => phone.close());

const record = () => phone.recordCheck(check(east.campus.east.doorId, east.resident.id).body);
const selfCheck = () => phone.journal.selfCheck(east.keeper.id);
const found = async () => (await selfCheck())?.found;
const storedIds = async () =>
  (await east.server.db.selectFrom('opLog').select('id').execute()).map(({ id }) => id).sort();

async function compareByHand(): Promise<void> {
  phone.sync.compare();
  await phone.agree();
}

/** What lies on the phone's disk, as something else than the app sees it. */
async function tableOf(database: string, table: string): Promise<Table> {
  const db = await new Dexie(database, { indexedDB: globalThis.indexedDB, IDBKeyRange }).open();
  onTestFinished(() => db.close());
  return db.table(table);
}

async function lose(ids: readonly string[]): Promise<void> {
  const { db } = east.server;
  await db.deleteFrom('logEntry').where('opId', 'in', ids).execute();
  await db.deleteFrom('opLog').where('id', 'in', ids).execute();
}

/** A directory of more than one block, and one of its blocks is gone from the disk. */
async function loseBlock(): Promise<number> {
  const home = { buildingId: east.campus.east.id, unitId: east.campus.east.unit1 };
  for (let count = 0; count < 30; count += 1) {
    await addPerson(east.server, { ...home, classId: east.campus.classId });
    if (count === 15) await phone.agree();
  }
  await record();
  await phone.agree();
  const blocks = await tableOf(`replica-${east.keeper.id}`, 'blocks');
  const door = buildingScope(east.campus.east.id, 'door');
  const rows = await blocks.filter(({ scope }) => scope === door).toArray();
  await blocks.bulkDelete(rows.map(({ id }) => id));
  return rows.reduce((sum, { count }) => sum + count, 0);
}

test('what the server has lost is named, offered again, and then called put right', async () => {
  const ids = [await record(), await record(), await record()];
  await phone.agree();
  await lose([ids[1]!]);

  await compareByHand();

  expect(await storedIds()).toEqual([...ids].sort());
  expect(await found()).toMatchObject({
    end: 'mended',
    counts: { 'only-here': 1, 'only-there': 0, unlike: 0 },
    differences: [{ id: ids[1], of: 'fact', how: 'only-here' }],
  });
  await phone.agree();
  expect(await phone.journal.comparison()).toMatchObject({ isEqual: true, count: 3 });
});

test('what has gone from the phone’s journal is named, and no repair is promised', async () => {
  const ids = [await record(), await record()];
  await phone.agree();
  await (await tableOf('journal', 'operations')).delete(ids[0]!);

  await compareByHand();

  expect(await found()).toMatchObject({
    end: 'lost-here',
    differences: [{ id: ids[0], of: 'fact', how: 'only-there' }],
  });
});

test('an operation whose bytes on the phone were damaged is not alike', async () => {
  const id = await record();
  await phone.agree();
  const operations = await tableOf('journal', 'operations');
  const row = await operations.get(id);
  await operations.put({ ...row, sealed: row.sealed.map((byte: number) => byte ^ 1) });

  await compareByHand();

  expect(await found()).toMatchObject({ end: 'lost-here', differences: [{ id, how: 'unlike' }] });
});

test('a wrong running sum is counted anew from the operations themselves', async () => {
  await record();
  await phone.agree();
  const contact = await tableOf('journal', 'contact');
  await contact.update('proof', { digest: [1, 2, 3, 4] });
  await phone.agree();
  await phone.agree();

  expect(await phone.journal.comparison()).toMatchObject({ isEqual: true });
  expect(await found()).toBeNull();
});

test('a digest taken from the server agrees with nothing, until the server’s list has been held against it', async () => {
  await record();
  const id = await record();
  await phone.agree();
  const [contact, operations] = [
    await tableOf('journal', 'contact'),
    await tableOf('journal', 'operations'),
  ];
  const row = await operations.get(id);
  await contact.delete('proof');
  await operations.delete(id);
  phone.listsJournal = false;

  for (let times = 0; times < 3; times += 1) await phone.agree();
  expect(await contact.get('proof')).toMatchObject({ through: 2, isAdopted: true });
  expect(await phone.journal.comparison()).toBeNull();
  expect(await phone.journal.digestThrough(2)).toBeNull();

  await operations.put(row);
  phone.listsJournal = true;
  await compareByHand();
  await phone.agree();
  expect(await phone.journal.comparison()).toMatchObject({ isEqual: true, count: 2 });
});

test('an agreement of before is no longer told once the phone cannot count itself', async () => {
  const first = await record();
  await phone.agree();
  expect(await phone.journal.comparison()).toMatchObject({ isEqual: true, count: 1 });
  phone.listsJournal = false;
  const second = await record();
  await phone.agree();
  const contact = await tableOf('journal', 'contact');
  await contact.update('proof', { through: 0, digest: [0, 0, 0, 0] });
  await (await tableOf('journal', 'operations')).bulkDelete([first, second]);

  await phone.agree();

  expect(await contact.get('proof')).toMatchObject({ through: 2, isAdopted: true });
  expect(await phone.journal.comparison()).toBeNull();
});

test('what an earlier build has kept without saying whose word it is, is counted once', async () => {
  await record();
  await record();
  await phone.agree();
  phone.listsJournal = false;
  const contact = await tableOf('journal', 'contact');
  const { isAdopted, ...row } = await contact.get('proof');
  expect(isAdopted).toBe(false);
  // What such a build took over, and called equal.
  await contact.put({ ...row, digest: [1, 2, 3, 4] });
  expect(await phone.journal.comparison()).toBeNull();

  await phone.agree();

  expect(await phone.journal.comparison()).toMatchObject({ isEqual: true, count: 2 });
  expect(await contact.get('proof')).toMatchObject({ isAdopted: false, digest: row.digest });
});

test('once a week, when nobody is at work, the replica is counted from the disk and mended', async () => {
  const lost = await loseBlock();
  expect(lost).toBeGreaterThan(0);
  await phone.agree();
  const countedAt = (await selfCheck())!.countedAt;
  east.server.clock.nowMs += 7 * DAY_MS;
  phone.isAtWork = true;
  await phone.agree();
  expect((await selfCheck())!.countedAt).toBe(countedAt);

  phone.isAtWork = false;
  await phone.agree();

  expect((await selfCheck())!.countedAt).not.toBe(countedAt);
  expect((await found())?.end).toBe('mended');
  expect((await found())?.counts['only-there']).toBeGreaterThan(0);
  const blocks = await tableOf(`replica-${east.keeper.id}`, 'blocks');
  const door = buildingScope(east.campus.east.id, 'door');
  expect(await blocks.filter(({ scope }) => scope === door).count()).toBeGreaterThan(0);
  expect(phone.replica.facts().size).toBe(1);
});

test('a week in which nothing changed on the disk finds nothing', async () => {
  await record();
  await phone.agree();
  east.server.clock.nowMs += 8 * DAY_MS;
  await phone.agree();

  expect((await selfCheck())!.countedAt).toBe(new Date(east.server.clock.nowMs).toISOString());
  expect(await found()).toBeNull();
  expect([...phone.reports, ...phone.findings]).toEqual([]);
});

test('a journal is listed for its own phone only', async () => {
  await record();
  await phone.agree();
  const stranger = await addPhone(east.server, east.keeper);
  const response = await east.server.app.request('/api/v1/repair/journal', {
    method: 'POST',
    headers: { ...headersOf(stranger), 'content-type': 'application/json' },
    body: JSON.stringify({ log: phone.journal.log(), after: 0 }),
  });

  expect(response.status).toBe(403);
});

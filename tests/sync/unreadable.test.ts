import { Dexie, type EntityTable } from 'dexie';
import { IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordBackup } from '../../src/server/backup/back-up.ts';
import type { OperationRow } from '../../src/store/journal-database.ts';
import { latestShift, proveShift } from '../../src/store/shift-receipt.ts';
import { check, shiftAt } from '../server/support/campus.ts';
import { openEastDoor, type EastDoor } from '../server/support/east-door.ts';
import { checkReceipt } from '../../src/server/proof/check-receipt.ts';
import { openSeparatePhone, type SeparatePhone } from '../support/separate-phone.ts';
import type { Shift } from '../../src/domain/door-check.ts';

const DAY_MS = 86_400_000;

let east: EastDoor;
let phone: SeparatePhone;

beforeEach(async () => {
  east = await openEastDoor();
  phone = await openSeparatePhone(east.server, east.keeper);
});

afterEach(() => phone.close());

const record = () => phone.recordCheck(check(east.campus.east.doorId, east.resident.id).body);

/** Records that wait, for there is no network; then the app is closed, and one of them can be read no longer. */
async function recordedAndSpoiled(
  count: number,
  index: number,
): Promise<{ ids: string[]; lost: string }> {
  phone.server = null;
  const ids = await recorded(count);
  const lost = ids[index] ?? '';
  await phone.restart(() => spoil(lost));
  return { ids, lost };
}

async function recorded(count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) ids.push(await record());
  return ids;
}

/** What lies on the phone's disk, as something else than the app sees it. */
async function onDisk<T>(work: (rows: EntityTable<OperationRow, 'id'>) => Promise<T>): Promise<T> {
  const db = await new Dexie('journal', { indexedDB: globalThis.indexedDB, IDBKeyRange }).open();
  try {
    return await work(db.table('operations'));
  } finally {
    db.close();
  }
}

const spoiled = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(bytes).map((byte) => byte ^ 1);
/** A second time, and the bytes are as they were. */
const spoil = (id: string): Promise<void> =>
  onDisk(async (rows) => {
    await rows
      .where('id')
      .equals(id)
      .modify((row) => void (row.sealed = spoiled(row.sealed)));
  });
const rowOf = (id: string) => onDisk((rows) => rows.get(id));

async function parkedOnServer() {
  const rows = await east.server.db
    .selectFrom('opLog')
    .select(['why', 'type', 'envelope'])
    .where('outcome', '=', 'parked')
    .execute();
  return rows.map(({ envelope, ...row }) => ({
    ...row,
    body: JSON.parse(envelope).body as unknown,
  }));
}

async function sentIds(): Promise<string[]> {
  const rows = await east.server.db.selectFrom('opLog').select('sentId').execute();
  return rows.map(({ sentId }) => sentId);
}

async function storedIds(): Promise<string[]> {
  const rows = await east.server.db
    .selectFrom('opLog')
    .select('id')
    .where('outcome', '=', 'stored')
    .execute();
  return rows.map(({ id }) => id).sort();
}

test('a record that can be read no longer keeps its bytes and stops neither the queue nor the comparison', async () => {
  const { ids, lost } = await recordedAndSpoiled(5, 2);
  const sealed = (await rowOf(lost))?.sealed;
  expect(phone.journal.counts()).toMatchObject({ pending: 4, unreadable: 1 });

  phone.server = east.server;
  await phone.agree();
  await phone.agree();

  expect(await storedIds()).toEqual(ids.filter((id) => id !== lost).sort());
  expect(await parkedOnServer()).toEqual([
    {
      why: 'unreadable',
      type: 'unreadable',
      body: { record: lost, sealed: Buffer.from(sealed ?? []).toString('base64url') },
    },
  ]);
  expect(await rowOf(lost)).toMatchObject({ state: 'unreadable', seq: 3, sealed });
  expect([...phone.journal.unreadable()]).toEqual([lost]);
  expect(phone.journal.counts()).toMatchObject({ pending: 0, parked: 0, unreadable: 1 });
  expect(await phone.journal.comparison()).toMatchObject({ isEqual: true, count: 5 });
  expect([...phone.reports, ...phone.findings]).toEqual([]);
});

test('what is behind it is forgotten in its time, and its own bytes are not', async () => {
  const { lost } = await recordedAndSpoiled(4, 1);
  phone.server = east.server;
  await phone.agree();
  const { server } = east;
  server.clock.nowMs += 30 * DAY_MS;
  const { nowMs } = server.clock;
  await recordBackup(server.db, { coversThrough: new Date(nowMs).toISOString(), nowMs });

  await phone.restart(() => Promise.resolve());
  await phone.agree();
  const later = await record();
  await phone.agree();

  expect(await onDisk((rows) => rows.toCollection().primaryKeys())).toEqual([lost, later]);
  expect(await phone.journal.comparison()).toMatchObject({ isEqual: true, count: 5 });
});

test('a count of the whole store finds nothing wrong, before and after the app was closed', async () => {
  phone.listsJournal = true;
  await recordedAndSpoiled(2, 0);
  phone.server = east.server;
  await phone.agree();

  for (const _ of ['before', 'after']) {
    phone.sync.compare();
    await phone.agree();
    expect((await phone.journal.selfCheck(east.keeper.id))?.found).toBeNull();
    await phone.restart(() => Promise.resolve());
  }
  expect(await parkedOnServer()).toHaveLength(1);
});

test('the receipt of a shift is over what can be read, and the server has the same', async () => {
  phone.server = null;
  const { type, body } = shiftAt(east.campus.east.doorId);
  const shift = await phone.record(type as 'shift', body as Shift);
  await recordedAndSpoiled(3, 1);
  phone.server = east.server;
  await phone.agree();

  const shiftId = latestShift(phone.journal, east.keeper.id) ?? '';
  const { receipt, total } = await proveShift(phone.journal, shiftId);

  expect(shiftId).toBe(shift.id);
  expect([receipt.count, total]).toEqual([1, 1]);
  expect(await checkReceipt(east.server.db, receipt)).toMatchObject({ outcome: 'equal' });
  expect(await storedIds()).toHaveLength(3);
});

test('where the server had it all the time, both agree too', async () => {
  phone.server = null;
  const ids = await recorded(3);
  const { server } = east;
  const request: typeof server.app.request = async (...of) => {
    await server.app.request(...of);
    throw new TypeError('cut after the request');
  };
  phone.server = { ...server, app: { request } as typeof server.app };
  await phone.agree();
  phone.server = null;
  expect(await storedIds()).toEqual([...ids].sort());

  await phone.restart(() => spoil(ids[1] ?? ''));
  phone.server = server;
  for (let round = 0; round < 3; round += 1) await phone.agree();

  expect(await storedIds()).toEqual([...ids].sort());
  expect(phone.journal.counts()).toMatchObject({ pending: 0, unreadable: 1 });
  expect(await phone.journal.comparison()).toMatchObject({ isEqual: true });
});

test('what can be read again after all is sent as what it is', async () => {
  const { ids, lost } = await recordedAndSpoiled(3, 1);
  phone.server = east.server;
  await phone.agree();

  await phone.restart(() => spoil(lost));
  await phone.agree();
  await phone.agree();

  expect(await storedIds()).toEqual([...ids].sort());
  expect(phone.journal.counts()).toMatchObject({ pending: 0, unreadable: 0 });
  const again = phone.journal.entries().find(({ operation }) => operation.id === lost);
  expect(again).toMatchObject({ state: 'received', operation: { seq: 4 } });
  expect(await phone.journal.comparison()).toMatchObject({ isEqual: true });
});

test('a phone that was revoked hands over what it cannot read, and is wiped', async () => {
  const { ids, lost } = await recordedAndSpoiled(3, 1);
  await east.server.db
    .updateTable('device')
    .set({ revokedAt: new Date(east.server.clock.nowMs).toISOString() })
    .execute();

  phone.server = east.server;
  for (let round = 0; round < 4; round += 1) await phone.agree();

  const handedOver = await parkedOnServer();
  expect(handedOver).toHaveLength(3);
  expect(handedOver.filter(({ type }) => type === 'unreadable')).toMatchObject([
    { body: { record: lost } },
  ]);
  expect(await sentIds()).toEqual(expect.arrayContaining(ids.filter((id) => id !== lost)));
  expect(phone.sync.status().lastFailure).toBe('device-revoked');
  expect(phone.drained).toBe(1);
  await expect(record()).rejects.toThrow('revoked');
});

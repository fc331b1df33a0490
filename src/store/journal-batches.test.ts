import { expect, test } from 'vitest';
import type { Operation } from '../domain/operation.ts';
import { buildResult } from '../../tests/support/phone-storage.ts';
import { everything, statesOf, testJournal } from '../../tests/support/test-journal.ts';
import { JournalDatabase } from './journal-database.ts';
import type { Journal } from './journal.ts';

const DAY_MS = 86_400_000;
const phone = testJournal();
const { open, recordCheck } = phone;

async function recordSome(journal: Journal, count: number): Promise<Operation[]> {
  for (let left = count; left > 0; left -= 1) await recordCheck(journal);
  return journal.nextBatch(everything);
}

const settle = (journal: Journal, operations: readonly Operation[]) =>
  journal.settle(
    operations.map((operation) => buildResult(operation)),
    operations[0]!.at,
  );

async function rawly<T>(work: (db: JournalDatabase) => Promise<T>): Promise<T> {
  const db = new JournalDatabase();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

const rawRows = () => rawly((db) => db.operations.orderBy('seq').toArray());
const rawBatches = () => rawly((db) => db.receipts.toArray());
const waiting = async (journal: Journal) =>
  (await journal.nextBatch(everything)).map(({ seq }) => seq);

test('a batch that was received leaves the rows of its operations as they were', async () => {
  const journal = await open();
  const operations = await recordSome(journal, 3);
  const before = await rawRows();

  await settle(journal, operations);

  expect(await rawRows()).toEqual(before);
  expect(await rawBatches()).toMatchObject([{ first: 1, last: 3, day: '2022-03-14' }]);
  expect(await waiting(journal)).toEqual([]);
  expect(await journal.acked()).toBe(3);
});

test('its receipts are read again at the next start', async () => {
  const journal = await open();
  const operations = await recordSome(journal, 3);
  await settle(journal, operations.slice(0, 2));
  journal.close();

  const again = await open();

  const [first] = again.entries();
  expect(statesOf(again).sort()).toEqual(['pending', 'received', 'received']);
  expect(first?.result).toEqual(buildResult(operations[0]!));
  expect(await waiting(again)).toEqual([3]);
});

test('what waits between two batches is found', async () => {
  const journal = await open();
  const operations = await recordSome(journal, 5);

  await settle(journal, [operations[0]!, operations[2]!, operations[3]!]);

  expect(await waiting(journal)).toEqual([2, 5]);
  expect(await journal.acked()).toBe(1);
});

test('a fork keeps what was received, in its own row, and no number of it counts on', async () => {
  const journal = await open();
  const operations = await recordSome(journal, 4);
  await settle(journal, operations.slice(0, 3));

  await journal.fork();

  expect(await waiting(journal)).toEqual([1]);
  expect(await rawBatches()).toEqual([]);
  expect((await rawRows()).map(({ seq, state }) => [seq, state])).toEqual([
    [0, 'received'],
    [0, 'received'],
    [0, 'received'],
    [1, 'pending'],
  ]);
});

test('receipts of a batch that another tab has forked meanwhile settle by id', async () => {
  const [journal, other] = [await open(), await open()];
  const operations = await recordSome(journal, 3);
  const log = journal.log();
  await settle(journal, operations.slice(0, 1));
  await expect.poll(() => statesOf(other)).toEqual(['received', 'pending', 'pending']);
  await other.fork();

  // Its receipt is for number 2 of the old log, which is another operation in the new one.
  await journal.settle([buildResult(operations[1]!)], operations[1]!.at, { log, lanes: new Map() });

  await expect.poll(() => statesOf(journal)).toEqual(['received', 'received', 'pending']);
  expect((await journal.nextBatch(everything)).map(({ id }) => id)).toEqual([operations[2]!.id]);
});

test('an operation that another tab has parked just now stays parked', async () => {
  const [journal, other] = [await open(), await open()];
  await recordSome(journal, 2);
  await expect.poll(() => statesOf(other)).toEqual(['pending', 'pending']);
  const [first, second] = await journal.nextBatch(everything);
  const parked = buildResult(first!, { outcome: 'parked', why: 'not-allowed' });

  const parking = other.settle([parked], first!.at);
  await Promise.all([parking, settle(journal, [first!, second!])]);

  expect((await rawBatches()).map(({ results }) => results.length)).toEqual([1]);
  await expect.poll(() => statesOf(journal)).toEqual(['parked', 'received']);
  await expect.poll(() => statesOf(other)).toEqual(['parked', 'received']);
});

test('operations that the server lost wait again, and those around them do not', async () => {
  const journal = await open();
  await settle(journal, await recordSome(journal, 5));

  expect(await journal.reopen([[2, 3]])).toBe(2);

  expect(await waiting(journal)).toEqual([2, 3]);
  expect(journal.counts().pending).toBe(2);
  journal.close();
  const again = await open();
  expect(again.counts().pending).toBe(2);
  expect(await waiting(again)).toEqual([2, 3]);
});

test('operations that are offered again by id wait again', async () => {
  const journal = await open();
  const operations = await recordSome(journal, 3);
  await settle(journal, operations);

  await journal.offerAgain([operations[1]!.id]);

  expect(await waiting(journal)).toEqual([2]);
});

test('what is forgotten takes its receipt with it, and its number stays settled', async () => {
  const journal = await open();
  const operations = await recordSome(journal, 2);
  await settle(journal, operations);
  phone.pass(40 * DAY_MS);
  const [third] = await recordSome(journal, 1);
  await settle(journal, [third!]);

  expect(await journal.prune({ days: 30, durableThrough: null, now: phone.at() })).toBe(2);

  expect((await rawBatches()).map(({ results }) => results.length)).toEqual([1]);
  expect((await rawRows()).map(({ seq }) => seq)).toEqual([3]);
  expect(await waiting(journal)).toEqual([]);
  expect(await journal.acked()).toBe(3);
});

test('what waits is not forgotten, however old', async () => {
  const journal = await open();
  await recordSome(journal, 2);
  phone.pass(40 * DAY_MS);

  expect(await journal.prune({ days: 30, durableThrough: null, now: phone.at() })).toBe(0);

  expect(await waiting(journal)).toEqual([1, 2]);
});

test('what waits again is not forgotten, although it has an old receipt', async () => {
  const journal = await open();
  const [operation] = await recordSome(journal, 1);
  await journal.settle([buildResult(operation!, { outcome: 'parked' })], operation!.at);
  await journal.settleAgain([buildResult(operation!)]);
  await journal.reopen([[1, 1]]);
  phone.pass(40 * DAY_MS);

  expect(await journal.prune({ days: 30, durableThrough: null, now: phone.at() })).toBe(0);

  expect(await waiting(journal)).toEqual([1]);
});

test('the whole store is compared with the receipts of its batches', async () => {
  const journal = await open();
  await settle(journal, await recordSome(journal, 2));
  await recordCheck(journal);

  const differences = await journal.compareList(() => Promise.resolve([]), phone.at());

  expect(differences?.map(({ how }) => how)).toEqual(['only-here', 'only-here']);
});

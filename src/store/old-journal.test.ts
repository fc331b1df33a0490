import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { v4 } from 'uuid';
import { buildResult } from '../../tests/support/phone-storage.ts';
import { everything, statesOf, testJournal } from '../../tests/support/test-journal.ts';
import { JournalDatabase, type OperationRow } from './journal-database.ts';

const phone = testJournal();
const { open, recordCheck } = phone;

/** As the builds of version 2 opened it. Never to be changed: phones have it. */
async function withVersion2<T>(work: (db: Dexie) => Promise<T>): Promise<T> {
  const db = new Dexie('journal', { chromeTransactionDurability: 'strict' });
  db.version(1).stores({
    operations: 'id, seq, [state+seq], [state+day]',
    counter: 'key',
    contact: 'key',
    drafts: 'key',
  });
  db.version(2).stores({
    attachments: 'sha, *operations',
    attachmentChunks: '[sha+number], sha',
  });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

async function withVersion3<T>(work: (db: JournalDatabase) => Promise<T>): Promise<T> {
  const db = new JournalDatabase();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** How a build of version 2 finds what it has to send. */
const waitingInVersion2 = (db: Dexie): Promise<OperationRow[]> =>
  db
    .table('operations')
    .where('[state+seq]')
    .between(['pending', Dexie.minKey], ['pending', Dexie.maxKey])
    .toArray();

/** A journal of version 2: received, parked and waiting, with its counter and a draft. */
async function writeVersion2(): Promise<OperationRow[]> {
  const journal = await open();
  for (let count = 0; count < 3; count += 1) await recordCheck(journal);
  const operations = await journal.nextBatch(everything);
  const log = journal.log();
  journal.close();
  const outcomes = ['stored', 'parked', null] as const;
  const rows = await withVersion2((db) => waitingInVersion2(db));
  await Dexie.delete('journal');
  const written = rows.map((row, index): OperationRow => {
    const outcome = outcomes[index] ?? null;
    if (outcome === null) return row;
    const receipt = buildResult(operations[index]!, { outcome });
    return { ...row, state: outcome === 'parked' ? 'parked' : 'received', receipt };
  });
  await withVersion2(async (db) => {
    await db.table('operations').bulkAdd(written);
    await db.table('counter').add({ key: 'counter', log, nextSeq: 4 });
    await db.table('drafts').add({ key: 'visit', sealed: await phone.vault.sealForDevice('"x"') });
  });
  return written;
}

test('a journal of version 2 keeps every row, and goes on', async () => {
  const written = await writeVersion2();

  const journal = await open();

  expect(statesOf(journal)).toEqual(['received', 'parked', 'pending']);
  expect(await journal.acked()).toBe(2);
  const [third] = await journal.nextBatch(everything);
  expect(third).toMatchObject({ id: written[2]!.id, seq: 3 });
  await journal.settle([buildResult(third!)], third!.at);
  journal.close();
  const again = await open();
  expect(statesOf(again)).toEqual(['received', 'parked', 'received']);
  expect(await again.readDraft('visit')).toBe('x');
  again.close();
  const rows = await withVersion2((db) => db.table('operations').orderBy('seq').toArray());
  expect(rows).toEqual(written);
});

test('a build of version 2 that opens it again sends once more what a batch has received, and nothing waits afterwards', async () => {
  const journal = await open();
  for (let count = 0; count < 3; count += 1) await recordCheck(journal);
  const operations = await journal.nextBatch(everything);
  await journal.settle(
    operations.slice(0, 2).map((operation) => buildResult(operation)),
    operations[0]!.at,
  );
  journal.close();

  await withVersion2(async (db) => {
    const rows = await waitingInVersion2(db);
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    const received = rows.map((row, index) => {
      return { ...row, state: 'received', receipt: buildResult(operations[index]!) };
    });
    await db.table('operations').bulkPut(received);
  });

  const again = await open();
  expect(statesOf(again)).toEqual(['received', 'received', 'received']);
  expect(await again.nextBatch(everything)).toEqual([]);
  expect(await again.acked()).toBe(3);
});

test('after a build of version 2 has forked it, no number of the old log counts as received', async () => {
  const journal = await open();
  for (let count = 0; count < 3; count += 1) await recordCheck(journal);
  const operations = await journal.nextBatch(everything);
  await journal.settle(
    operations.map((operation) => buildResult(operation)),
    operations[0]!.at,
  );
  journal.close();
  await withVersion2((db) => db.table('counter').put({ key: 'counter', log: v4(), nextSeq: 4 }));

  const again = await open();
  expect(statesOf(again)).toEqual(['pending', 'pending', 'pending']);
  const [first, ...others] = await again.nextBatch(everything);
  expect([first, ...others].map((operation) => operation?.seq)).toEqual([1, 2, 3]);

  await again.settle([buildResult(first!)], first!.at);

  expect((await again.nextBatch(everything)).map(({ seq }) => seq)).toEqual([2, 3]);
  const batches = await withVersion3((db) => db.receipts.toArray());
  expect(batches.map(({ results }) => results.length)).toEqual([1]);
});

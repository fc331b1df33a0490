import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { buildResult } from '../../tests/support/phone-storage.ts';
import { everything, statesOf, testJournal } from '../../tests/support/test-journal.ts';
import { JournalDatabase } from './journal-database.ts';

const phone = testJournal();
const { open, recordCheck } = phone;

describe('receipts', () => {
  test('lie beside what is sealed, and are read again at the next start', async () => {
    const journal = await open();
    await recordCheck(journal);
    const [operation] = await journal.nextBatch(everything);
    const result = buildResult(operation!, { outcome: 'parked', why: 'bad-body', field: 'body' });
    await journal.settle([result], operation!.at);
    journal.close();

    const [entry] = (await open()).entries();

    expect(entry).toMatchObject({ state: 'parked', result, operation: { id: operation!.id } });
  });

  test('that an earlier build has sealed are read as well', async () => {
    const journal = await open();
    await recordCheck(journal);
    const [operation] = await journal.nextBatch(everything);
    const result = buildResult(operation!);
    journal.close();
    const db = new JournalDatabase();
    const receipt = await phone.vault.sealForDevice(JSON.stringify(result));
    await db.operations.update(operation!.id, { state: 'received', receipt });
    db.close();

    const [entry] = (await open()).entries();

    expect(entry).toMatchObject({ state: 'received', result });
  });

  test('for numbers that a fork has changed meanwhile settle by id', async () => {
    const journal = await open();
    for (let count = 0; count < 3; count += 1) await recordCheck(journal);
    const [first, second, third] = await journal.nextBatch(everything);
    await journal.settle([buildResult(first!)], first!.at);
    await journal.fork();

    await journal.settle([buildResult(second!), buildResult(third!)], first!.at);

    expect(statesOf(journal)).toEqual(['received', 'received', 'received']);
    expect(
      journal
        .entries()
        .map(({ operation }) => operation.seq)
        .slice(1),
    ).toEqual([1, 2]);
  });

  test('are told to another tab, which then shows the same', async () => {
    const [journal, other] = [await open(), await open()];
    await recordCheck(journal);
    await expect.poll(() => statesOf(other)).toEqual(['pending']);
    const [operation] = await journal.nextBatch(everything);

    await journal.settle([buildResult(operation!)], operation!.at);

    expect(statesOf(journal)).toEqual(['received']);
    await expect.poll(() => statesOf(other)).toEqual(['received']);
    expect(other.lastReceivedAt()).toBe(operation!.at);
  });

  test('that could not be read again at once are, before the next batch goes up', async () => {
    const disk = watchReading();
    const journal = await open();
    await recordCheck(journal);
    const [operation] = await journal.nextBatch(everything);
    await journal.settle([buildResult(operation!)], operation!.at);

    disk.canBeRead = false;
    await expect(journal.reopen([[1, 1]])).rejects.toThrow('broken');
    disk.canBeRead = true;

    expect(statesOf(journal)).toEqual(['received']);
    expect(await journal.nextBatch(everything)).toHaveLength(1);
    expect(statesOf(journal)).toEqual(['pending']);
  });

  test('that another tab takes back bring the operations back here, below those that wait', async () => {
    const [journal, other] = [await open(), await open()];
    await Promise.all([recordCheck(journal), recordCheck(journal)]);
    const [first] = await journal.nextBatch(everything);
    await journal.settle([buildResult(first!)], first!.at);
    expect(await journal.acked()).toBe(1);

    await other.reopen([[1, 1]]);

    const waiting = async () => (await journal.nextBatch(everything)).map(({ seq }) => seq);
    await expect.poll(waiting).toEqual([1, 2]);
    expect(await journal.acked()).toBe(0);
  });
});

/** Before the disk is opened: it writes always, and lets itself be read as long as it is said so. */
function watchReading(): { canBeRead: boolean } {
  const disk = { canBeRead: true };
  const { value } = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')!;
  const begin = value as IDBDatabase['transaction'];
  const spy = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...of: Parameters<typeof begin>
  ) {
    if (!disk.canBeRead && of[1] === 'readonly')
      throw new DOMException('the connection was lost', 'InvalidStateError');
    return begin.apply(this, of);
  });
  onTestFinished(() => spy.mockRestore());
  return disk;
}

import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { buildCheck, deleteDatabase, readRawProfile } from '../../tests/support/phone-storage.ts';
import { everything, testJournal } from '../../tests/support/test-journal.ts';
import { signedText } from '../domain/operation-text.ts';
import { toBase64url } from './secret.ts';

const phone = testJournal();
const { open, recordCheck } = phone;

afterEach(() => vi.restoreAllMocks());

test('who follows the journal hears of several records as one, when the screen lets it', async () => {
  const waiting: (() => void)[] = [];
  const journal = await open({ soon: (tell) => waiting.push(tell) });
  for (const tell of waiting.splice(0)) tell();
  let told = 0;
  journal.subscribe(() => (told += 1));

  await recordCheck(journal);
  await recordCheck(journal);

  expect(journal.entries()).toHaveLength(2);
  expect(told).toBe(0);
  for (const tell of waiting.splice(0)) tell();
  expect(told).toBe(1);
  await recordCheck(journal);
  for (const tell of waiting) tell();
  expect(told).toBe(2);
});

test('two tabs that record by turns give each record a number of its own, in a row', async () => {
  const [one, two] = [await open(), await open()];
  for (const tab of [one, one, two, one, two, two, one]) await recordCheck(tab);
  await Promise.all([one, two, one].map((tab) => recordCheck(tab)));

  const again = await open();
  const numbers = again.entries().map(({ operation }) => operation.seq);
  expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

describe('a record', () => {
  test('is there after the app was opened anew, in a row and unreceived', async () => {
    const journal = await open();
    const fact = await recordCheck(journal);
    await recordCheck(journal);
    journal.close();

    const again = await open();

    expect(again.log()).toBe(journal.log());
    expect(again.entries().map(({ operation }) => operation.seq)).toEqual(
      expect.arrayContaining([1, 2]),
    );
    expect(again.entries()[0]?.operation).toMatchObject({ id: fact.id, body: fact.body });
    expect(again.counts()).toMatchObject({ pending: 2, oldestPendingAt: fact.at });
  });

  test('is signed over everything but its number', async () => {
    const journal = await open();
    await recordCheck(journal);
    const [operation] = await journal.nextBatch(everything);

    const text = new TextEncoder().encode(signedText(operation!));
    const mac = await crypto.subtle.sign('HMAC', phone.by.signKey, text);

    expect(operation?.sig).toBe(toBase64url(new Uint8Array(mac, 0, 16)));
  });

  test('is not readable on disk', async () => {
    const journal = await open();
    await recordCheck(journal, { subject: { kind: 'unknown', text: '石榴裙' } });
    await journal.saveDraft('door', { digits: '37.85' });

    const raw = await readRawProfile();

    expect(raw).toContain('pending');
    expect(raw).not.toMatch(/石榴裙|36\.5|37\.85|door-check|forehead/);
  });

  test('that JSON cannot hold throws and keeps the draft', async () => {
    const journal = await open();
    await journal.saveDraft('door', '36');
    const check = buildCheck();
    const body = { ...check, reading: check.reading && { ...check.reading, tempC: Number.NaN } };

    const recording = journal.record({
      by: phone.by,
      type: 'door-check',
      body,
      shiftId: null,
      alsoClearDraft: 'door',
    });

    await expect(recording).rejects.toThrow();
    expect(await journal.readDraft('door')).toBe('36');
    expect(journal.counts().pending).toBe(0);
  });

  test('clears its draft in the same step', async () => {
    const journal = await open();
    await journal.saveDraft('door', '36');

    await journal.record({
      by: phone.by,
      type: 'door-check',
      body: buildCheck(),
      shiftId: null,
      alsoClearDraft: 'door',
    });

    expect(await journal.readDraft('door')).toBeNull();
  });

  test('uses the last known offset for its corrected time', async () => {
    const journal = await open();
    await journal.setOffsetMs(90_000);

    const fact = await recordCheck(journal);

    expect(fact).toMatchObject({
      at: '2022-03-14T08:00:00.000Z',
      correctedAt: '2022-03-14T08:01:30.000Z',
      receivedAt: null,
    });
  });

  test('survives a database handle that the browser closed behind the app', async () => {
    const journal = await open();
    closeBehind();

    await recordCheck(journal);

    expect(journal.counts().pending).toBe(1);
  });

  test.each(['UnknownError', 'InvalidStateError', 'AbortError'])(
    'is written on the second try when the first meets an %s, and once',
    async (name) => {
      const journal = await open();
      const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
        throw new DOMException('Connection to Indexed Database server lost', name);
      });

      await recordCheck(journal);

      expect(put.mock.results[0]?.type).toBe('throw');
      expect((await journal.nextBatch(everything)).map(({ seq }) => seq)).toEqual([1]);
    },
  );

  test('beside others is written by one reopening, where their handle dies under all of them', async () => {
    const journal = await open();
    sealTogether(3);
    const dies = killTheNextHandle('UnknownError');
    const opening = vi.spyOn(IDBFactory.prototype, 'open');

    const facts = await Promise.all([1, 2, 3].map(() => recordCheck(journal)));

    expect(dies.mock.results.filter(({ type }) => type === 'throw').length).toBeGreaterThan(2);
    expect(opening).toHaveBeenCalledOnce();
    const kept = await journal.nextBatch(everything);
    expect(kept.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(new Set(kept.map(({ id }) => id))).toEqual(new Set(facts.map(({ id }) => id)));
  });

  test('by two tabs at once gets numbers without a hole or a double', async () => {
    const [one, two] = [await open(), await open()];

    await Promise.all(Array.from({ length: 20 }, (_, i) => recordCheck(i % 2 ? one : two)));

    const batch = await one.nextBatch(everything);
    expect(batch.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    await expect.poll(() => one.counts().pending).toBe(20);
    await expect.poll(() => two.counts().pending).toBe(20);
  });
});

test('an operation whose key is gone stays on disk, is counted, and blocks none behind it', async () => {
  const journal = await open();
  await recordCheck(journal);
  journal.close();
  await deleteDatabase('device');
  await phone.enrol();

  const again = await open();
  await recordCheck(again);

  expect(again.counts()).toMatchObject({ pending: 1, unreadable: 1 });
  const batch = await again.nextBatch(everything);
  expect(batch.map(({ seq, type }) => [seq, type])).toEqual([
    [1, 'unreadable'],
    [2, 'door-check'],
  ]);
});

test('ten wrong PINs leave the journal as it was', async () => {
  const journal = await open();
  await recordCheck(journal);
  for (let i = 0; i < 10; i++) {
    await phone.vault.unlock(phone.by.accountId, '000000');
    phone.pass(3_600_000);
  }
  expect(await phone.vault.unlock(phone.by.accountId, '000000')).toMatchObject({ why: 'gone' });

  expect(await journal.nextBatch(everything)).toHaveLength(1);
}, 30_000);

/** WebKit closes the handles of a page in the background without a word. */
function closeBehind(): void {
  const { connections } = Dexie as unknown as { connections: Iterable<Dexie> };
  for (const db of connections) db.backendDB().close();
}

/**
 * From the first write on, every write on its handle fails, and so does every transaction that begins on it: Dexie
 * opens the database anew by itself then. A handle that is opened after it works.
 */
function killTheNextHandle(name: string) {
  const { value: begin } = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')!;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...of: Parameters<IDBDatabase['transaction']>
  ) {
    if (this === dead) throw new DOMException('The connection is closing', 'InvalidStateError');
    return (begin as IDBDatabase['transaction']).apply(this, of);
  });
  const { value } = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')!;
  const put = value as IDBObjectStore['put'];
  let dead: IDBDatabase | null = null;
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...of: Parameters<typeof put>
  ) {
    dead ??= this.transaction.db;
    if (this.transaction.db === dead)
      throw new DOMException('Connection to Indexed Database server lost', name);
    return put.apply(this, of);
  });
}

/** So that all of them are being written before the first can fail. */
function sealTogether(count: number): void {
  const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
  let release: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (release = resolve));
  let sealed = 0;
  vi.spyOn(crypto.subtle, 'encrypt').mockImplementation(async (...of) => {
    const bytes = await encrypt(...of);
    sealed += 1;
    if (sealed === count) release();
    await all;
    return bytes;
  });
}

import 'fake-indexeddb/auto';
import { v4 } from 'uuid';
import { expect, test, vi } from 'vitest';
import { testJournal } from '../../tests/support/test-journal.ts';
import type { AnyRecordParts, Journal } from './journal.ts';

const phone = testJournal();
const { open } = phone;

const visitId = v4();
const roomId = v4();

function presenceOf(personId: string): AnyRecordParts {
  const body = { visitId, roomId, personId, state: 'present', complaint: null } as const;
  return { by: phone.by, type: 'presence', body, shiftId: null };
}

const people = [v4(), v4(), v4(), v4()];
const numbers = (journal: Journal) => journal.entries().map(({ operation }) => operation.seq);

test('what belongs together is kept in its order, numbered in a row', async () => {
  const journal = await open();
  await journal.record(presenceOf(v4()));

  const facts = await journal.recordAll(people.map(presenceOf));
  await journal.record(presenceOf(v4()));

  expect(facts.map(({ body }) => body)).toEqual(people.map((id) => presenceOf(id).body));
  journal.close();
  const again = await open();
  const kept = again.entries().toSorted((a, b) => a.operation.seq - b.operation.seq);
  expect(kept.map(({ operation }) => operation.seq)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(kept.slice(1, 5).map(({ operation }) => operation.id)).toEqual(facts.map(({ id }) => id));
});

test.each([1, 2, 3, 4])(
  'where the phone dies at record %i of four, none is kept',
  async (dying) => {
    const journal = await open();
    await journal.record(presenceOf(v4()));
    await journal.saveDraft('visit', 'half typed');
    const put: IDBObjectStore['put'] = Reflect.get(IDBObjectStore.prototype, 'put');
    let puts = 0;
    const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
      key?: IDBValidKey,
    ) {
      if (this.name === 'operations') puts += 1;
      if (puts === dying) this.transaction.abort();
      return put.call(this, value, key);
    });

    const recording = journal.recordAll(
      people.map((id) => ({ ...presenceOf(id), alsoClearDraft: 'visit' })),
    );

    await expect(recording).rejects.toThrow();
    spy.mockRestore();
    expect(numbers(journal)).toEqual([1]);
    journal.close();
    const again = await open();
    expect(numbers(again)).toEqual([1]);
    expect(await again.readDraft('visit')).toBe('half typed');
    await again.recordAll(people.map(presenceOf));
    expect(numbers(again).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
  },
);

test('one that JSON cannot hold keeps all of them off the disk', async () => {
  const journal = await open();
  const [first, ...others] = people.map(presenceOf);
  const broken = { ...first, body: { ...first?.body, complaint: 1n } } as unknown as AnyRecordParts;

  await expect(journal.recordAll([...others, broken])).rejects.toThrow();

  expect(journal.counts().pending).toBe(0);
});

test('two tabs that record several at once never give a number twice', async () => {
  const [one, two] = [await open(), await open()];
  await Promise.all([one, two, one, two].map((tab) => tab.recordAll(people.map(presenceOf))));

  const again = await open();
  const all = numbers(again).toSorted((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: 16 }, (_, place) => place + 1));
});

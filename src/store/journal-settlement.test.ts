import { describe, expect, test } from 'vitest';
import { buildResult } from '../../tests/support/phone-storage.ts';
import { everything, START_MS, statesOf, testJournal } from '../../tests/support/test-journal.ts';
import type { Journal } from './journal.ts';

const DAY_MS = 86_400_000;
const phone = testJournal();
const { open, recordCheck } = phone;

describe('receipts', () => {
  test('settle what they name, and the parked apart', async () => {
    const journal = await open();
    await Promise.all([recordCheck(journal), recordCheck(journal), recordCheck(journal)]);
    const [first, second] = await journal.nextBatch(everything);

    await journal.settle(
      [buildResult(first!), buildResult(second!, { outcome: 'parked', why: 'not-allowed' })],
      '2022-03-14T08:00:01.000Z',
    );

    expect(statesOf(journal).sort()).toEqual(['parked', 'pending', 'received']);
    expect(journal.counts()).toMatchObject({ pending: 1, parked: 1 });
    expect(await journal.acked()).toBe(2);
    expect(journal.lastReceivedAt()).toBe('2022-03-14T08:00:01.000Z');
    journal.close();
    expect((await open()).lastReceivedAt()).toBe('2022-03-14T08:00:01.000Z');
  });

  test('settle once: a later one changes nothing', async () => {
    const journal = await open();
    await recordCheck(journal);
    const [operation] = await journal.nextBatch(everything);
    await journal.settle([buildResult(operation!, { outcome: 'parked' })], operation!.at);

    await journal.settle([buildResult(operation!, { outcome: 'known' })], operation!.at);

    expect(statesOf(journal)).toEqual(['parked']);
  });

  test('that the server lost bring the operations back into the queue', async () => {
    const journal = await open();
    await Promise.all([recordCheck(journal), recordCheck(journal)]);
    const batch = await journal.nextBatch(everything);
    await journal.settle(
      batch.map((operation) => buildResult(operation)),
      batch[0]!.at,
    );

    expect(await journal.reopen([[2, 9]])).toBe(1);

    expect((await journal.nextBatch(everything)).map(({ seq }) => seq)).toEqual([2]);
  });

  test('of a feed that is gone count no longer behind what waits: nobody could tell what was lost of it', async () => {
    const journal = await open();
    for (let i = 0; i < 4; i++) await recordCheck(journal);
    const [first, , third, fourth] = await journal.nextBatch(everything);
    await journal.noteEpoch('feed-1');
    const results = [first!, third!, fourth!].map((operation) => buildResult(operation));
    await journal.settle(results, first!.at);
    const waiting = async () => (await journal.nextBatch(everything)).map(({ seq }) => seq);

    expect(await journal.noteEpoch('feed-1')).toBe(false);
    expect(await waiting()).toEqual([2]);

    expect(await journal.noteEpoch('feed-2')).toBe(true);
    expect(await waiting()).toEqual([2, 3, 4]);
  });

  test('that parked something hold for their feed only: of the next one it is asked again, unless it was answered', async () => {
    const journal = await open();
    for (let i = 0; i < 3; i++) await recordCheck(journal);
    const [first, second, third] = await journal.nextBatch(everything);
    await journal.noteEpoch('feed-1');
    const why = { outcome: 'parked', why: 'not-allowed' } as const;
    const results = [buildResult(first!, why), buildResult(second!), buildResult(third!, why)];
    await journal.settle(results, first!.at);

    await journal.noteEpoch('feed-2');

    expect((await journal.nextBatch(everything)).map(({ seq }) => seq)).toEqual([1, 3]);
    await journal.settle([buildResult(first!, { outcome: 'known' })], first!.at);
    expect(statesOf(journal).sort()).toEqual(['pending', 'received', 'received']);
  });

  test('of a forked log stay; the pending are numbered anew under their old ids', async () => {
    const journal = await open();
    for (let i = 0; i < 3; i++) await recordCheck(journal);
    const [first, ...rest] = await journal.nextBatch(everything);
    await journal.settle([buildResult(first!)], first!.at);
    const log = journal.log();

    await journal.fork();

    expect(journal.log()).not.toBe(log);
    const again = await journal.nextBatch(everything);
    expect(again.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(again.map(({ id, sig }) => [id, sig])).toEqual(rest.map(({ id, sig }) => [id, sig]));
    expect(statesOf(journal).sort()).toEqual(['pending', 'pending', 'received']);
  });
});

describe('what was parked', () => {
  async function parkOne(): Promise<{ journal: Journal; id: string; seq: number; at: string }> {
    const journal = await open();
    await recordCheck(journal);
    const [operation] = await journal.nextBatch(everything);
    await journal.settle([buildResult(operation!, PARKED)], operation!.at);
    return { journal, id: operation!.id, seq: operation!.seq, at: operation!.at };
  }
  const PARKED = { outcome: 'parked', why: 'unknown-reference', field: 'body.repeats' } as const;
  const resultFor = (of: { id: string; seq: number; at: string }, fields = {}) => ({
    ...PARKED,
    id: of.id,
    seq: of.seq,
    correctedAt: of.at,
    receivedAt: of.at,
    ...fields,
  });

  test('counts once the server has judged it again, also after a restart', async () => {
    const { journal, ...parked } = await parkOne();

    const stored = resultFor(parked, { outcome: 'stored', why: null, field: null });
    await journal.settleAgain([stored, stored]);

    expect(journal.entries()[0]).toMatchObject({ state: 'received', result: stored });
    journal.close();
    expect((await open()).counts().parked).toBe(0);
  });

  test('tells its other reason when it was judged again in vain', async () => {
    const { journal, ...parked } = await parkOne();

    await journal.settleAgain([resultFor(parked, { why: 'not-allowed', field: null })]);

    expect(journal.entries()[0]).toMatchObject({
      state: 'parked',
      result: { why: 'not-allowed' },
    });
  });

  test('and was answered waits for nobody, and stays as it is', async () => {
    const { journal, ...parked } = await parkOne();
    const body = { voids: parked.id, doorId: null, reason: 'wrong-person' };

    await journal.record({ by: phone.by, type: 'void', body, shiftId: null, answers: parked.id });
    await journal.settleAgain([resultFor(parked, { outcome: 'stored', why: null })]);

    expect(journal.counts()).toMatchObject({ pending: 1, parked: 0 });
    expect(journal.entries().find(({ operation }) => operation.id === parked.id)).toMatchObject({
      state: 'parked',
      isAnswered: true,
    });
    journal.close();
    expect((await open()).counts()).toMatchObject({ pending: 1, parked: 0 });
  });

  test('nothing else is settled by a second judgement', async () => {
    const journal = await open();
    await recordCheck(journal);
    const [operation] = await journal.nextBatch(everything);

    await journal.settleAgain([buildResult(operation!)]);

    expect(statesOf(journal)).toEqual(['pending']);
  });
});

describe('a batch', () => {
  test('holds what fits, in order, and one at least', async () => {
    const journal = await open();
    for (let i = 0; i < 5; i++) await recordCheck(journal);

    const seqs = async (max: number, maxBytes: number) =>
      (await journal.nextBatch({ max, maxBytes })).map(({ seq }) => seq);

    expect(await seqs(3, 1e6)).toEqual([1, 2, 3]);
    expect(await seqs(500, 1)).toEqual([1]);
  });

  test('leaves out what is excepted', async () => {
    const journal = await open();
    await Promise.all([recordCheck(journal), recordCheck(journal)]);
    const [first] = await journal.nextBatch(everything);

    const batch = await journal.nextBatch({ ...everything, except: new Set([first!.id]) });

    expect(batch.map(({ seq }) => seq)).toEqual([2]);
  });
});

describe('pruning', () => {
  async function receivedLongAgo() {
    const journal = await open();
    await Promise.all([recordCheck(journal), recordCheck(journal), recordCheck(journal)]);
    const [first, second] = await journal.nextBatch(everything);
    await journal.settle(
      [buildResult(first!), buildResult(second!, { outcome: 'parked' })],
      first!.at,
    );
    return journal;
  }

  test.each([
    { days: 13, durableThrough: null, left: 3 },
    { days: 15, durableThrough: null, left: 2 },
    { days: 15, durableThrough: '2022-03-14T07:59:59.999Z', left: 3 },
    { days: 15, durableThrough: '2022-03-14T08:00:00.000Z', left: 2 },
  ])(
    'after $days days with a backup through $durableThrough leaves $left of three',
    async ({ days, durableThrough, left }) => {
      const journal = await receivedLongAgo();
      phone.pass(days * DAY_MS);

      await journal.prune({ days: 14, durableThrough, now: phone.at() });

      expect(journal.entries()).toHaveLength(left);
      journal.close();
      expect((await open()).counts()).toMatchObject({ pending: 1, parked: 1 });
    },
  );
});

test('an operation that was offline for long is kept from its receipt on', async () => {
  const journal = await open();
  await recordCheck(journal);
  const [operation] = await journal.nextBatch(everything);
  const receivedAt = new Date(START_MS + 10 * DAY_MS).toISOString();
  await journal.settle([buildResult(operation!, { receivedAt })], receivedAt);
  phone.pass(20 * DAY_MS);

  expect(await journal.prune({ days: 14, durableThrough: null, now: phone.at() })).toBe(0);
});

test('a clock that jumps ahead makes nothing old: what goes is told by the server’s time', async () => {
  const journal = await open();
  await recordCheck(journal);
  const [operation] = await journal.nextBatch(everything);
  await journal.settle([buildResult(operation!)], operation!.at);
  phone.pass(3650 * DAY_MS);

  expect(await journal.prune({ days: 14, durableThrough: null, now: operation!.at })).toBe(0);
});

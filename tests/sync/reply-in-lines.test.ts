import { v4 } from 'uuid';
import { describe, expect, test } from 'vitest';
import {
  LINE_ENTRIES,
  type FeedEntry,
  type OperationResult,
  type SyncReply,
} from '../../src/protocol/sync.ts';
import { replyText } from '../../src/server/sync/reply-text.ts';
import type { PullChanges } from '../../src/store/replica-intake.ts';
import { readPages } from '../../src/store/read-pages.ts';
import type { ReceivedReply } from '../../src/sync/network.ts';
import { readReply } from '../../src/sync/read-reply.ts';
import { checkEntry, PEOPLE, personEntry, STAFF } from '../support/feed.ts';

const people = (count: number): FeedEntry[] =>
  Array.from({ length: count }, (_, index) =>
    // What looks like the beginning of a list is text within a text.
    personEntry(index + 1, v4(), { name: '何"entries":[\n晚晴' }),
  );

const AT = '2022-03-14T08:00:00.000Z';
const RECEIPT: OperationResult = {
  id: v4(),
  seq: 1,
  outcome: 'stored',
  why: null,
  field: null,
  correctedAt: AT,
  receivedAt: AT,
};

type Page = { scope: string; after: number; through: number; entries: FeedEntry[] };

/** As the server writes it, and spoilt on the way. */
function written(pages: readonly Page[], spoil = (whole: string) => whole) {
  const others: Omit<SyncReply, 'pull'> = {
    v: 1,
    nonce: 'n'.repeat(22),
    server: v4(),
    feedEpoch: v4(),
    now: AT,
    push: { results: [RECEIPT], contiguous: 1, missing: [], durableThrough: null },
    client: { oldestSchema: 1, latestApp: '1' },
  };
  const changes: PullChanges = {
    outcome: 'changes',
    cursor: 'c1',
    more: false,
    drop: [],
    heads: {},
    pages: [],
  };
  const texts = pages.map(({ entries, ...page }) => ({
    ...page,
    entries: entries.map((entry) => ({
      seq: entry.seq,
      id: v4(),
      text: JSON.stringify(entry),
    })),
  }));
  const whole = spoil(replyText({ ...others, pull: { ...changes, pages: texts } }));
  const reply: SyncReply = { ...others, pull: { ...changes, pages: [...pages] } };
  return { bytes: new TextEncoder().encode(whole), reply };
}

const pageOf = (scope: string, entries: FeedEntry[]): Page => {
  return { scope, after: 0, through: Math.max(1, entries.length), entries };
};

/** The pages with all that was left unread; `null` where that cannot be read. */
function pagesOf(reply: ReceivedReply | null) {
  return reply?.pull?.outcome === 'changes' ? readPages(reply.pull.pages) : null;
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('a reply as the server writes it', () => {
  const pages = [
    pageOf(STAFF, people(2 * LINE_ENTRIES + 7)),
    pageOf('campus/public', []),
    pageOf(PEOPLE, [checkEntry(1)]),
  ];

  test('says what it says as JSON', async () => {
    const { bytes, reply } = written(pages);

    const read = readReply(bytes);

    expect(JSON.parse(text(bytes))).toEqual(reply);
    expect(read).toMatchObject({ ...reply, pull: { outcome: 'changes', cursor: 'c1' } });
    expect(await pagesOf(read)).toMatchObject(pages);
  });

  test('leaves its entries unread, and then brings them with their bytes, line by line', async () => {
    const reply = readReply(written(pages).bytes);

    const read = (await pagesOf(reply)) ?? [];

    const isUnread =
      reply?.pull?.outcome === 'changes' && reply.pull.pages.every(({ list }) => list);
    expect(isUnread).toBeTruthy();
    const counts = read.map(({ lines = [] }) => lines.map(({ count }) => count));
    expect(counts).toEqual([[LINE_ENTRIES, LINE_ENTRIES, 7], [], [1]]);
    for (const [index, { lines = [] }] of read.entries()) {
      const texts = lines.map(({ bytes }) => text(bytes));
      expect(JSON.parse(`[${texts.join(',')}]`)).toEqual(pages[index]?.entries);
    }
  });

  test('is read as a whole where a line is broken off within an entry', async () => {
    const { bytes } = written(pages, (whole) => whole.replaceAll(',"body":', ',\n"body":'));

    const read = (await pagesOf(readReply(bytes))) ?? [];

    expect(read.map(({ entries }) => entries)).toEqual(pages.map(({ entries }) => entries));
    expect(read[0]?.lines).toBeUndefined();
  });

  test('with an entry that nobody can read hides no receipt', async () => {
    const { bytes, reply } = written(pages, (whole) => whole.replace('"seq":3,', '"seq":"three",'));

    const read = readReply(bytes);

    expect(read).toMatchObject({ push: reply.push });
    expect(await pagesOf(read)).toBeNull();
  });

  test.each([0.2, 0.6, 0.99])('that was cut at %f of its length is none', (share) => {
    const { bytes } = written(pages);

    expect(readReply(bytes.slice(0, Math.floor(bytes.length * share)))).toBeNull();
  });
});

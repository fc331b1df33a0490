import { v4 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  buildChanges,
  buildPage,
  checkEntry,
  goneEntry,
  namesIn,
  personEntry,
  STAFF,
  unread,
} from '../../tests/support/feed.ts';
import { buildEnrolment, emptyProfile, FEW_ROUNDS } from '../../tests/support/phone-storage.ts';
import { NO_LANES } from '../protocol/lanes.ts';
import type { FeedEntry } from '../protocol/sync.ts';
import { openReplica, type Replica } from './replica.ts';
import { ReplicaDatabase } from './replica-database.ts';
import { sealText, unsealText } from './seal.ts';
import { openVault, type Unlocked } from './vault.ts';

let unlocked: Unlocked;
const opened: Replica[] = [];

beforeEach(async () => {
  await emptyProfile();
  unlocked = await (await openVault(FEW_ROUNDS)).enrol(buildEnrolment());
});
afterEach(() => {
  for (const replica of opened.splice(0)) replica.close();
});

async function open(): Promise<Replica> {
  const replica = await openReplica(unlocked);
  opened.push(replica);
  return replica;
}

describe('two tabs', () => {
  test('with the same changes apply them once, and both show them', async () => {
    const [one, two] = [await open(), await open()];
    const news = buildChanges('c1', [buildPage(STAFF, [personEntry(1, v4())])]);

    const results = await Promise.all([
      one.apply({ cursorUsed: null, changes: news }),
      two.apply({ cursorUsed: null, changes: news }),
    ]);

    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'moved']);
    await expect.poll(() => [one, two].map((tab) => namesIn(tab).length)).toEqual([1, 1]);
    const db = new ReplicaDatabase(unlocked.accountId);
    expect(await db.blocks.count()).toBe(1);
    db.close();
  });

  test('follow each other, also over a reset', async () => {
    const [one, two] = [await open(), await open()];
    const news = buildChanges('c1', [buildPage(STAFF, [personEntry(1, v4())])]);
    await one.apply({ cursorUsed: null, changes: news });
    await expect.poll(() => two.cursor()).toBe('c1');

    await two.reset();

    await expect.poll(() => one.cursor()).toBeNull();
    expect(namesIn(one)).toEqual([]);
  });
});

describe('many small changes', () => {
  test('are merged into one block, and nothing of the content changes', async () => {
    const ids = Array.from({ length: 30 }, () => v4());
    const replica = await open();
    const pull = async (seq: number, entry: FeedEntry) =>
      replica.apply({
        cursorUsed: seq === 1 ? null : `c${seq - 1}`,
        changes: buildChanges(`c${seq}`, [buildPage(STAFF, [entry])]),
      });
    for (const [index, id] of ids.entries()) await pull(index + 1, personEntry(index + 1, id));
    await pull(31, personEntry(31, ids[10]!, { version: 2, name: '何晚秋' }));
    await pull(32, goneEntry(32, ids[11]!, 2));
    for (let seq = 33; seq <= 60; seq++) await pull(seq, checkEntry(seq));
    const before = new Map(replica.documents('directory'));
    replica.close();

    const again = await open();

    expect(new Map(again.documents('directory'))).toEqual(before);
    expect(before.size).toBe(29);
    expect(before.get(ids[10]!)?.name).toBe('何晚秋');
    expect(again.facts().size).toBe(28);
    const db = new ReplicaDatabase(unlocked.accountId);
    expect(await db.blocks.count()).toBeLessThan(24);
    db.close();
  });

  test('that supersede most of what is stored shrink the disk', async () => {
    const ids = Array.from({ length: 600 }, () => v4());
    const replica = await open();
    for (let round = 0; round < 4; round++) {
      const entries = ids.map((id, index) =>
        personEntry(round * 600 + index + 1, id, { version: round + 1, name: `何${round}` }),
      );
      await replica.apply({
        cursorUsed: round === 0 ? null : `c${round}`,
        changes: buildChanges(`c${round + 1}`, [buildPage(STAFF, entries)]),
      });
    }

    const db = new ReplicaDatabase(unlocked.accountId);
    const stored = (await db.blocks.toArray()).reduce((sum, { count }) => sum + count, 0);
    db.close();
    expect(stored).toBe(600);
    replica.close();
    expect(new Set(namesIn(await open()))).toEqual(new Set(['何3']));
  });
});

describe('a page that comes as its bytes', () => {
  const people = (count: number) =>
    Array.from({ length: count }, (_, index) => personEntry(index + 1, v4()));

  /** What the blocks hold, opened. */
  async function onDisk(): Promise<{ after: number; through: number; text: string }[]> {
    const db = new ReplicaDatabase(unlocked.accountId);
    const blocks = await db.blocks.toArray();
    db.close();
    return Promise.all(
      blocks.map(async ({ after, through, sealed }) => {
        return { after, through, text: await unsealText(unlocked.replicaKey, sealed) };
      }),
    );
  }

  test('is sealed as it came, in blocks without a gap, and is there after the app was opened anew', async () => {
    const entries = people(2200);
    const page = unread({ ...buildPage(STAFF, entries), through: 2300 }, 300);
    const replica = await open();
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', [page]) });

    const blocks = await onDisk();

    const borders = [0, 900, 1800, 2300];
    expect(blocks.map(({ after, through }) => [after, through])).toEqual(
      borders.slice(1).map((through, index) => [borders[index], through]),
    );
    expect(blocks.every(({ text }) => text.endsWith(' ]'))).toBe(true);
    expect(blocks.flatMap(({ text }) => JSON.parse(text))).toEqual(entries);
    replica.close();
    expect(namesIn(await open())).toHaveLength(2200);
  });

  test('is read again as it was, also with lines in which there is no entry', async () => {
    const entries = people(4);
    const { list, ...page } = unread(buildPage(STAFF, entries), 2);
    const text = new TextDecoder().decode(list).replace(',\n', ',\n ,\n,\n');
    const replica = await open();
    const odd = { ...page, list: new TextEncoder().encode(` \n${text} \n`) };
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', [odd]) });
    replica.close();

    expect(namesIn(await open())).toHaveLength(4);
    expect((await onDisk()).flatMap(({ text: block }) => JSON.parse(block))).toEqual(entries);
  });

  test('is not taken where a mark of the byte order stands within', async () => {
    const { list, ...page } = unread(buildPage(STAFF, people(4)), 2);
    const text = new TextDecoder().decode(list).replace(',\n', ',\n\ufeff');
    const replica = await open();
    const odd = { ...page, list: new TextEncoder().encode(text) };

    const result = await replica.apply({ cursorUsed: null, changes: buildChanges('c1', [odd]) });

    expect(result).toEqual({ outcome: 'unreadable' });
    expect(await onDisk()).toEqual([]);
  });

  test('is written anew where it repeats what is here', async () => {
    const entries = people(6);
    const replica = await open();
    const first = buildPage(STAFF, entries.slice(0, 3));
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', [first]) });
    const overlapping = unread(buildPage(STAFF, entries), 2);
    await replica.apply({ cursorUsed: 'c1', changes: buildChanges('c2', [overlapping]) });

    const texts = (await onDisk()).map(({ text }) => text);

    expect(texts).toEqual([first.entries, entries.slice(3)].map((part) => JSON.stringify(part)));
  });

  test('is written anew where this build cannot read all of it', async () => {
    const [good, odd] = [checkEntry(1), checkEntry(2)];
    if (odd.kind === 'fact') odd.fact.body = { direction: 'sideways' };
    const replica = await open();
    const page = unread(buildPage(STAFF, [good, odd]), 2);
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', [page]) });

    expect((await onDisk()).flatMap(({ text }) => JSON.parse(text))).toMatchObject([
      {},
      { isUnread: true },
    ]);
  });

  test('is written anew without the facts of days that are no longer held', async () => {
    const [old, fresh] = [checkEntry(1), checkEntry(2)];
    if (old.kind === 'fact') old.fact.correctedAt = '2022-03-01T08:00:00.000Z';
    const head = { seq: 2, count: 1, digest: NO_LANES, from: '2022-03-10' };
    const replica = await open();
    const page = unread(buildPage(STAFF, [old, fresh]), 2);
    const changes = buildChanges('c1', [page], { more: true, heads: { [STAFF]: head } });
    await replica.apply({ cursorUsed: null, changes });

    expect((await onDisk()).map(({ text }) => text)).toEqual([JSON.stringify([fresh])]);
  });
});

test('a replica with a block that is sealed well and no JSON starts again from nothing', async () => {
  const replica = await open();
  const pages = [buildPage(STAFF, [personEntry(1, v4())])];
  await replica.apply({ cursorUsed: null, changes: buildChanges('c1', pages) });
  replica.close();
  const db = new ReplicaDatabase(unlocked.accountId);
  await db.blocks
    .toCollection()
    .modify({ sealed: await sealText(unlocked.replicaKey, '[{},,{}]') });
  db.close();

  const again = await open();

  expect(again.cursor()).toBeNull();
  await again.apply({ cursorUsed: null, changes: buildChanges('c1', pages) });
  expect(namesIn(again)).toHaveLength(1);
});

test('a replica whose key was replaced starts again from nothing', async () => {
  const replica = await open();
  const pages = [buildPage(STAFF, [personEntry(1, v4())])];
  await replica.apply({ cursorUsed: null, changes: buildChanges('c1', pages) });
  replica.close();
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

  const other = await openReplica({ ...unlocked, replicaKey: key });
  opened.push(other);

  expect(other.cursor()).toBeNull();
});

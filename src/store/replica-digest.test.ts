import { v4 } from 'uuid';
import { expect, test } from 'vitest';
import { buildPage, personEntry, STAFF } from '../../tests/support/feed.ts';
import { lanesOver } from '../../tests/sync/simulation/lanes-over.ts';
import { addLanes, NO_LANES } from '../protocol/lanes.ts';
import type { FeedEntry } from '../protocol/sync.ts';
import { lanesOfAll } from './replica-digest.ts';

const entriesOf = (count: number): FeedEntry[] =>
  buildPage(
    STAFF,
    Array.from({ length: count }, (_, index) => personEntry(index + 1, v4())),
  ).entries;

/** By another hand: what the protocol says. */
function expected(entries: readonly FeedEntry[]): number[] {
  return lanesOver(
    entries.flatMap((entry) =>
      entry.kind === 'document'
        ? [{ ref_id: entry.id, version: entry.version, sha: entry.sha }]
        : [],
    ),
  );
}

async function sumOf(entries: readonly FeedEntry[]): Promise<number[]> {
  const lanes = await lanesOfAll(entries);
  expect(lanes).toHaveLength(entries.length);
  return lanes.reduce((sum, each) => addLanes(sum, each, 1), NO_LANES);
}

test.each([1, 199, 200, 201, 650])(
  '%i entries have the sum that the server counts',
  async (count) => {
    const entries = entriesOf(count);
    expect(await sumOf(entries)).toEqual(expected(entries));
  },
);

test('each entry has its own lanes, in the order of the entries', async () => {
  const entries = entriesOf(3);
  const [first, , third] = await lanesOfAll(entries);
  expect([[first], [third]]).toEqual([
    await lanesOfAll([entries[0]!]),
    await lanesOfAll([entries[2]!]),
  ]);
});

test('a character of more than one byte moves no border between two entries', async () => {
  const [first, ...others] = entriesOf(3);
  const entries = [{ ...first!, sha: 'é' }, ...others];
  expect(await sumOf(entries)).toEqual(expected(entries));
});

import { byRange, type BlockInfo, type EntryRange } from './replica-blocks.ts';
import type { Block } from './replica-database.ts';
import { sealText } from './seal.ts';

/** Big enough that 30,000 documents are some thirty reads, small enough to parse without a visible stop. */
const BLOCK_ENTRIES = 1000;
const SMALL_ENTRIES = 500;
const SMALL_BLOCKS = 24;

export type NewBlock = Omit<Block, 'id'>;

/** Seals a range as blocks of at most `BLOCK_ENTRIES`, without a gap between them; one after the other, for others get a turn. */
export async function sealRange(key: CryptoKey, range: EntryRange): Promise<NewBlock[]> {
  const { scope, after, through, entries } = range;
  const blocks: NewBlock[] = [];
  for (let start = 0; start < entries.length; start += BLOCK_ENTRIES) {
    const part = entries.slice(start, start + BLOCK_ENTRIES);
    const isLast = start + BLOCK_ENTRIES >= entries.length;
    blocks.push({
      scope,
      after: entries[start - 1]?.seq ?? after,
      through: isLast ? through : (part.at(-1)?.seq ?? through),
      count: part.length,
      sealed: await sealText(key, JSON.stringify(part)),
    });
  }
  return blocks;
}

const isSmall = ({ count }: BlockInfo): boolean => count < SMALL_ENTRIES;

/**
 * Runs of blocks worth merging in one scope: neighbours that are small, once there are many, or all of
 * them once most of what they hold is superseded.
 */
export function runsToMerge(blocks: readonly BlockInfo[], liveCount: number): BlockInfo[][] {
  const sorted = [...blocks].sort(byRange);
  const stored = sorted.reduce((sum, { count }) => sum + count, 0);
  if (sorted.length > 1 && stored > 2 * liveCount + BLOCK_ENTRIES) return [sorted];

  if (sorted.filter(isSmall).length < SMALL_BLOCKS) return [];
  const runs: BlockInfo[][] = [[]];
  for (const block of sorted) {
    if (isSmall(block)) runs.at(-1)?.push(block);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}

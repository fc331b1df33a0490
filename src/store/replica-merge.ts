import { byRange, type BlockInfo, type EntryLine, type EntryRange } from './replica-blocks.ts';
import type { Block } from './replica-database.ts';
import { sealBytes } from './seal.ts';

/** Big enough that 30,000 documents are some thirty reads, small enough to parse without a visible stop. */
const BLOCK_ENTRIES = 1000;
const SMALL_ENTRIES = 500;
const SMALL_BLOCKS = 24;

export type NewBlock = Omit<Block, 'id'>;

/** Seals a range as blocks of at most `BLOCK_ENTRIES`, without a gap between them; one after the other, for others get a turn. */
export async function sealRange(key: CryptoKey, range: EntryRange): Promise<NewBlock[]> {
  const { scope, after, through, entries } = range;
  const blocks: NewBlock[] = [];
  let start = 0;
  for (const { count, bytes } of textsOf(range)) {
    const end = start + count;
    blocks.push({
      scope,
      after: entries[start - 1]?.seq ?? after,
      through: end >= entries.length ? through : (entries[end - 1]?.seq ?? through),
      count,
      sealed: await sealBytes(key, bytes()),
    });
    start = end;
  }
  return blocks;
}

interface BlockText {
  count: number;
  /** `StoredEntry[]` as JSON. */
  bytes: () => Uint8Array<ArrayBuffer>;
}

/** As they came where that is known: written anew, a campus would take as long as all else together. */
function textsOf({ entries, lines }: EntryRange): BlockText[] {
  if (lines !== undefined) return blocksOfLines(lines);
  const texts: BlockText[] = [];
  for (let start = 0; start < entries.length; start += BLOCK_ENTRIES) {
    const part = entries.slice(start, start + BLOCK_ENTRIES);
    texts.push({
      count: part.length,
      bytes: () => new TextEncoder().encode(JSON.stringify(part)),
    });
  }
  return texts;
}

function blocksOfLines(lines: readonly EntryLine[]): BlockText[] {
  const blocks: { count: number; lines: EntryLine[] }[] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (last === undefined || last.count + line.count > BLOCK_ENTRIES)
      blocks.push({ count: line.count, lines: [line] });
    else {
      last.count += line.count;
      last.lines.push(line);
    }
  }
  return blocks.map((block) => ({ count: block.count, bytes: () => listOf(block.lines) }));
}

const [OPENING, COMMA, CLOSING] = new TextEncoder().encode('[,]');

/** One list of all. */
function listOf(lines: readonly EntryLine[]): Uint8Array<ArrayBuffer> {
  const length = lines.reduce((sum, { bytes }) => sum + bytes.length + 1, 1);
  const list = new Uint8Array(length).fill(COMMA ?? 0);
  let at = 1;
  for (const { bytes } of lines) {
    list.set(bytes, at);
    at += bytes.length + 1;
  }
  list[0] = OPENING ?? 0;
  list[length - 1] = CLOSING ?? 0;
  return list;
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

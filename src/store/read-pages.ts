import * as z from 'zod/mini';
import { FeedEntry, type ScopePage } from '../protocol/sync.ts';
import { giveWay } from './give-way.ts';
import type { EntryLine } from './replica-blocks.ts';
import type { PulledPage } from './replica-intake.ts';

type Bytes = Uint8Array<ArrayBuffer>;
/** `lines`: the bytes from which the entries were read, where they are just those. */
export type ReadPage = ScopePage & { lines?: readonly EntryLine[] };

const NEWLINE = 0x0a;
const COMMA = 0x2c;

/** `null` where this build cannot read an entry. Line by line, where the server wrote lines: others get a turn between. */
export async function readPages(pages: readonly PulledPage[]): Promise<ReadPage[] | null> {
  const readAll: ReadPage[] = [];
  for (const { list, ...page } of pages) {
    const read = list === undefined ? {} : await readList(list);
    if (read === null) return null;
    readAll.push({ ...page, ...read });
  }
  return readAll;
}

type ReadList = Pick<ReadPage, 'entries' | 'lines'>;

async function readList(list: Bytes): Promise<ReadList | null> {
  const entries: FeedEntry[] = [];
  const lines: EntryLine[] = [];
  for (const bytes of linesOf(list)) {
    if (lines.length > 0) await giveWay();
    const read = entriesIn(bytes);
    // A line that ends within an entry is another server's: only the whole says whether it can be read.
    if (read === null) return readWhole(list);
    // A line of nothing but space has no place in a block: between its commas there would be no entry.
    if (read.length === 0) continue;
    for (const entry of read) entries.push(entry);
    lines.push({ count: read.length, bytes });
  }
  return { entries, lines };
}

function readWhole(list: Bytes): ReadList | null {
  const entries = entriesIn(list);
  return entries && { entries };
}

/** Without the commas between them. A newline is never within a JSON string. */
function linesOf(list: Bytes): Bytes[] {
  const lines: Bytes[] = [];
  for (let from = 0; from < list.length;) {
    const found = list.indexOf(NEWLINE, from);
    const line = list.subarray(from, found === -1 ? list.length : found);
    from += line.length + 1;
    if (line.length > 0) lines.push(line.at(-1) === COMMA ? line.subarray(0, -1) : line);
  }
  return lines;
}

const Entries = z.array(FeedEntry);
/** What it would leave out stays in the bytes, which are kept as they came. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

function entriesIn(bytes: Bytes): FeedEntry[] | null {
  try {
    return Entries.safeParse(JSON.parse(`[${utf8.decode(bytes)}]`)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

import type { DigestLanes, FeedEntry } from '../protocol/sync.ts';

/** Whether the entry counts: a document that has left the scope does not. */
export const isLive = (entry: FeedEntry): boolean => entry.kind === 'fact' || entry.body !== null;

/** Hashed in one go: fewer than fit between two frames of a small phone. */
export const HASHED_AT_ONCE = 200;

const encoder = new TextEncoder();

/** The four lanes of each entry: the first 16 bytes of its SHA-256, as big-endian uint32. Others get a turn between. */
export async function lanesOfAll(entries: readonly FeedEntry[]): Promise<DigestLanes[]> {
  const all: DigestLanes[] = [];
  for (let from = 0; from < entries.length; from += HASHED_AT_ONCE) {
    const texts = entries.slice(from, from + HASHED_AT_ONCE).map(hashedText);
    for (const lanes of await Promise.all(encodeAll(texts).map(lanesOfBytes))) all.push(lanes);
  }
  return all;
}

function hashedText(entry: FeedEntry): string {
  const [id, version] = entry.kind === 'fact' ? [entry.fact.id, 1] : [entry.id, entry.version];
  return `${id}|${version}|${entry.sha}`;
}

/** In one piece, which is cheaper than one by one; not so where a character is more than a byte. */
function encodeAll(texts: readonly string[]): Uint8Array<ArrayBuffer>[] {
  const whole = texts.join('');
  const bytes = encoder.encode(whole);
  if (bytes.length !== whole.length) return texts.map((text) => encoder.encode(text));
  let at = 0;
  return texts.map(({ length }) => bytes.subarray(at, (at += length)));
}

async function lanesOfBytes(bytes: Uint8Array<ArrayBuffer>): Promise<DigestLanes> {
  const view = new DataView(await crypto.subtle.digest('SHA-256', bytes));
  return [view.getUint32(0), view.getUint32(4), view.getUint32(8), view.getUint32(12)];
}

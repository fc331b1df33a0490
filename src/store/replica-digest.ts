import type { DigestLanes, FeedEntry } from '../protocol/sync.ts';

/** Whether the entry counts: a document that has left the scope does not. */
export const isLive = (entry: FeedEntry): boolean => entry.kind === 'fact' || entry.body !== null;

/** The four lanes of one entry: the first 16 bytes of its SHA-256, as big-endian uint32. */
export async function lanesOf(entry: FeedEntry): Promise<DigestLanes> {
  const [id, version] = entry.kind === 'fact' ? [entry.fact.id, 1] : [entry.id, entry.version];
  const text = new TextEncoder().encode(`${id}|${version}|${entry.sha}`);
  const view = new DataView(await crypto.subtle.digest('SHA-256', text));
  return [view.getUint32(0), view.getUint32(4), view.getUint32(8), view.getUint32(12)];
}

import type { DigestLanes, FeedEntry } from '../protocol/sync.ts';

export const NO_ENTRIES: DigestLanes = [0, 0, 0, 0];

/** Whether the entry counts: a document that has left the scope does not. */
export const isLive = (entry: FeedEntry): boolean => entry.kind === 'fact' || entry.body !== null;

/** The four lanes of one entry: the first 16 bytes of its SHA-256, as big-endian uint32. */
export async function lanesOf(entry: FeedEntry): Promise<DigestLanes> {
  const [id, version] = entry.kind === 'fact' ? [entry.fact.id, 1] : [entry.id, entry.version];
  const text = new TextEncoder().encode(`${id}|${version}|${entry.sha}`);
  const view = new DataView(await crypto.subtle.digest('SHA-256', text));
  return [view.getUint32(0), view.getUint32(4), view.getUint32(8), view.getUint32(12)];
}

/** Adds (or with -1 subtracts) lane by lane, modulo 2^32. */
export function addLanes(sum: DigestLanes, lanes: DigestLanes, sign: 1 | -1): DigestLanes {
  return [
    (sum[0] + sign * lanes[0]) >>> 0,
    (sum[1] + sign * lanes[1]) >>> 0,
    (sum[2] + sign * lanes[2]) >>> 0,
    (sum[3] + sign * lanes[3]) >>> 0,
  ];
}

export const sameLanes = (a: DigestLanes, b: DigestLanes): boolean =>
  a.every((lane, index) => lane === b[index]);

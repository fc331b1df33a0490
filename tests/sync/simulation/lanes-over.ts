import { createHash } from 'node:crypto';
import type { FeedRow } from './judge.ts';

/** By a hand of its own: what the protocol says of the digest. */
export function lanesOver(rows: Pick<FeedRow, 'ref_id' | 'version' | 'sha'>[]): number[] {
  const sum = [0, 0, 0, 0];
  for (const { ref_id, version, sha } of rows) {
    const hash = createHash('sha256').update(`${ref_id}|${version}|${sha}`).digest();
    for (const lane of sum.keys())
      sum[lane] = ((sum[lane] ?? 0) + hash.readUInt32BE(lane * 4)) >>> 0;
  }
  return sum;
}

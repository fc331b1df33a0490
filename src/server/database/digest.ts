import { createHash } from 'node:crypto';
import type { DigestLanes } from '../../protocol/sync.ts';

export const sha256Hex = (text: string): string =>
  createHash('sha256').update(text, 'utf8').digest('hex');

/** A feed entry's part in its scope's digest: the first 16 bytes of its hash as four big-endian uint32. */
export function lanesOf(entry: { refId: string; version: number; sha: string }): DigestLanes {
  const hash = createHash('sha256')
    .update(`${entry.refId}|${String(entry.version)}|${entry.sha}`, 'utf8')
    .digest();
  return [hash.readUInt32BE(0), hash.readUInt32BE(4), hash.readUInt32BE(8), hash.readUInt32BE(12)];
}

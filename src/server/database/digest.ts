import { hash } from 'node:crypto';
import { lanesOfSha } from '../../protocol/lanes.ts';
import type { DigestLanes } from '../../protocol/sync.ts';

export const sha256Hex = (text: string): string => hash('sha256', text, 'hex');

/** A feed entry's part in its scope's digest: the first 16 bytes of its hash as four big-endian uint32. */
export const lanesOf = (entry: { refId: string; version: number; sha: string }): DigestLanes =>
  lanesOfSha(sha256Hex(`${entry.refId}|${String(entry.version)}|${entry.sha}`));

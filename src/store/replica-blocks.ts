import type { Block } from './replica-database.ts';
import type { StoredEntry } from './replica-content.ts';
import { unsealText } from './seal.ts';

export type BlockInfo = Omit<Block, 'sealed'>;

export interface EntryRange {
  scope: string;
  after: number;
  through: number;
  entries: readonly StoredEntry[];
  /** The same entries as they came, where they are just that. */
  lines?: readonly EntryLine[] | undefined;
}

/** Some entries in a row as they came: JSON, with commas between them and without brackets. */
export interface EntryLine {
  count: number;
  bytes: Uint8Array<ArrayBuffer>;
}

export async function readBlock(key: CryptoKey, block: Block): Promise<StoredEntry[]> {
  return JSON.parse(await unsealText(key, block.sealed));
}

/** The order in which blocks are folded. */
export function byRange(a: BlockInfo, b: BlockInfo): number {
  if (a.scope !== b.scope) return a.scope < b.scope ? -1 : 1;
  return a.after - b.after;
}

export const infoOf = ({ id, scope, after, through, count }: Block): BlockInfo => ({
  id,
  scope,
  after,
  through,
  count,
});

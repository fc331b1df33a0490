import type { Id } from '../domain/id.ts';
import type { Scope } from '../domain/scope.ts';
import { byRange, infoOf, readBlock, type BlockInfo, type EntryRange } from './replica-blocks.ts';
import type { StoredEntry } from './replica-content.ts';
import { ReplicaDatabase, type Block, type StateRow } from './replica-database.ts';
import { EMPTY_STATE, type ReplicaState } from './replica-state.ts';
import { unsealText } from './seal.ts';
import { reopenDexie, withReopening } from './storage-failure.ts';

/** `isWhole`: all there is, else only what came since the last look. */
export interface DiskNews {
  state: ReplicaState;
  isWhole: boolean;
  ranges: EntryRange[];
}

/** The sealed blocks of one account: a log that is written at its end and merged from time to time. */
export interface ReplicaDisk {
  /** `null` if nothing has changed since the last look. A replica that cannot be read starts again from nothing. */
  readNews: () => Promise<DiskNews | null>;
  /** One transaction. `false`: another tab has written since the last look, and nothing was written. */
  write: (
    state: ReplicaState,
    parts: { ranges: readonly EntryRange[]; drop: readonly Scope[] },
  ) => Promise<boolean>;
  /**
   * All that lies on the disk, read once more; a block that cannot be is left out. `null` where
   * `stop` ended it or another tab has written since the last look.
   */
  readAgain: (stop: () => Promise<boolean>) => Promise<EntryRange[] | null>;
  clear: () => Promise<void>;
  /** Merges blocks where that pays; `newest` is what the scope holds now. */
  compact: (scope: Scope, newest: ReadonlyMap<string, StoredEntry>) => Promise<void>;
  /** Writes the scope's blocks anew, with nothing but `newest`: what was dropped leaves the disk. */
  rewrite: (scope: Scope, newest: ReadonlyMap<string, StoredEntry>) => Promise<void>;
  close: () => void;
}

/** What reading and writing share. */
export interface Disk {
  db: ReplicaDatabase;
  key: CryptoKey;
  /** What this tab has seen: the revision, and the blocks it has folded. */
  revision: number;
  blocks: Map<number, BlockInfo>;
  run: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A door only reads: what writes is fetched with what there is to write. */
const writing = () => import('./replica-disk-write.ts');

export function openReplicaDisk(accountId: Id, key: CryptoKey): ReplicaDisk {
  const db = new ReplicaDatabase(accountId);
  let isClosed = false;
  // Somebody deletes this replica, for new keys: what is here now must not come back under the old ones.
  const close = () => {
    isClosed = true;
    db.close();
    // Instead of Dexie's own closing, which opens again, empty, at the next look.
    return false;
  };
  db.on('versionchange', close);
  const run = withReopening(() => (isClosed ? Promise.resolve() : reopenDexie(db)));
  const disk: Disk = {
    db,
    key,
    revision: -1,
    blocks: new Map(),
    run,
  };
  return {
    readNews: () => readNews(disk),
    write: async (state, parts) => (await writing()).write(disk, state, parts),
    readAgain: async (stop) => (await writing()).readAgain(disk, stop),
    clear: async () => (await writing()).clear(disk),
    compact: async (scope, newest) => (await writing()).compact(disk, scope, newest),
    rewrite: async (scope, newest) => (await writing()).rewrite(disk, scope, newest),
    close,
  };
}

/** What stands on disk, still sealed, in one moment. */
interface Snapshot {
  row: StateRow | undefined;
  blocks: Block[];
  isWhole: boolean;
}

export function readSnapshot(
  db: ReplicaDatabase,
  known: ReadonlyMap<number, BlockInfo>,
): Promise<Snapshot> {
  return db.transaction('r', db.state, db.blocks, async () => {
    const row = await db.state.get('state');
    const ids = new Set(await db.blocks.toCollection().primaryKeys());
    const isWhole = [...known.keys()].some((id) => !ids.has(id));
    const unseen = isWhole ? [...ids] : [...ids].filter((id) => !known.has(id));
    const blocks = await db.blocks.bulkGet(unseen);
    return { row, isWhole, blocks: blocks.filter((block) => block !== undefined) };
  });
}

async function readNews(disk: Disk): Promise<DiskNews | null> {
  const { row, blocks, isWhole } = await disk.run(() => readSnapshot(disk.db, disk.blocks));
  const revision = row?.revision ?? 0;
  if (revision === disk.revision) return null;
  try {
    const state = row ? JSON.parse(await unsealText(disk.key, row.sealed)) : EMPTY_STATE;
    const ranges = await readRanges(disk.key, blocks);
    if (isWhole) disk.blocks.clear();
    for (const block of blocks) disk.blocks.set(block.id, infoOf(block));
    disk.revision = revision;
    return { state, isWhole: isWhole || disk.blocks.size === 0, ranges };
  } catch (error) {
    const { isUnreadable, clear } = await writing();
    if (!isUnreadable(error)) throw error;
    await clear(disk);
    return { state: EMPTY_STATE, isWhole: true, ranges: [] };
  }
}

function readRanges(key: CryptoKey, blocks: readonly Block[]): Promise<EntryRange[]> {
  return Promise.all(
    [...blocks]
      .sort(byRange)
      .map(async (block) => ({ ...block, entries: await readBlock(key, block) })),
  );
}

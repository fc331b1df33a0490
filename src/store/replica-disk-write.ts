import type { Scope } from '../domain/scope.ts';
import { byRange, infoOf, readBlock, type BlockInfo, type EntryRange } from './replica-blocks.ts';
import type { StoredEntry } from './replica-content.ts';
import type { Block, StateRow } from './replica-database.ts';
import { readSnapshot, type Disk } from './replica-disk.ts';
import { runsToMerge, sealRange } from './replica-merge.ts';
import { EMPTY_STATE, type ReplicaState } from './replica-state.ts';
import { sealText } from './seal.ts';

export async function write(
  disk: Disk,
  state: ReplicaState,
  { ranges, drop }: { ranges: readonly EntryRange[]; drop: readonly Scope[] },
): Promise<boolean> {
  const { db, key, run } = disk;
  const blocks = (await Promise.all(ranges.map((range) => sealRange(key, range)))).flat();
  const revision = disk.revision + 1;
  const row: StateRow = {
    key: 'state',
    revision,
    sealed: await sealText(key, JSON.stringify(state)),
  };
  const dropped = [...disk.blocks.values()].filter(({ scope }) => drop.includes(scope));
  const droppedIds = dropped.map(({ id }) => id);

  const ids = await run(() =>
    db.transaction('rw', db.state, db.blocks, async () => {
      const current = (await db.state.get('state'))?.revision ?? 0;
      if (current !== disk.revision) return null;
      await db.state.put(row);
      await db.blocks.bulkDelete(droppedIds);
      return db.blocks.bulkAdd(blocks, { allKeys: true });
    }),
  );
  if (ids === null) return false;
  disk.revision = revision;
  for (const id of droppedIds) disk.blocks.delete(id);
  remember(disk, ids, blocks);
  return true;
}

function remember(disk: Disk, ids: readonly number[], blocks: readonly Omit<Block, 'id'>[]): void {
  for (const [index, id] of ids.entries()) {
    const block = blocks[index];
    if (block !== undefined) disk.blocks.set(id, infoOf({ id, ...block }));
  }
}

export async function readAgain(
  { db, key, run, revision }: Disk,
  stop: () => Promise<boolean>,
): Promise<EntryRange[] | null> {
  const { row, blocks } = await run(() => readSnapshot(db, new Map()));
  if ((row?.revision ?? 0) !== revision) return null;
  const ranges: EntryRange[] = [];
  for (const block of [...blocks].sort(byRange)) {
    if (await stop()) return null;
    const [read] = await Promise.allSettled([readBlock(key, block)]);
    if (read.status === 'fulfilled') ranges.push({ ...block, entries: read.value });
    else if (!isUnreadable(read.reason)) throw read.reason;
  }
  return ranges;
}

/** What was sealed with another key or damaged since, or is no JSON: it can only be loaded again. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof SyntaxError ||
  (error instanceof DOMException && error.name === 'OperationError');

export async function compact(
  disk: Disk,
  scope: Scope,
  newest: ReadonlyMap<string, StoredEntry>,
): Promise<void> {
  for (const run of runsToMerge(blocksOf(disk, scope), newest.size))
    await mergeRun(disk, run, newest);
}

export function rewrite(
  disk: Disk,
  scope: Scope,
  newest: ReadonlyMap<string, StoredEntry>,
): Promise<void> {
  return mergeRun(disk, blocksOf(disk, scope), newest);
}

const blocksOf = (disk: Disk, scope: Scope): BlockInfo[] =>
  [...disk.blocks.values()].filter((block) => block.scope === scope).sort(byRange);

/** Content stays as it is, so the revision does; a tab that misses a block it knew reads everything again. */
async function mergeRun(
  disk: Disk,
  run: readonly BlockInfo[],
  newest: ReadonlyMap<string, StoredEntry>,
): Promise<void> {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return;
  const { scope, after } = first;
  const { through } = last;
  const entries = [...newest.values()]
    .filter(({ seq }) => seq > after && seq <= through)
    .sort((a, b) => a.seq - b.seq);
  const blocks = await sealRange(disk.key, { scope, after, through, entries });
  const oldIds = run.map(({ id }) => id);

  const { db } = disk;
  const ids = await disk.run(() =>
    db.transaction('rw', db.state, db.blocks, async () => {
      const current = (await db.state.get('state'))?.revision ?? 0;
      if (current !== disk.revision) return null;
      await db.blocks.bulkDelete(oldIds);
      return db.blocks.bulkAdd(blocks, { allKeys: true });
    }),
  );
  if (ids === null) return;
  for (const id of oldIds) disk.blocks.delete(id);
  remember(disk, ids, blocks);
}

export async function clear(disk: Disk): Promise<void> {
  const { db, key, run } = disk;
  const sealed = await sealText(key, JSON.stringify(EMPTY_STATE));
  disk.revision = await run(() =>
    db.transaction('rw', db.state, db.blocks, async () => {
      const revision = ((await db.state.get('state'))?.revision ?? 0) + 1;
      await db.blocks.clear();
      await db.state.put({ key: 'state', revision, sealed });
      return revision;
    }),
  );
  disk.blocks.clear();
}

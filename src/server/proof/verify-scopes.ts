import { setImmediate } from 'node:timers/promises';
import type { Scope } from '../../domain/scope.ts';
import { addLanes, NO_LANES, sameLanes } from '../../protocol/lanes.ts';
import type { DigestLanes } from '../../protocol/sync.ts';
import { lanesOf } from '../database/digest.ts';
import { lockScope } from '../database/lock-scope.ts';
import { chunksOf } from '../database/insert-many.ts';
import type { Db } from '../database/open.ts';
import type { Reader, Tx } from '../database/tables.ts';
import { readSnapshot, writeDatabase } from '../database/transaction.ts';

/** Read and hashed in one go, while requests wait. */
const PAGE = 500;

interface Sum {
  count: number;
  digest: DigestLanes;
}
const NOTHING: Sum = { count: 0, digest: NO_LANES };

/**
 * Counts every feed again from its entries: an entry whose fact is not stored any more leaves it, and a
 * head that says something else is put right. Gives how many feeds were wrong.
 */
export async function verifyScopes(db: Db, stillMine: () => Promise<void>): Promise<number> {
  const scopes = await db.selectFrom('scopeHead').select('scope').orderBy('scope').execute();
  let differing = 0;
  for (const { scope } of scopes) {
    await stillMine();
    if (await readSnapshot(db, (tx) => isTrueOf(tx, scope))) continue;
    differing += 1;
    await writeDatabase(db, (tx) => mend(tx, scope));
  }
  return differing;
}

async function mend(tx: Tx, scope: Scope): Promise<void> {
  await lockScope(tx, scope);
  const { all, cut, dangling } = await countAgain(tx, scope);
  for (const seqs of chunksOf(dangling, PAGE))
    await tx.deleteFrom('feed').where('scope', '=', scope).where('seq', 'in', seqs).execute();
  const [d0, d1, d2, d3] = all.digest;
  const [cutD0, cutD1, cutD2, cutD3] = cut.digest;
  await tx
    .updateTable('scopeHead')
    .set({ count: all.count, d0, d1, d2, d3, cutCount: cut.count, cutD0, cutD1, cutD2, cutD3 })
    .where('scope', '=', scope)
    .execute();
}

async function isTrueOf(tx: Reader, scope: Scope): Promise<boolean> {
  const row = await headRow(tx, scope);
  const { all, cut, dangling } = await countAgain(tx, scope);
  return (
    dangling.length === 0 &&
    all.count === row.count &&
    sameLanes(all.digest, [row.d0, row.d1, row.d2, row.d3]) &&
    cut.count === row.cutCount &&
    sameLanes(cut.digest, [row.cutD0, row.cutD1, row.cutD2, row.cutD3])
  );
}

const headRow = (tx: Reader, scope: Scope) =>
  tx.selectFrom('scopeHead').selectAll().where('scope', '=', scope).executeTakeFirstOrThrow();

/** Without entries whose fact is nowhere: `dangling` has their numbers. */
async function countAgain(
  tx: Reader,
  scope: Scope,
): Promise<{ all: Sum; cut: Sum; dangling: number[] }> {
  const { cutDay } = await headRow(tx, scope);
  let [all, cut] = [NOTHING, NOTHING];
  const dangling: number[] = [];
  let after = 0;
  for (;;) {
    const rows = await tx
      .selectFrom('feed')
      .leftJoin('opLog', 'opLog.id', 'feed.refId')
      .selectAll('feed')
      .select('opLog.id as factId')
      .where('feed.scope', '=', scope)
      .where('feed.seq', '>', after)
      .orderBy('feed.seq')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      after = row.seq;
      if (row.kind === 'fact' && row.factId === null) dangling.push(row.seq);
      else if (row.isGone === 0) {
        const lanes = lanesOf(row);
        all = { count: all.count + 1, digest: addLanes(all.digest, lanes, 1) };
        if (row.day !== null && cutDay !== null && row.day < cutDay)
          cut = { count: cut.count + 1, digest: addLanes(cut.digest, lanes, 1) };
      }
    }
    if (rows.length < PAGE) return { all, cut, dangling };
    await setImmediate();
  }
}

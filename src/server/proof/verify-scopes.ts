import { setImmediate } from 'node:timers/promises';
import type { Scope } from '../../domain/scope.ts';
import { addLanes, NO_LANES, sameLanes } from '../../protocol/lanes.ts';
import type { DigestLanes } from '../../protocol/sync.ts';
import { lanesOf } from '../database/digest.ts';
import { lockScope } from '../database/lock-scope.ts';
import type { Db } from '../database/open.ts';
import type { Reader, Tx } from '../database/tables.ts';
import { readSnapshot, writeDatabase } from '../database/transaction.ts';

const PAGE = 2000;

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
    const isTrue = await readSnapshot(db, async (tx) => {
      const dangling = await danglingIn(tx, scope, 1);
      return dangling.length === 0 && (await isTrueOf(tx, scope));
    });
    if (isTrue) continue;
    differing += 1;
    await writeDatabase(db, (tx) => mend(tx, scope));
  }
  return differing;
}

/** Numbers of entries whose fact is nowhere. */
async function danglingIn(tx: Reader, scope: Scope, limit: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('feed')
    .leftJoin('opLog', 'opLog.id', 'feed.refId')
    .select('feed.seq')
    .where('feed.scope', '=', scope)
    .where('feed.kind', '=', 'fact')
    .where('opLog.id', 'is', null)
    .limit(limit)
    .execute();
  return rows.map(({ seq }) => seq);
}

async function mend(tx: Tx, scope: Scope): Promise<void> {
  await lockScope(tx, scope);
  for (;;) {
    const seqs = await danglingIn(tx, scope, 500);
    if (seqs.length === 0) break;
    await tx.deleteFrom('feed').where('scope', '=', scope).where('seq', 'in', seqs).execute();
  }
  const { all, cut } = await countAgain(tx, scope);
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
  const { all, cut } = await countAgain(tx, scope);
  return (
    all.count === row.count &&
    sameLanes(all.digest, [row.d0, row.d1, row.d2, row.d3]) &&
    cut.count === row.cutCount &&
    sameLanes(cut.digest, [row.cutD0, row.cutD1, row.cutD2, row.cutD3])
  );
}

const headRow = (tx: Reader, scope: Scope) =>
  tx.selectFrom('scopeHead').selectAll().where('scope', '=', scope).executeTakeFirstOrThrow();

async function countAgain(tx: Reader, scope: Scope): Promise<{ all: Sum; cut: Sum }> {
  const { cutDay } = await headRow(tx, scope);
  let [all, cut] = [NOTHING, NOTHING];
  let after = 0;
  for (;;) {
    const rows = await tx
      .selectFrom('feed')
      .selectAll()
      .where('scope', '=', scope)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      after = row.seq;
      if (row.isGone === 1) continue;
      const lanes = lanesOf(row);
      all = { count: all.count + 1, digest: addLanes(all.digest, lanes, 1) };
      if (row.day !== null && cutDay !== null && row.day < cutDay)
        cut = { count: cut.count + 1, digest: addLanes(cut.digest, lanes, 1) };
    }
    if (rows.length < PAGE) return { all, cut };
    await setImmediate();
  }
}

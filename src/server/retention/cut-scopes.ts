import { isDoorScope, isRoundScope, isUpkeepScope, type Scope } from '../../domain/scope.ts';
import type { Day } from '../../domain/id.ts';
import { addLanes } from '../../protocol/lanes.ts';
import type { DigestLanes } from '../../protocol/sync.ts';
import { lanesOf } from '../database/digest.ts';
import { lockScope } from '../database/lock-scope.ts';
import type { Db } from '../database/open.ts';
import type { Tx } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';

/**
 * Facts of earlier days leave what phones read, by the kind of feed. No feed may be cut later than the
 * retention erases anything that lies in it: phones drop by the cut alone.
 */
export interface Cuts {
  door: Day;
  round: Day;
  upkeep: Day;
  others: Day;
}

/** How many feeds one transaction cuts at most, and after how many entries it ends: pushes wait for it. */
const AT_ONCE = 20;
const ENTRIES_AT_ONCE = 500;

/**
 * Moves the day on from which each feed's facts are read. Phones drop what is older with their next
 * contact, and both sides' digests are over the rest. Gives how many feeds lost something.
 */
export async function cutScopes(
  db: Db,
  cuts: Cuts,
  stillMine: () => Promise<void>,
): Promise<number> {
  const heads = await db.selectFrom('scopeHead').select(['scope', 'cutDay']).execute();
  const behind = heads.filter(({ scope, cutDay }) => (cutDay ?? '') < dayOf(scope, cuts));
  let cut = 0;
  // In the order of their names, as every writer takes them.
  const scopes = behind.map(({ scope }) => scope).sort((a, b) => (a < b ? -1 : 1));
  for (let from = 0; from < scopes.length;) {
    await stillMine();
    const next = scopes.slice(from, from + AT_ONCE);
    const some = await writeDatabase(db, (tx) => cutSome(tx, next, cuts));
    from += some.done;
    cut += some.cut;
  }
  return cut;
}

function dayOf(scope: Scope, cuts: Cuts): Day {
  if (isDoorScope(scope)) return cuts.door;
  if (isRoundScope(scope)) return cuts.round;
  return isUpkeepScope(scope) ? cuts.upkeep : cuts.others;
}

/** As many of the first ones as are enough for one transaction. */
async function cutSome(
  tx: Tx,
  scopes: readonly Scope[],
  cuts: Cuts,
): Promise<{ done: number; cut: number }> {
  let [done, cut, entries] = [0, 0, 0];
  for (const scope of scopes) {
    const left = await cutScope(tx, scope, dayOf(scope, cuts));
    done += 1;
    entries += left;
    if (left > 0) cut += 1;
    if (entries >= ENTRIES_AT_ONCE) break;
  }
  return { done, cut };
}

/** Gives how many entries are no longer read. */
async function cutScope(tx: Tx, scope: Scope, day: Day): Promise<number> {
  const head = await lockScope(tx, scope);
  if (head.cutDay !== null && head.cutDay >= day) return 0;
  const leaving = await tx
    .selectFrom('feed')
    .selectAll()
    .where('scope', '=', scope)
    .where('kind', '=', 'fact')
    .where('day', '<', day)
    .$if(head.cutDay !== null, (rows) => rows.where('day', '>=', head.cutDay))
    .execute();
  let sum: DigestLanes = [head.cutD0, head.cutD1, head.cutD2, head.cutD3];
  for (const entry of leaving) sum = addLanes(sum, lanesOf(entry), 1);
  const [cutD0, cutD1, cutD2, cutD3] = sum;
  const cutCount = head.cutCount + leaving.length;
  await tx
    .updateTable('scopeHead')
    .set({ cutDay: day, cutCount, cutD0, cutD1, cutD2, cutD3 })
    .where('scope', '=', scope)
    .execute();
  return leaving.length;
}

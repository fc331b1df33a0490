import type { Instant } from '../../domain/id.ts';
import { RETENTION_CLASSES, typesKept, type RetentionClass } from '../../domain/retention-class.ts';
import type { Scope } from '../../domain/scope.ts';
import { addLanes } from '../../protocol/lanes.ts';
import type { DigestLanes } from '../../protocol/sync.ts';
import { lanesOf } from '../database/digest.ts';
import { lockScope } from '../database/lock-scope.ts';
import type { Db } from '../database/open.ts';
import type { Tables, Tx } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';

const AT_ONCE = 200;
/** What a build does not know is kept no longer than what happens at a door. */
const BUT_DOOR = RETENTION_CLASSES.filter((one) => one !== 'door').flatMap(typesKept);

/** Operations of a class are erased when `correctedAt` lies before these. */
export type PurgeLimits = Readonly<Record<RetentionClass | 'parked', Instant>>;

/**
 * Erases what is too old: the envelope goes, and with it photos that nothing else names and the feeds'
 * word on where it lay. Id, number and hash stay, so a resend is still known. Gives how many went.
 */
export async function purgeOperations(
  db: Db,
  of: { limits: PurgeLimits; at: Instant },
  stillMine: () => Promise<void>,
): Promise<number> {
  let purged = 0;
  for (;;) {
    await stillMine();
    const count = await writeDatabase(db, (tx) => purgeSome(tx, of));
    purged += count;
    if (count < AT_ONCE) return purged;
  }
}

async function purgeSome(
  tx: Tx,
  { limits, at }: { limits: PurgeLimits; at: Instant },
): Promise<number> {
  const rows = await tooOld(tx, limits).orderBy('op.correctedAt').limit(AT_ONCE).execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx
    .updateTable('opLog')
    .set({ envelope: '', accountId: null, outcome: 'purged', purgedAt: at })
    .where('id', 'in', ids)
    .execute();
  await purgeAttachments(tx, ids);
  await leaveFeeds(tx, ids);
  return ids.length;
}

/** A void is of the class of what it takes back; `root` is that one, and nothing for all other facts. */
function tooOld(tx: Tx, limits: PurgeLimits) {
  return tx
    .selectFrom('opLog as op')
    .leftJoin('opLog as root', (join) =>
      join.onRef('root.id', '=', 'op.rootId').on('op.type', '=', 'void'),
    )
    .select('op.id')
    .where('op.purgedAt', 'is', null)
    .where((where) => {
      const type = where.fn.coalesce('root.type', 'op.type');
      const isOf = (one: RetentionClass) =>
        one === 'door' ? where(type, 'not in', BUT_DOOR) : where(type, 'in', typesKept(one));
      return where.or([
        ...RETENTION_CLASSES.map((one) =>
          where.and([
            where('op.outcome', '=', 'stored'),
            isOf(one),
            where('op.correctedAt', '<', limits[one]),
          ]),
        ),
        where.and([
          where('op.outcome', '=', 'parked'),
          where('op.correctedAt', '<', limits.parked),
        ]),
      ]);
    });
}

const PER_SHA = ['attachment', 'attachmentHolder', 'attachmentWanted', 'attachmentChunk'] as const;

async function purgeAttachments(tx: Tx, ids: readonly string[]): Promise<void> {
  const refs = await tx
    .deleteFrom('attachmentRef')
    .where('opId', 'in', ids)
    .returning('sha')
    .execute();
  const shas = [...new Set(refs.map(({ sha }) => sha))];
  if (shas.length === 0) return;
  for (const table of PER_SHA)
    await tx
      .deleteFrom(table)
      .where('sha', 'in', shas)
      .where('sha', 'not in', tx.selectFrom('attachmentRef').select('sha'))
      .execute();
}

/** Scopes in the order of their names, as every writer takes them. */
async function leaveFeeds(tx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await tx
    .selectFrom('feed')
    .selectAll()
    .where('refId', 'in', ids)
    .where('kind', '=', 'fact')
    .execute();
  const scopes = new Set(rows.map((row) => row.scope));
  for (const scope of [...scopes].sort((a, b) => (a < b ? -1 : 1))) {
    const leaving = rows.filter((row) => row.scope === scope);
    await leaveFeed(tx, scope, leaving);
  }
}

async function leaveFeed(tx: Tx, scope: Scope, rows: readonly Tables['feed'][]): Promise<void> {
  const head = await lockScope(tx, scope);
  let all: DigestLanes = [head.d0, head.d1, head.d2, head.d3];
  let cut: DigestLanes = [head.cutD0, head.cutD1, head.cutD2, head.cutD3];
  let cutCount = head.cutCount;
  for (const row of rows) {
    const lanes = lanesOf(row);
    all = addLanes(all, lanes, -1);
    if (row.day === null || head.cutDay === null || row.day >= head.cutDay) continue;
    cut = addLanes(cut, lanes, -1);
    cutCount -= 1;
  }
  const [d0, d1, d2, d3] = all;
  const [cutD0, cutD1, cutD2, cutD3] = cut;
  const count = head.count - rows.length;
  await tx
    .updateTable('scopeHead')
    .set({ count, d0, d1, d2, d3, cutCount, cutD0, cutD1, cutD2, cutD3 })
    .where('scope', '=', scope)
    .execute();
  const seqs = rows.map(({ seq }) => seq);
  await tx.deleteFrom('feed').where('scope', '=', scope).where('seq', 'in', seqs).execute();
}

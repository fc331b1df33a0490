import { setImmediate } from 'node:timers/promises';
import type { Id } from '../../domain/id.ts';
import { addLanes, lanesOfSha, NO_LANES, sameLanes } from '../../protocol/lanes.ts';
import type { Db } from '../database/open.ts';
import type { Reader, Tx } from '../database/tables.ts';
import { readSnapshot, writeDatabase } from '../database/transaction.ts';
import { entriesAfter, type LogStand } from '../sync/device-log.ts';

/** Read and added up in one go, while requests wait. */
const PAGE = 1000;

/**
 * Counts every journal again from what is stored. One that claims more than is here is set back to
 * what is true, so that its phone offers the rest again. Gives how many were.
 */
export async function verifyLogs(db: Db, stillMine: () => Promise<void>): Promise<number> {
  const logs = await db.selectFrom('deviceLog').select('logId').orderBy('logId').execute();
  let differing = 0;
  for (const { logId } of logs) {
    await stillMine();
    if (!(await recountLog(db, logId))) differing += 1;
  }
  return differing;
}

/** `false` where the journal claimed something else than is here; it has been put right then. */
export async function recountLog(db: Db, logId: Id): Promise<boolean> {
  if (await readSnapshot(db, (tx) => isTrueOf(tx, logId))) return true;
  await writeDatabase(db, async (tx) => {
    await lockLog(tx, logId);
    const { contiguous, digest } = await countAgain(tx, logId, Number.MAX_SAFE_INTEGER);
    const [d0, d1, d2, d3] = digest;
    const counted = { contiguous, d0, d1, d2, d3 };
    await tx.updateTable('deviceLog').set(counted).where('logId', '=', logId).execute();
    const ofLog = tx.selectFrom('deviceLog').select('deviceId').where('logId', '=', logId);
    // What comes again is older than the last empty queue.
    await tx.updateTable('device').set({ emptiedAt: null }).where('id', 'in', ofLog).execute();
  });
  return false;
}

const lockLog = (tx: Tx, logId: Id) =>
  tx.updateTable('deviceLog').set({ logId }).where('logId', '=', logId).execute();

async function isTrueOf(tx: Reader, logId: Id): Promise<boolean> {
  const log = await tx
    .selectFrom('deviceLog')
    .selectAll()
    .where('logId', '=', logId)
    .executeTakeFirstOrThrow();
  const counted = await countAgain(tx, logId, log.contiguous);
  const told = [log.d0, log.d1, log.d2, log.d3] as const;
  return counted.contiguous === log.contiguous && sameLanes(counted.digest, [...told]);
}

/** Up to the first number that is not here, and to `through` at most. */
async function countAgain(tx: Reader, logId: Id, through: number): Promise<LogStand> {
  let stand: LogStand = { contiguous: 0, digest: NO_LANES };
  for (;;) {
    const rows = await entriesAfter(tx, logId, stand.contiguous)
      .where('logEntry.seq', '<=', through)
      .limit(PAGE)
      .execute();
    for (const { seq, sha } of rows) {
      if (seq !== stand.contiguous + 1) return stand;
      stand = { contiguous: seq, digest: addLanes(stand.digest, lanesOfSha(sha), 1) };
    }
    if (rows.length < PAGE) return stand;
    await setImmediate();
  }
}

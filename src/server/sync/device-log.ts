import type { Id } from '../../domain/id.ts';
import { addLanes, lanesOfSha } from '../../protocol/lanes.ts';
import type { DigestLanes } from '../../protocol/sync.ts';
import type { Reader, Tx } from '../database/tables.ts';
import { Problem } from '../problem.ts';

const MISSING_RANGES = 100;

/**
 * Opens the journal for this push and holds its row, so that a second request of the same journal
 * waits. Gives what it holds so far. Throws `log-fork` where another device already writes under this
 * journal's id.
 */
export async function openLog(tx: Tx, logId: Id, deviceId: Id): Promise<LogStand> {
  const row = await tx
    .insertInto('deviceLog')
    .values({ logId, deviceId, contiguous: 0 })
    .onConflict((conflict) => conflict.column('logId').doUpdateSet({ logId }))
    .returningAll()
    .executeTakeFirstOrThrow();
  if (row.deviceId !== deviceId) throw new Problem('log-fork');
  return { contiguous: row.contiguous, digest: [row.d0, row.d1, row.d2, row.d3] };
}

/** Up to which number a journal is here, and the sum over the shas of its operations up to there. */
export interface LogStand {
  contiguous: number;
  digest: DigestLanes;
}

/** The numbers of a journal above one, in their order, and what lies under each. */
export const entriesAfter = (tx: Reader, logId: Id, seq: number) =>
  tx
    .selectFrom('logEntry')
    .innerJoin('opLog', 'opLog.id', 'logEntry.opId')
    .select(['logEntry.seq', 'opLog.sha'])
    .where('logEntry.logId', '=', logId)
    .where('logEntry.seq', '>', seq)
    .orderBy('logEntry.seq');

/** Moves `contiguous` and its digest on, and tells which numbers below the highest one are not here. */
export async function countLog(
  tx: Tx,
  logId: Id,
): Promise<LogStand & { missing: [number, number][] }> {
  const log = await tx
    .selectFrom('deviceLog')
    .select(['contiguous', 'd0', 'd1', 'd2', 'd3'])
    .where('logId', '=', logId)
    .executeTakeFirstOrThrow();
  const rows = await entriesAfter(tx, logId, log.contiguous).execute();
  let { contiguous } = log;
  let digest: DigestLanes = [log.d0, log.d1, log.d2, log.d3];
  let last = contiguous;
  const missing: [number, number][] = [];
  for (const { seq, sha } of rows) {
    if (seq === contiguous + 1) {
      contiguous = seq;
      digest = addLanes(digest, lanesOfSha(sha), 1);
    } else if (seq > last + 1) missing.push([last + 1, seq - 1]);
    last = seq;
  }
  if (contiguous !== log.contiguous) {
    const [d0, d1, d2, d3] = digest;
    await tx
      .updateTable('deviceLog')
      .set({ contiguous, d0, d1, d2, d3 })
      .where('logId', '=', logId)
      .execute();
  }
  return { contiguous, digest, missing: missing.slice(0, MISSING_RANGES) };
}

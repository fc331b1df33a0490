import type { Id } from '../../domain/id.ts';
import type { Tx } from '../database/tables.ts';
import { Problem } from '../problem.ts';

const MISSING_RANGES = 100;

/**
 * Opens the journal for this push and holds its row, so that a second request of the same journal
 * waits. Throws `log-fork` where another device already writes under this journal's id.
 */
export async function openLog(tx: Tx, logId: Id, deviceId: Id): Promise<void> {
  const row = await tx
    .insertInto('deviceLog')
    .values({ logId, deviceId, contiguous: 0 })
    .onConflict((conflict) => conflict.column('logId').doUpdateSet({ logId }))
    .returning('deviceId')
    .executeTakeFirstOrThrow();
  if (row.deviceId !== deviceId) throw new Problem('log-fork');
}

/** Moves `contiguous` on and tells which numbers below the highest one are not here. */
export async function countLog(
  tx: Tx,
  logId: Id,
): Promise<{ contiguous: number; missing: [number, number][] }> {
  const log = await tx
    .selectFrom('deviceLog')
    .select('contiguous')
    .where('logId', '=', logId)
    .executeTakeFirstOrThrow();
  const rows = await tx
    .selectFrom('logEntry')
    .select('seq')
    .where('logId', '=', logId)
    .where('seq', '>', log.contiguous)
    .orderBy('seq')
    .execute();
  let contiguous = log.contiguous;
  let last = contiguous;
  const missing: [number, number][] = [];
  for (const { seq } of rows) {
    if (seq === contiguous + 1) contiguous = seq;
    else if (seq > last + 1) missing.push([last + 1, seq - 1]);
    last = seq;
  }
  if (contiguous !== log.contiguous)
    await tx.updateTable('deviceLog').set({ contiguous }).where('logId', '=', logId).execute();
  return { contiguous, missing: missing.slice(0, MISSING_RANGES) };
}

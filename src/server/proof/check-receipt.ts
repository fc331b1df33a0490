import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import { isOfShift } from '../../domain/shift-receipt.ts';
import { lanesText, sumOfShas } from '../../protocol/lanes.ts';
import type { ReceiptCheck, ShiftReceipt } from '../../protocol/office-proof.ts';
import type { Reader } from '../database/tables.ts';

/** No shift is longer, whatever the policy says; what it recorded lies within. */
const LONGEST_SHIFT_MS = 48 * 3_600_000;

/** Adds up what is here of the shift, parked records too, and compares it with what the phone showed. */
export async function checkReceipt(db: Reader, receipt: ShiftReceipt): Promise<ReceiptCheck> {
  const shift = await db
    .selectFrom('opLog')
    .leftJoin('account', 'account.id', 'opLog.accountId')
    .select(['opLog.deviceId', 'opLog.accountId', 'opLog.correctedAt', 'account.name'])
    .where('opLog.id', '=', receipt.shiftId)
    .where('opLog.type', 'in', ['shift', 'round'])
    .where('opLog.purgedAt', 'is', null)
    .executeTakeFirst();
  if (shift === undefined) return { outcome: 'unknown', count: 0, startedAt: null, byName: null };
  const { correctedAt: startedAt, name: byName } = shift;
  const shas = await shasOfShift(db, receipt.shiftId, shift);
  const isEqual = shas.length === receipt.count && lanesText(sumOfShas(shas)) === receipt.digest;
  return { outcome: isEqual ? 'equal' : 'differs', count: shas.length, startedAt, byName };
}

async function shasOfShift(
  db: Reader,
  shiftId: Id,
  shift: { deviceId: Id; accountId: Id | null; correctedAt: string },
): Promise<string[]> {
  const startMs = Date.parse(shift.correctedAt);
  const around = (ms: number): string => new Date(startMs + ms).toISOString();
  const rows = await db
    .selectFrom('opLog')
    .select(['sha', 'envelope'])
    .where('purgedAt', 'is', null)
    .where('deviceId', '=', shift.deviceId)
    .where('accountId', '=', shift.accountId)
    // A phone whose clock jumped may have stamped some of it before the beginning.
    .where('correctedAt', '>=', around(-LONGEST_SHIFT_MS))
    .where('correctedAt', '<=', around(LONGEST_SHIFT_MS))
    .execute();
  return rows
    .filter(({ envelope }) => isOfShift(JSON.parse(envelope) as Operation, shiftId))
    .map(({ sha }) => sha);
}

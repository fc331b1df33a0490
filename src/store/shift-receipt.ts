import type { Id } from '../domain/id.ts';
import { isShift } from '../domain/shift.ts';
import { isOfShift } from '../domain/shift-receipt.ts';
import { addLanes, lanesText, NO_LANES } from '../protocol/lanes.ts';
import type { ShiftReceipt } from '../protocol/office-proof.ts';
import type { Journal } from './journal.ts';
import { lanesOfOperation } from './operation-lanes.ts';

/** What a warden can show of a shift: `receipt` is over what was received, `total` over all of it. */
export interface ShiftProof {
  total: number;
  receipt: ShiftReceipt;
}

/** Of a shift that this phone kept within the last days. What was set aside counts as received: the server has it. */
export async function proveShift(journal: Journal, shiftId: Id): Promise<ShiftProof> {
  const own = journal.entries().filter(({ operation }) => isOfShift(operation, shiftId));
  const received = own.filter(({ state }) => state !== 'pending');
  const lanes = await Promise.all(received.map(({ operation }) => lanesOfOperation(operation)));
  const digest = lanes.reduce((sum, each) => addLanes(sum, each, 1), NO_LANES);
  return {
    total: own.length,
    receipt: { shiftId, count: received.length, digest: lanesText(digest) },
  };
}

/** The shift or round that this account began last on this phone, running or ended; `null` if none is remembered. */
export function latestShift(journal: Journal, accountId: Id): Id | null {
  const shifts = journal
    .entries()
    .filter(({ operation }) => isShift(operation.type) && operation.by === accountId);
  return shifts.at(-1)?.operation.id ?? null;
}

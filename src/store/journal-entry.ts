import type { Id, Instant } from '../domain/id.ts';
import type { Fact, Operation } from '../domain/operation.ts';
import type { OperationResult } from '../protocol/sync.ts';
import type { OperationRow, OperationState } from './journal-database.ts';
import type { Sealed } from './seal.ts';

/** One operation of this phone, by any of its people. */
export interface JournalEntry {
  operation: Operation;
  deviceId: Id;
  state: OperationState;
  /** `null` until the first recognised receipt. */
  result: OperationResult | null;
  /** A parked one that its author has taken back or replaced: nobody need look at it any more. */
  isAnswered: boolean;
  /** By the device's clock. */
  recordedAt: Instant;
}

export interface SealedOperation {
  operation: Omit<Operation, 'seq'>;
  deviceId: Id;
}

/** An operation as a fact: with the server's stamps once it has a receipt, else with the phone's own estimate. */
export function factOf({ operation, deviceId, result }: JournalEntry): Fact {
  const { id, by, at, zone, type, tv, shiftId, body, offsetMs } = operation;
  const correctedAt =
    result?.correctedAt ?? new Date(Date.parse(at) + (offsetMs ?? 0)).toISOString();
  const receivedAt = result?.receivedAt ?? null;
  return { id, by, deviceId, at, zone, correctedAt, receivedAt, type, tv, shiftId, body };
}

/** `null` where the row can no longer be read: its key is gone or its bytes were damaged. */
export async function readRow(
  row: OperationRow,
  unseal: (sealed: Sealed) => Promise<string>,
): Promise<JournalEntry | null> {
  try {
    const { operation, deviceId }: SealedOperation = JSON.parse(await unseal(row.sealed));
    const result = await readReceipt(row.receipt, unseal);
    return {
      operation: { ...operation, seq: row.seq },
      deviceId,
      state: row.state,
      result,
      isAnswered: row.answeredBy !== undefined,
      recordedAt: operation.at,
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null;
    throw error;
  }
}

const readReceipt = async (
  receipt: OperationRow['receipt'],
  unseal: (sealed: Sealed) => Promise<string>,
): Promise<OperationResult | null> =>
  ArrayBuffer.isView(receipt) ? JSON.parse(await unseal(receipt)) : receipt;

import type { Operation } from '../domain/operation.ts';
import {
  NOBODY_ID,
  standInIdOf,
  UNREADABLE_TYPE,
  type Unreadable,
} from '../protocol/unreadable.ts';
import type { OperationRow } from './journal-database.ts';
import { readRow, type JournalEntry } from './journal-entry.ts';
import { toBase64url } from './secret.ts';
import type { Vault } from './vault.ts';

/**
 * What goes up for a record that can be read no longer. The same each time, so that it is sent, counted and known
 * again like any other operation. Unsigned: whose it was lies in what cannot be read.
 */
function standInFor({ id, seq, sealed }: OperationRow): Operation {
  const body: Unreadable = { record: id, sealed: toBase64url(sealed) };
  return {
    id: standInIdOf(id),
    seq,
    by: NOBODY_ID,
    at: recordedAt(id),
    zone: 'UTC',
    boot: '',
    monoMs: 0,
    offsetMs: null,
    type: UNREADABLE_TYPE,
    tv: 1,
    shiftId: null,
    body,
    sig: '',
  };
}

/** What this row says to the server: its operation, or what stands in for one. */
export async function operationOfRow(
  row: OperationRow,
  { vault, entry }: { vault: Vault; entry?: JournalEntry | undefined },
): Promise<Operation> {
  const read = entry ?? (await readRow(row, vault.unsealForDevice));
  // What an operation says never changes; its number does, where a journal forks.
  return read === null ? standInFor(row) : { ...read.operation, seq: row.seq };
}

/** What was sent for a row that has its receipt; `null` where it was damaged since. */
export async function sentOfRow(
  row: OperationRow,
  { vault }: { vault: Vault },
): Promise<Operation | null> {
  if (row.state === 'unreadable') return standInFor(row);
  const read = await readRow(row, vault.unsealForDevice);
  return read && { ...read.operation, seq: row.seq };
}

/** A UUID of version 7 begins with its time. */
function recordedAt(id: string): string {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toISOString();
}

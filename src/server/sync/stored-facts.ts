import type { Id, Instant } from '../../domain/id.ts';
import { readFact, type ReadBody } from '../../domain/fact.ts';
import type { Fact, Operation } from '../../domain/operation.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Reader, Tables } from '../database/tables.ts';
import type { PushWork } from './push-work.ts';

export type OpRow = Tables['opLog'];

/** A fact that counts: stored, and readable by this build. */
export interface StoredFact {
  row: OpRow;
  fact: Fact;
  read: ReadBody;
}

export async function findFact(db: Reader, id: Id): Promise<StoredFact | null> {
  const row = await db
    .selectFrom('opLog')
    .selectAll()
    .where('id', '=', id)
    .where('outcome', '=', 'stored')
    .executeTakeFirst();
  return row === undefined ? null : readRow(row);
}

/** The first fact of a chain of amendments and voids, and all that are about it. */
export async function findFamily(db: Reader, rootId: Id): Promise<StoredFact[]> {
  const rows = await db
    .selectFrom('opLog')
    .selectAll()
    .where((where) => where.or([where('id', '=', rootId), where('rootId', '=', rootId)]))
    .where('outcome', '=', 'stored')
    .execute();
  return rows.map(readRow).filter((fact) => fact !== null);
}

function readRow(row: OpRow): StoredFact | null {
  const fact = factOf(row);
  const read = readFact(fact);
  return read === null ? null : { row, fact, read };
}

/** The fact as it comes down. */
export function factOf(
  row: Pick<OpRow, 'id' | 'deviceId' | 'envelope' | 'correctedAt' | 'receivedAt'>,
): Fact {
  const { by, at, zone, type, tv, shiftId, body } = JSON.parse(row.envelope) as Operation;
  const { id, deviceId, correctedAt, receivedAt } = row;
  return { id, by, deviceId, at, zone, correctedAt, receivedAt, type, tv, shiftId, body };
}

/** Where a fact lies, what this push is about to file included. */
export async function scopesOfFact(work: PushWork, id: Id): Promise<Scope[]> {
  const rows = await work.tx
    .selectFrom('feed')
    .select('scope')
    .where('refId', '=', id)
    .where('kind', '=', 'fact')
    .execute();
  const coming = work.changes.filter((change) => change.kind === 'fact' && change.refId === id);
  return [...rows, ...coming].map((entry) => entry.scope);
}

/** Whether the account's shift was running at a moment, by its policy's hours and its earliest end. */
export async function isShiftRunning(
  db: Reader,
  shiftId: Id,
  at: { by: Id; instant: Instant; shiftHours: number },
): Promise<boolean> {
  const family = await findFamily(db, shiftId);
  const shift = family.find(({ row }) => row.id === shiftId && row.type === 'shift');
  if (shift?.fact.by !== at.by) return false;
  const overMs = Date.parse(shift.fact.correctedAt) + at.shiftHours * 3_600_000;
  if (Date.parse(at.instant) >= overMs) return false;
  return !family.some(({ row, fact }) => row.type === 'shift-end' && fact.correctedAt < at.instant);
}

import type { Id } from '../../domain/id.ts';
import { readFact, type ReadBody } from '../../domain/fact.ts';
import type { Fact, Operation } from '../../domain/operation.ts';
import type { Reader, Tables } from '../database/tables.ts';

export type OpRow = Tables['opLog'];

/** A fact that counts: stored, and readable by this build. */
export interface StoredFact {
  row: OpRow;
  fact: Fact;
  read: ReadBody;
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

/** `null` for a fact that this build cannot read. */
export function readRow(row: OpRow): StoredFact | null {
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

import type { Id } from '../domain/id.ts';
import type { OperationResult } from '../protocol/sync.ts';
import type { JournalDatabase, OperationRow, ReceiptsRow } from './journal-database.ts';
import { readSettled, receivedOf } from './journal-waiting.ts';
import type { NumberRange } from './number-ranges.ts';
import { isIn, rangesOf, spanOf, unite, without } from './settled-numbers.ts';

/*
 * Receipts lie beside the operations: a row for each batch, and the numbers that have one. An operation's own row says how it
 * stands only where no batch does. All of this is for a transaction over the tables of `standing`.
 */

/** Of the rows, those that wait. */
export async function onlyWaiting(
  db: JournalDatabase,
  rows: readonly OperationRow[],
): Promise<OperationRow[]> {
  const ranges = await readSettled(db);
  return rows.filter(({ state, seq }) => state === 'pending' && !isIn(ranges, seq));
}

/** The rows as they stand, each with its receipt. */
export async function withReceipts(
  db: JournalDatabase,
  rows: readonly OperationRow[],
): Promise<OperationRow[]> {
  const ranges = await readSettled(db);
  const covered = rows.filter(({ state, seq }) => state === 'pending' && isIn(ranges, seq));
  const span = spanOf(covered);
  if (span === null) return [...rows];
  const received = receivedOf(covered, await batchesOver(db, span));
  const byId = new Map(received.map((row) => [row.id, row]));
  return rows.map((row) => byId.get(row.id) ?? row);
}

function batchesOver(db: JournalDatabase, [first, last]: NumberRange): Promise<ReceiptsRow[]> {
  return db.receipts
    .where('last')
    .aboveOrEqual(first)
    .and((batch) => batch.first <= last)
    .toArray();
}

/** Keeps a batch's receipts, and that the `others`, whose own rows say how they stand, wait no more either. */
export async function keepReceipts(
  db: JournalDatabase,
  log: Id,
  batch: { results: readonly OperationResult[]; day: string; others: readonly number[] },
): Promise<void> {
  const { results, day, others } = batch;
  const row = await db.settled.get('settled');
  const isOfLog = row?.log === log;
  // Left behind where a build that knew nothing of them has forked.
  if (row !== undefined && !isOfLog) await db.receipts.clear();
  const numbers = rangesOf([...results.map(({ seq }) => seq), ...others]);
  const ranges = unite([...(isOfLog ? row.ranges : []), ...numbers]);
  const span = spanOf(results);
  await Promise.all([
    db.settled.put({ key: 'settled', log, ranges }),
    span && db.receipts.add({ first: span[0], last: span[1], day, results: [...results] }),
  ]);
}

/** These receipts are no more. Gives them. */
export async function dropReceipts(
  db: JournalDatabase,
  span: NumberRange,
  isGone: (result: OperationResult) => boolean,
): Promise<OperationResult[]> {
  const dropped: OperationResult[] = [];
  for (const batch of await batchesOver(db, span)) {
    const results = batch.results.filter((result) => !isGone(result));
    if (results.length === batch.results.length) continue;
    dropped.push(...batch.results.filter(isGone));
    if (results.length === 0) await db.receipts.delete(batch.id);
    else await db.receipts.put({ ...batch, results });
  }
  return dropped;
}

/** These numbers wait again. Gives what a batch said of them. */
export async function unsettle(
  db: JournalDatabase,
  gone: readonly NumberRange[],
): Promise<OperationResult[]> {
  const ranges = await readSettled(db);
  const [row, first, last] = [await db.settled.get('settled'), gone[0]?.[0], gone.at(-1)?.[1]];
  if (row === undefined || ranges.length === 0 || first === undefined || last === undefined)
    return [];
  await db.settled.put({ ...row, ranges: without(ranges, gone) });
  return dropReceipts(db, [first, last], ({ seq }) => isIn(gone, seq));
}

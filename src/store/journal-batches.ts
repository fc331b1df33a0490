import { Dexie, type PromiseExtended } from 'dexie';
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
export function onlyWaiting(
  db: JournalDatabase,
  rows: readonly OperationRow[],
): PromiseExtended<OperationRow[]> {
  return readSettled(db).then((ranges) =>
    rows.filter(({ state, seq }) => state === 'pending' && !isIn(ranges, seq)),
  );
}

/** The rows as they stand, each with its receipt. */
export function withReceipts(
  db: JournalDatabase,
  rows: readonly OperationRow[],
): PromiseExtended<OperationRow[]> {
  return readSettled(db).then((ranges) => {
    const covered = rows.filter(({ state, seq }) => state === 'pending' && isIn(ranges, seq));
    const span = spanOf(covered);
    if (span === null) return [...rows];
    return batchesOver(db, span).then((batches) => {
      const byId = new Map(receivedOf(covered, batches).map((row) => [row.id, row]));
      return rows.map((row) => byId.get(row.id) ?? row);
    });
  });
}

function batchesOver(
  db: JournalDatabase,
  [first, last]: NumberRange,
): PromiseExtended<ReceiptsRow[]> {
  return db.receipts
    .where('last')
    .aboveOrEqual(first)
    .and((batch) => batch.first <= last)
    .toArray();
}

/** Keeps a batch's receipts, and that the `others`, whose own rows say how they stand, wait no more either. */
export function keepReceipts(
  db: JournalDatabase,
  log: Id,
  batch: { results: readonly OperationResult[]; day: string; others: readonly number[] },
): PromiseExtended<unknown> {
  const { results, day, others } = batch;
  const numbers = rangesOf([...results.map(({ seq }) => seq), ...others]);
  const span = spanOf(results);
  return db.settled.get('settled').then((row) => {
    const isOfLog = row?.log === log;
    const ranges = unite([...(isOfLog ? row.ranges : []), ...numbers]);
    return Dexie.Promise.all([
      // Left behind where a build that knew nothing of them has forked.
      row !== undefined && !isOfLog ? db.receipts.clear() : null,
      db.settled.put({ key: 'settled', log, ranges }),
      span && db.receipts.add({ first: span[0], last: span[1], day, results: [...results] }),
    ]);
  });
}

/** These receipts are no more. Gives them. */
export function dropReceipts(
  db: JournalDatabase,
  span: NumberRange,
  isGone: (result: OperationResult) => boolean,
): PromiseExtended<OperationResult[]> {
  return batchesOver(db, span).then((batches) => {
    const hit = batches.filter(({ results }) => results.some(isGone));
    const kept = hit.map((batch) => ({
      ...batch,
      results: batch.results.filter((result) => !isGone(result)),
    }));
    const empty = kept.filter(({ results }) => results.length === 0).map(({ id }) => id);
    return Dexie.Promise.all([
      db.receipts.bulkDelete(empty),
      db.receipts.bulkPut(kept.filter(({ results }) => results.length > 0)),
    ]).then(() => hit.flatMap(({ results }) => results.filter(isGone)));
  });
}

/** These numbers wait again. Gives what a batch said of them. */
export function unsettle(
  db: JournalDatabase,
  gone: readonly NumberRange[],
): PromiseExtended<OperationResult[]> {
  const [first, last] = [gone[0]?.[0], gone.at(-1)?.[1]];
  return Dexie.Promise.all([readSettled(db), db.settled.get('settled')]).then(([ranges, row]) => {
    if (row === undefined || ranges.length === 0 || first === undefined || last === undefined)
      return [];
    return db.settled
      .put({ ...row, ranges: without(ranges, gone) })
      .then(() => dropReceipts(db, [first, last], ({ seq }) => isIn(gone, seq)));
  });
}

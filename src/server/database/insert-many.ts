import { setImmediate } from 'node:timers/promises';
import type { CompiledQuery, InsertQueryBuilder, InsertResult, Insertable } from 'kysely';
import type { Tables, Tx } from './tables.ts';

/** SQLite takes 32,766 parameters in a statement, PostgreSQL 65,535. */
const PARAMETERS = 4000;

/** What is written where. One that is kept (a constant) is compiled once for each number of rows. */
export interface Into<T extends keyof Tables> {
  table: T;
  finish?: (insert: Insert<T>) => Insert<T>;
}

type Insert<T extends keyof Tables> = InsertQueryBuilder<Tables, T, InsertResult>;

/**
 * Inserts rows in large statements. All rows must have the same keys in the same order: a statement
 * is built once and then run again with other parameters, which halves the time of 30,000 people.
 * Gives the number of rows written.
 */
export async function insertMany<T extends keyof Tables>(
  tx: Tx,
  into: Into<T>,
  rows: readonly Insertable<Tables[T]>[],
): Promise<number> {
  const width = Object.keys(rows[0] ?? {}).length;
  const chunkSize = Math.floor(PARAMETERS / Math.max(width, 1));
  let full: CompiledQuery | undefined;
  let written = 0;
  for (let start = 0; start < rows.length; start += chunkSize) {
    const chunk = rows.slice(start, start + chunkSize);
    let query: CompiledQuery;
    if (full !== undefined && chunk.length === chunkSize)
      query = { ...full, parameters: chunk.flatMap((row) => Object.values(row as object)) };
    else {
      const insert = tx.insertInto(into.table).values(chunk) as Insert<T>;
      query = (into.finish?.(insert) ?? insert).compile();
      if (chunk.length === chunkSize) full = query;
    }
    const result = await tx.executeQuery(query);
    written += Number(result.numAffectedRows ?? 0);
    // SQLite answers in this thread: others get a turn between two statements.
    if (chunk.length === chunkSize) await setImmediate();
  }
  return written;
}

/** Cuts a list for `in (…)`. */
export function* chunksOf<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

const IDS_IN_LIST = 512;

/**
 * Cuts ids for `in (…)`, each once. The lists have few different lengths (the last id is repeated up to
 * a power of two), so that a database prepares few different statements.
 */
export function* idChunks<T>(ids: readonly T[]): Generator<T[]> {
  for (const chunk of chunksOf([...new Set(ids)], IDS_IN_LIST)) {
    const [last] = chunk.slice(-1);
    const length = 2 ** Math.ceil(Math.log2(chunk.length));
    yield last === undefined ? chunk : [...chunk, ...Array<T>(length - chunk.length).fill(last)];
  }
}

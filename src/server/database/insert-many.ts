import { setImmediate } from 'node:timers/promises';
import {
  sql,
  type Compilable,
  type CompiledQuery,
  type DialectAdapter,
  type InsertQueryBuilder,
  type InsertResult,
  type Insertable,
  type QueryResult,
  type Selectable,
} from 'kysely';
import { isPostgres, withoutNul } from './postgres.ts';
import type { Tables, Tx } from './tables.ts';

/** SQLite takes 32,766 parameters in a statement, PostgreSQL 65,535. */
const PARAMETERS = 4000;

/** What is written where. Keep it as a constant: its statements are built once for each number of rows. */
export interface Into<T extends keyof Tables> {
  table: T;
  finish?: (insert: Insert<T>) => Compilable;
}

type Insert<T extends keyof Tables> = InsertQueryBuilder<Tables, T, InsertResult>;

/**
 * Inserts rows in large statements, on SQLite of few different sizes: built once, they are run again with
 * other parameters. All rows must have the same keys in the same order, and no value `undefined`. Gives the
 * number of rows written.
 */
export async function insertMany<T extends keyof Tables>(
  tx: Tx,
  into: Into<T>,
  rows: readonly Insertable<Tables[T]>[],
): Promise<number> {
  let written = 0;
  for await (const { numAffectedRows } of insertInParts(tx, into, rows))
    written += Number(numAffectedRows ?? 0);
  return written;
}

/** The same where `into` ends with `returning *`: gives the rows as they then are. */
export async function insertAndRead<T extends keyof Tables>(
  tx: Tx,
  into: Into<T>,
  rows: readonly Insertable<Tables[T]>[],
): Promise<Selectable<Tables[T]>[]> {
  const read: Selectable<Tables[T]>[] = [];
  for await (const part of insertInParts(tx, into, rows)) read.push(...part.rows);
  return read;
}

async function* insertInParts<T extends keyof Tables>(
  tx: Tx,
  into: Into<T>,
  rows: readonly Insertable<Tables[T]>[],
): AsyncGenerator<QueryResult<Selectable<Tables[T]>>> {
  if (isPostgres(tx)) {
    for (const part of chunksOf(rows, ROWS_AT_ONCE))
      yield await tx.executeQuery<Selectable<Tables[T]>>(insertFromJson(tx, into, part));
    return;
  }
  const width = Object.keys(rows[0] ?? {}).length;
  const largest = powerOfTwoBelow(PARAMETERS / Math.max(width, 1));
  for (let start = 0; start < rows.length;) {
    const size = Math.min(largest, powerOfTwoBelow(rows.length - start));
    const part = rows.slice(start, start + size);
    const parameters = valuesOf(part);
    const statement = statementFor(tx, into, {
      key: `${String(size)} ${Object.keys(part[0] ?? {}).join()}`,
      build: () => tx.insertInto(into.table).values(part),
    });
    yield await tx.executeQuery<Selectable<Tables[T]>>({ ...statement, parameters });
    start += size;
    // SQLite answers in this thread: others get a turn between two large statements.
    if (size === largest) await setImmediate();
  }
}

const ROWS_AT_ONCE = 1000;

/** PostgreSQL reads any number of rows from one JSON text: one statement for all sizes, prepared once. No bytes. */
function insertFromJson<T extends keyof Tables>(
  tx: Tx,
  into: Into<T>,
  rows: readonly Insertable<Tables[T]>[],
): CompiledQuery {
  const keys = Object.keys(rows[0] ?? {}) as (keyof Tables[T] & string)[];
  const names = keys.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const parameters = [JSON.stringify(rows.map((row) => rename(row, names)))];
  const build = () => {
    const from = sql<Tables[T]>`json_populate_recordset(null::${sql.table(into.table)}, ${''})`;
    const columns = sql.join(keys.map((key) => sql.ref(key)));
    return tx
      .insertInto(into.table)
      .columns(keys)
      .expression(sql`select ${columns} from ${from}`);
  };
  return { ...statementFor(tx, into, { key: keys.join(), build }), parameters };
}

function rename(row: object, names: readonly string[]): Record<string, unknown> {
  const renamed: Record<string, unknown> = {};
  for (const [index, value] of Object.values(row).entries()) {
    const name = names[index];
    if (name !== undefined) renamed[name] = storable(value);
  }
  return renamed;
}

/** PostgreSQL's JSON has neither NUL nor half a surrogate pair, which a parameter would lose on its way. */
function storable(value: unknown): unknown {
  const text = withoutNul(value);
  return typeof text === 'string' ? text.replace(/\p{Surrogate}/gu, '\uFFFD') : text;
}

/** A loop: `flatMap` takes several times as long, and this runs for every value that is stored. */
function valuesOf(rows: readonly object[]): unknown[] {
  const values: unknown[] = [];
  for (const row of rows) for (const value of Object.values(row)) values.push(value);
  return values;
}

const powerOfTwoBelow = (count: number): number => 2 ** Math.floor(Math.log2(count));

/** By `into`, by database, by what tells the statements of one table apart. */
const kept = new WeakMap<object, WeakMap<DialectAdapter, Map<string, CompiledQuery>>>();

function statementFor<T extends keyof Tables>(
  tx: Tx,
  into: Into<T>,
  { key, build }: { key: string; build: () => unknown },
): CompiledQuery {
  const { adapter } = tx.getExecutor();
  const byDatabase = kept.get(into) ?? new WeakMap<DialectAdapter, Map<string, CompiledQuery>>();
  kept.set(into, byDatabase);
  const byKey = byDatabase.get(adapter) ?? new Map<string, CompiledQuery>();
  byDatabase.set(adapter, byKey);
  const known = byKey.get(key);
  if (known !== undefined) return known;
  const insert = build() as Insert<T>;
  const { sql: text, queryId } = (into.finish?.(insert) ?? insert).compile();
  const statement: CompiledQuery = {
    sql: text,
    queryId,
    query: { kind: 'InsertQueryNode' },
    parameters: [],
  };
  byKey.set(key, statement);
  return statement;
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

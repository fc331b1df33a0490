import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type TransactionSettings,
} from 'kysely';
import { onTestFinished } from 'vitest';
import { databaseOver, type Db } from '../../src/server/database/open.ts';
import { openPostgres } from '../../src/server/database/postgres.ts';

/** The statement by which a transaction takes its numbers, and holds the counters until it ends. */
const TAKES_NUMBERS = /^insert into "scope_head"/;

/**
 * The same database for the product's own writing code, with its locking taken out: numbers are taken by a
 * connection of their own, which commits at once, so that no counter is held while the rest is written.
 */
export async function openWithoutLocks(url: string, report: (error: unknown) => void): Promise<Db> {
  const base = await openPostgres(url, report);
  const counters = (await openPostgres(url, report)).createDriver();
  await counters.init();
  const db = databaseOver(withoutLocks(base, counters));
  onTestFinished(async () => {
    await db.destroy();
    await counters.destroy();
  });
  return db;
}

function withoutLocks(base: Dialect, counters: Driver): Dialect {
  return {
    createAdapter: () => base.createAdapter(),
    createIntrospector: (db: Kysely<never>) => base.createIntrospector(db),
    createQueryCompiler: () => base.createQueryCompiler(),
    createDriver: () => {
      const driver = base.createDriver();
      const inner = new WeakMap<DatabaseConnection, DatabaseConnection>();
      const own = (outer: DatabaseConnection) => inner.get(outer) ?? outer;
      return {
        init: () => driver.init(),
        acquireConnection: async () => {
          const connection = await driver.acquireConnection();
          const outer = outside(connection, counters);
          inner.set(outer, connection);
          return outer;
        },
        beginTransaction: (outer: DatabaseConnection, settings: TransactionSettings) =>
          driver.beginTransaction(own(outer), settings),
        commitTransaction: (outer: DatabaseConnection) => driver.commitTransaction(own(outer)),
        rollbackTransaction: (outer: DatabaseConnection) => driver.rollbackTransaction(own(outer)),
        releaseConnection: (outer: DatabaseConnection) => driver.releaseConnection(own(outer)),
        destroy: () => driver.destroy(),
      };
    },
  };
}

function outside(connection: DatabaseConnection, counters: Driver): DatabaseConnection {
  return {
    streamQuery: (query: CompiledQuery, size: number) => connection.streamQuery(query, size),
    executeQuery: async <Row>(query: CompiledQuery) => {
      if (!TAKES_NUMBERS.test(query.sql)) return connection.executeQuery<Row>(query);
      const other = await counters.acquireConnection();
      try {
        return await other.executeQuery<Row>(query);
      } finally {
        await counters.releaseConnection(other);
      }
    },
  };
}

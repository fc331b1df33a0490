import {
  CompiledQuery,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { SqliteFile, SqliteStatement } from './sqlite-module.ts';
import { Turns } from './turns.ts';

export type OpenSqlite = (what: 'writer' | 'reader') => SqliteFile;

/**
 * SQLite through the `node:sqlite` API. One writer: a transaction begins with `begin immediate` and
 * the next one waits in this process for its turn. Reads outside a transaction, and transactions
 * with access mode `read only`, have handles of their own and wait for nobody (WAL snapshots).
 */
export function sqliteDialect(open: OpenSqlite): Dialect {
  return {
    createDriver: () => new SqliteDriver(open),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => ADAPTER,
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** Migrations run inside a transaction, which SQLite can; the process is the only writer. */
const ADAPTER: DialectAdapter = {
  supportsCreateIfNotExists: true,
  supportsTransactionalDdl: true,
  supportsReturning: true,
  acquireMigrationLock: () => Promise.resolve(),
  releaseMigrationLock: () => Promise.resolve(),
};

class SqliteDriver implements Driver {
  readonly #open: OpenSqlite;
  readonly #turns = new Turns(1);
  readonly #idleReaders: Handle[] = [];
  readonly #all: Handle[] = [];
  #writer: Handle | undefined;

  constructor(open: OpenSqlite) {
    this.#open = open;
  }

  init(): Promise<void> {
    this.#writer = this.#newHandle('writer');
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(new SqliteConnection(this));
  }

  async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    const own = connection as SqliteConnection;
    if (settings.accessMode === 'read only') {
      own.handle = this.takeReader();
      own.handle.run(CompiledQuery.raw('begin'));
      return;
    }
    const handle = await this.takeWriter();
    try {
      handle.run(CompiledQuery.raw('begin immediate'));
      own.handle = handle;
    } catch (error) {
      this.giveBack(handle);
      throw error;
    }
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#end(connection as SqliteConnection, 'commit');
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#end(connection as SqliteConnection, 'rollback');
  }

  /** A commit that fails keeps the handle, for the rollback that follows. */
  #end(connection: SqliteConnection, how: 'commit' | 'rollback'): Promise<void> {
    connection.handle?.run(CompiledQuery.raw(how));
    return this.releaseConnection(connection);
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    const own = connection as SqliteConnection;
    if (own.handle !== undefined) this.giveBack(own.handle);
    own.handle = undefined;
    return Promise.resolve();
  }

  /** The main file then holds everything: whoever copies it alone, has it all. */
  destroy(): Promise<void> {
    this.#writer?.file.exec('pragma wal_checkpoint(truncate)');
    for (const handle of this.#all) handle.file.close();
    return Promise.resolve();
  }

  takeReader(): Handle {
    return this.#idleReaders.pop() ?? this.#newHandle('reader');
  }

  async takeWriter(): Promise<Handle> {
    await this.#turns.take();
    if (this.#writer === undefined) throw new Error('the database is not open');
    return this.#writer;
  }

  giveBack(handle: Handle): void {
    if (handle === this.#writer) this.#turns.pass();
    else this.#idleReaders.push(handle);
  }

  #newHandle(what: 'writer' | 'reader'): Handle {
    const handle = new Handle(this.#open(what));
    this.#all.push(handle);
    return handle;
  }
}

/** Has a handle only while it is in a transaction; otherwise borrows one for each statement. */
class SqliteConnection implements DatabaseConnection {
  handle: Handle | undefined;
  readonly #driver: SqliteDriver;

  constructor(driver: SqliteDriver) {
    this.#driver = driver;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.handle !== undefined) return this.handle.run<Row>(query);
    const isRead = query.query.kind === 'SelectQueryNode';
    const handle = isRead ? this.#driver.takeReader() : await this.#driver.takeWriter();
    try {
      return handle.run<Row>(query);
    } finally {
      this.#driver.giveBack(handle);
    }
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not used: read in pages');
  }
}

const STATEMENTS_KEPT = 400;

class Handle {
  readonly file: SqliteFile;
  readonly #statements = new Map<string, { statement: SqliteStatement; givesRows: boolean }>();

  constructor(file: SqliteFile) {
    this.file = file;
  }

  run<Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> {
    const { statement, givesRows } = this.#prepare(sql);
    if (givesRows) return { rows: statement.all(...parameters) as Row[] };
    const { changes } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  #prepare(sql: string): { statement: SqliteStatement; givesRows: boolean } {
    const kept = this.#statements.get(sql);
    if (kept !== undefined) {
      // The least used goes first.
      this.#statements.delete(sql);
      this.#statements.set(sql, kept);
      return kept;
    }
    const statement = this.file.prepare(sql);
    const prepared = { statement, givesRows: statement.columns().length > 0 };
    const oldest = this.#statements.keys().next();
    if (this.#statements.size >= STATEMENTS_KEPT && oldest.done !== true)
      this.#statements.delete(oldest.value);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  Driver,
  QueryResult,
  TransactionSettings,
} from 'kysely';

export interface Steps {
  /** Waits for its turn before every call of the database: the server may die in between. */
  turn: (label: string, detail: string) => Promise<void>;
  /** Commits, or (a control of the proof) answers first and commits when it likes. */
  commit: (commit: () => Promise<void>) => Promise<'committed' | 'later'>;
}

/** The product's own dialect, with a wait between any two calls. */
export function steppedDialect(dialect: Dialect, steps: Steps): Dialect {
  return {
    createDriver: () => new SteppedDriver(dialect.createDriver(), steps),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}

class SteppedDriver implements Driver {
  readonly #driver: Driver;
  readonly #steps: Steps;

  constructor(driver: Driver, steps: Steps) {
    this.#driver = driver;
    this.#steps = steps;
  }

  init(): Promise<void> {
    return this.#driver.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new SteppedConnection(await this.#driver.acquireConnection(), this.#steps);
  }

  async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    await this.#steps.turn('begin', settings.accessMode ?? '');
    await this.#driver.beginTransaction(innerOf(connection), settings);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#steps.turn('commit', '');
    const own = connection as SteppedConnection;
    const how = await this.#steps.commit(() => this.#driver.commitTransaction(own.inner));
    own.isLate = how === 'later';
    await this.#steps.turn('committed', '');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#driver.rollbackTransaction(innerOf(connection));
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    // The late commit lets go of it by itself.
    if ((connection as SteppedConnection).isLate) return;
    await this.#driver.releaseConnection(innerOf(connection));
  }

  destroy(): Promise<void> {
    return this.#driver.destroy();
  }
}

const innerOf = (connection: DatabaseConnection): DatabaseConnection =>
  (connection as SteppedConnection).inner;

class SteppedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  isLate = false;
  readonly #steps: Steps;

  constructor(inner: DatabaseConnection, steps: Steps) {
    this.inner = inner;
    this.#steps = steps;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    await this.#steps.turn('query', query.sql);
    return this.inner.executeQuery<Row>(query);
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not used');
  }
}

import {
  PostgresAdapter,
  PostgresDialect,
  type Kysely,
  type PostgresPool,
  type PostgresPoolClient,
} from 'kysely';
import { Pool, types, type PoolClient } from 'pg';
import { assertFit, UnfitDatabase } from './postgres-settings.ts';

const INT8 = 20;
/** A server that hangs in the middle of a transaction holds up others on the same scopes no longer than this. */
const IDLE_IN_TRANSACTION_MS = 120_000;
const CONNECT_MS = 15_000;

/**
 * PostgreSQL by URL. Throws `UnfitDatabase` where a setting lets a commit return before it is on disk;
 * each new connection is asked again. A connection that breaks, in use or not, is reported and
 * replaced: the server outlives a restart of PostgreSQL.
 */
export async function openPostgres(
  url: string,
  report: (error: unknown) => void,
): Promise<PostgresDialect> {
  const pool = new Pool({
    connectionString: url,
    application_name: 'shouwang',
    types: { getTypeParser },
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    verify: (client, done) => {
      assertFit(client).then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  pool.on('error', report);
  // A checked-out client has no listener of the pool's; without one its error ends the process.
  pool.on('connect', (client) => client.on('error', report));
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new PostgresDialect({ pool: writingText(pool) });
}

/** Whether other server processes may work on the same database, and rows must be locked by hand. */
export const isPostgres = <T>(db: Kysely<T>): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter;

/** SQLSTATE classes 08, 53 and 57P, and what sockets and pool say. */
const AWAY_CODE = /^(08|53|57P|ECONN|ENOTFOUND|EPIPE|ETIMEDOUT|EAI_AGAIN)/;
const AWAY_WORDS = /connection (terminated|error)|timeout exceeded when trying to connect/i;

/** The database cannot be asked now; the same request may be sent again. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof UnfitDatabase) return true;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if ('code' in error && typeof error.code === 'string' && AWAY_CODE.test(error.code)) return true;
  return AWAY_WORDS.test(error.message);
}

/** Counters and sizes are int8: numbers to us. All stay far below 2^53. */
const getTypeParser: typeof types.getTypeParser = (oid, format) =>
  (oid as number) === INT8 ? Number : types.getTypeParser(oid, format);

/**
 * PostgreSQL's text has no NUL, which SQLite keeps and any JSON may hold: it becomes U+FFFD here.
 * What was signed and hashed is stored as JSON, where it stands escaped.
 */
function writingText(pool: Pool): PostgresPool {
  const known = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    connect: async () => {
      const client = await pool.connect();
      const writing = known.get(client) ?? writingClient(client);
      known.set(client, writing);
      return writing;
    },
    end: () => pool.end(),
  };
}

/** Statements are read and planned once for each connection, up to so many different ones. */
const PREPARED = 500;
/** feature_not_supported: a newer server has changed a table since this connection prepared its statements. */
const STALE_CODE = '0A000';

function writingClient(client: PoolClient): PostgresPoolClient {
  const names = new Map<string, string>();
  let isStale = false;
  const nameOf = (sql: string): string | undefined => {
    const name = names.get(sql);
    if (name !== undefined || names.size === PREPARED) return name;
    const next = `s${String(names.size)}`;
    names.set(sql, next);
    return next;
  };
  const query = async (sql: string, parameters: readonly unknown[]) => {
    const name = parameters.length === 0 ? undefined : nameOf(sql);
    const values = parameters.map(withoutNul);
    try {
      return await client.query({ text: sql, values, ...(name !== undefined && { name }) });
    } catch (error) {
      isStale ||= error instanceof Error && 'code' in error && error.code === STALE_CODE;
      throw error;
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(isStale),
  };
}

export const withoutNul = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;

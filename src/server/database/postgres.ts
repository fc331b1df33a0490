import { PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';

const INT8 = 20;

/**
 * PostgreSQL by URL. Throws if the role's `synchronous_commit` lets a commit return before it is on
 * disk. A connection that breaks while nobody uses it is reported and replaced.
 */
export async function openPostgres(
  url: string,
  report: (error: unknown) => void,
): Promise<PostgresDialect> {
  const pool = new Pool({ connectionString: url, types: { getTypeParser } });
  pool.on('error', report);
  // A checked-out client has no listener of the pool's; without one its error ends the process.
  pool.on('connect', (client) => client.on('error', report));
  const { rows } = await pool.query<{ synchronous_commit: string }>('show synchronous_commit');
  const setting = rows[0]?.synchronous_commit;
  if (setting === undefined || setting === 'off' || setting === 'local') {
    await pool.end();
    throw new Error(
      `PostgreSQL has synchronous_commit=${String(setting)}; set it to on for our role.`,
    );
  }
  return new PostgresDialect({ pool });
}

/** Counters and sizes are int8: numbers to us. All stay far below 2^53. */
const getTypeParser: typeof types.getTypeParser = (oid, format) =>
  (oid as number) === INT8 ? Number : types.getTypeParser(oid, format);

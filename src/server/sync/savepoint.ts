import { sql } from 'kysely';
import type { Tx } from '../database/tables.ts';

/**
 * Runs `work` so that a fault of ours in it undoes only what `work` wrote. What the database itself
 * throws goes on up: then nothing may be acknowledged.
 */
export async function savepoint<Result>(
  tx: Tx,
  work: () => Promise<Result>,
): Promise<{ outcome: 'done'; value: Result } | { outcome: 'fault'; fault: unknown }> {
  await sql`savepoint one_operation`.execute(tx);
  try {
    const value = await work();
    await sql`release savepoint one_operation`.execute(tx);
    return { outcome: 'done', value };
  } catch (fault) {
    if (isOfDatabase(fault)) throw fault;
    await sql`rollback to savepoint one_operation`.execute(tx);
    await sql`release savepoint one_operation`.execute(tx);
    return { outcome: 'fault', fault };
  }
}

/** Both drivers put a `code` on what they throw; our own mistakes have none. */
const isOfDatabase = (error: unknown): boolean => error instanceof Error && 'code' in error;

import type { Db } from './open.ts';
import type { Tx } from './tables.ts';

const RERUN_LIMIT = 5;
/**
 * deadlock_detected, serialization_failure, and unique_violation: two on PostgreSQL found the same key
 * free at once, and the second run finds what the first one wrote. The transaction is undone in all three.
 */
const RERUN_CODES = new Set(['40P01', '40001', '23505']);

/** Another transaction has changed a row between our reading and our writing of it. */
export class ConcurrentChange extends Error {
  override readonly name = 'ConcurrentChange';
}

/** One writing transaction. `work` may run more than once, so it touches nothing but `tx`. */
export async function writeDatabase<Result>(
  db: Db,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  for (let run = 1; ; run += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (run === RERUN_LIMIT || !mayRerun(error)) throw error;
    }
  }
}

/** Reads of one moment: everything in `work` sees the same committed state. */
export function readSnapshot<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db
    .transaction()
    .setAccessMode('read only')
    .setIsolationLevel('repeatable read')
    .execute(work);
}

function mayRerun(error: unknown): boolean {
  if (error instanceof ConcurrentChange) return true;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && RERUN_CODES.has(code);
}

import type { ServerState } from '../../protocol/office-proof.ts';
import { readMeta } from '../database/meta.ts';
import type { Reader } from '../database/tables.ts';

export async function readServerState(db: Reader): Promise<ServerState> {
  const jobs = await db.selectFrom('job').selectAll().execute();
  const finished = (name: string) => jobs.find((job) => job.name === name);
  const verified = finished('verify');
  return {
    backup: {
      madeAt: await readMeta(db, 'backed_up_at'),
      coversThrough: await readMeta(db, 'durable_through'),
    },
    verified:
      verified === undefined || verified.finishedAt === null
        ? null
        : { at: verified.finishedAt, wrong: sumOf(verified.result) },
    retainedAt: finished('retention')?.finishedAt ?? null,
  };
}

/** Of the counts that a job wrote down. */
function sumOf(result: string | null): number {
  const counts = JSON.parse(result ?? '{}') as Record<string, number>;
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

import { beforeEach, expect, test } from 'vitest';
import type { KyselyPlugin } from 'kysely';
import { runIfDue, type Job } from '../../src/server/jobs/run-job.ts';
import { verifyJob } from '../../src/server/proof/verify-job.ts';
import { retentionJob } from '../../src/server/retention/retention-job.ts';
import { check } from './support/campus.ts';
import { openEastDoor, type EastDoor } from './support/east-door.ts';
import { push, record } from './support/test-server.ts';

const CHECKS = 600;
const DAY_MS = 86_400_000;

let east: EastDoor;

beforeEach(async () => {
  east = await openEastDoor();
  const { phone, campus, resident, server } = east;
  for (let from = 0; from < CHECKS; from += 300) {
    const some = Array.from({ length: 300 }, (_, at) =>
      record(phone, from + at + 1, check(campus.east.doorId, resident.id)),
    );
    await push(phone, ...some);
  }
  server.clock.nowMs += 40 * DAY_MS;
});

/** How often something else had its turn while the job ran, and the most rows that one statement brought. */
async function during(job: Job): Promise<{ turns: number; mostRows: number }> {
  const { deps } = east.server;
  const seen = { turns: 0, mostRows: 0 };
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      seen.mostRows = Math.max(seen.mostRows, result.rows.length);
      return result;
    },
  };
  let isOver = false;
  const tick = (): void => {
    if (isOver) return;
    seen.turns += 1;
    setImmediate(tick);
  };
  setImmediate(tick);
  expect(await runIfDue({ ...deps, db: deps.db.withPlugin(plugin) }, job, 'one')).toBe(true);
  isOver = true;
  return seen;
}

test('forgetting lets requests in between its steps, and erases few facts in each', async () => {
  const { turns } = await during(retentionJob);

  const left = await east.server.db
    .selectFrom('opLog')
    .select('id')
    .where('purgedAt', 'is', null)
    .execute();
  expect(left).toEqual([]);
  expect(turns).toBeGreaterThanOrEqual(CHECKS / 50);
  expect(east.server.reports).toEqual([]);
});

test('counting again lets requests in between scopes and pages', async () => {
  const scopes = await east.server.db.selectFrom('scopeHead').select('scope').execute();

  const { turns, mostRows } = await during(verifyJob);

  expect(turns).toBeGreaterThanOrEqual(scopes.length);
  expect(mostRows).toBeLessThanOrEqual(1000);
  expect(east.server.reports).toEqual([]);
});

test('what is kept for longer is passed by, and what lies behind it is forgotten too', async () => {
  const { db } = east.server;
  const ids = await db
    .selectFrom('opLog')
    .select('id')
    .orderBy('correctedAt')
    .orderBy('id')
    .execute();
  const kept = ids.slice(0, 550).map(({ id }) => id);
  await db.updateTable('opLog').set({ type: 'shift' }).where('id', 'in', kept).execute();

  await during(retentionJob);

  const left = await db.selectFrom('opLog').select('id').where('purgedAt', 'is', null).execute();
  expect(left.map(({ id }) => id).sort()).toEqual([...kept].sort());
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { migrate } from '../../src/server/database/migrate.ts';
import { openDatabase } from '../../src/server/database/open.ts';
import type { Dependencies } from '../../src/server/dependencies.ts';
import { runIfDue, type Job } from '../../src/server/jobs/run-job.ts';
import { verifyJob } from '../../src/server/proof/verify-job.ts';
import { retentionJob } from '../../src/server/retention/retention-job.ts';
import type { Bench } from '../bench.ts';
import { figureOf, type Figure } from '../figures.ts';
import { say } from '../progress.ts';
import { benchDependencies } from './bench-app.ts';
import { createApp } from '../../src/server/app.ts';
import { fillDutyCampus, type DutyPhone } from './duty-campus.ts';
import { nextPush } from './push-request.ts';

const FILLING_BATCH = 500;
const ASK_EVERY_MS = 25;
const DAY_MS = 86_400_000;
/** Half of the facts are older than the policy keeps them, so that one night has much to forget. */
const OLD_DAYS = 40;
/** A run of `server-curve` stores more; a night is of a term at one campus. */
const MOST_FACTS = 500_000;

/** How long the work of one night takes at a campus of 30,000, and how long a phone waits meanwhile. */
export const nightBench: Bench = {
  name: 'server-night',
  about: 'the jobs of a night over 30,000 people and 500,000 facts, and what pushes wait meanwhile',
  measure: async (stage) => {
    const dataDir = join(stage.folder, 'night');
    mkdirSync(dataDir, { recursive: true });
    const report = (error: unknown): void => say(String(error));
    const db = await openDatabase({ url: null, dataDir, report });
    await migrate(db);
    let shiftMs = -OLD_DAYS * DAY_MS;
    const deps = { ...benchDependencies(db, dataDir), now: () => Date.now() + shiftMs };
    const app = createApp(deps);
    const phones = await fillDutyCampus(db, {
      buildings: 100,
      residentsOfBuilding: 300,
      phones: 200,
    });
    let turn = 0;
    const push = async (count: number): Promise<void> => {
      turn += 1;
      const { headers, body } = nextPush(phoneAt(phones, turn), count);
      const response = await app.request('/api/v1/sync', { method: 'POST', headers, body });
      if (response.status !== 200) throw new Error(await response.text());
    };
    const facts = Math.min(stage.facts, MOST_FACTS);
    for (let stored = 0; stored < facts; stored += FILLING_BATCH) {
      if (stored >= facts / 2) shiftMs = 0;
      await push(FILLING_BATCH);
    }
    say(`${String(facts)} facts`);
    const figures: Figure[] = [];
    for (const job of [verifyJob, retentionJob]) figures.push(...(await during(deps, job, push)));
    await db.destroy();
    return { figures };
  },
};

/** The job as the server runs it, with a push of one check every so often beside it. */
async function during(
  deps: Dependencies,
  job: Job,
  push: (count: number) => Promise<void>,
): Promise<Figure[]> {
  const over = new AbortController();
  const waits: number[] = [];
  const asking = (async () => {
    // By a plan made before: what keeps the asker itself from asking counts as waiting.
    for (let dueMs = performance.now(); !over.signal.aborted; dueMs += ASK_EVERY_MS) {
      const restMs = dueMs - performance.now();
      if (restMs > 0) await setTimeout(restMs);
      await push(1);
      const doneMs = performance.now();
      waits.push(doneMs - dueMs);
      dueMs = Math.max(dueMs, doneMs - ASK_EVERY_MS);
    }
  })();
  await setTimeout(500);
  const startMs = performance.now();
  const counts = await runJob(deps, job);
  const tookMs = performance.now() - startMs;
  over.abort();
  await asking;
  say(`${job.name}: ${counts}`);
  const name = `server-night-${job.name}`;
  const about = (what: string) => ({ what, cpu: null });
  return [
    figureOf({ name, ...about(`the nightly ${job.name} as a whole`) }, [tookMs]),
    figureOf({ name: `${name}-wait`, ...about('a push of one check meanwhile') }, waits),
    figureOf(
      {
        name: `${name}-longest`,
        ...about('the push that waited longest'),
        goal: { most: 100, of: 'p50' },
      },
      [Math.max(...waits)],
    ),
  ];
}

async function runJob(deps: Dependencies, job: Job): Promise<string> {
  if (!(await runIfDue(deps, job, 'bench'))) throw new Error(`${job.name} was not due`);
  const row = await deps.db
    .selectFrom('job')
    .select('result')
    .where('name', '=', job.name)
    .executeTakeFirstOrThrow();
  if (row.result === null) throw new Error(`${job.name} failed`);
  return row.result;
}

function phoneAt(phones: readonly DutyPhone[], turn: number): DutyPhone {
  const phone = phones[turn % phones.length];
  if (phone === undefined) throw new Error('no phone');
  return phone;
}

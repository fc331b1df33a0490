import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../src/server/database/migrate.ts';
import { openDatabase } from '../../src/server/database/open.ts';
import type { Bench, Measured } from '../bench.ts';
import { figureOf, percentile } from '../figures.ts';
import { say } from '../progress.ts';
import { onPostgres } from './bench-postgres.ts';
import { createCrowd, startServerProcess, type Crowd } from './crowd.ts';
import { fillDutyCampus, type DutyPhone } from './duty-campus.ts';
import { nextPush } from './push-request.ts';

export const PHONES = 200;
export const BATCH = 50;
const WARM_UPS = 3;
const RUNS = 7;

/** 200 phones that send 50 checks each at the same moment, through HTTP to a process of its own. */
export const sqlitePushBench: Bench = {
  name: 'server-push-sqlite',
  about: '200 phones push 50 checks each at once: checks per second, waiting, memory; SQLite',
  measure: (stage) => {
    const dataDir = join(stage.folder, 'push');
    mkdirSync(dataDir, { recursive: true });
    return measurePushes({ name: 'server-push-sqlite', dataDir, url: null, least: 5000 });
  },
};

export const postgresPushBench: Bench = {
  name: 'server-push-postgres',
  about: 'the same on a PostgreSQL of its own on this machine',
  measure: () =>
    onPostgres(({ folder, url }) =>
      measurePushes({ name: 'server-push-postgres', dataDir: folder, url, least: 3000 }),
    ),
};

async function measurePushes(of: {
  name: string;
  dataDir: string;
  url: string | null;
  least: number;
}): Promise<Measured> {
  const { name, least } = of;
  const phones = await fillPhones(of);
  const server = await startServerProcess(of);
  const crowd = createCrowd([server.port]);
  const laps: Awaited<ReturnType<Crowd>>[] = [];
  for (let run = -WARM_UPS; run < RUNS; run += 1) {
    const pushes = phones.map((phone) => nextPush(phone, BATCH));
    say(run < 0 ? 'warming up' : `200 phones, run ${String(run + 1)} of ${String(RUNS)}`);
    const lap = await crowd(pushes);
    if (run >= 0) laps.push(lap);
  }
  const { rssBytes } = await server.usage();
  await server.stop();
  const about = (what: string, words: string) => ({
    name: `${name}-${what}`,
    what: words,
    cpu: null,
  });
  const rates = laps.map(({ tookMs }) => (phones.length * BATCH * 1000) / tookMs);
  return {
    figures: [
      {
        ...figureOf(about('rate', 'door checks in four scopes, taken and receipted'), rates),
        unit: '/s',
        goal: { least, of: 'p50' },
      },
      figureOf(
        about('reply', 'a push of 50, while 199 others wait too'),
        laps.flatMap(({ eachMs }) => eachMs),
      ),
      figureOf(
        about('p99', 'the 99th percentile of that, by run'),
        laps.map(({ eachMs }) => percentile(eachMs, 99)),
      ),
      { ...figureOf(about('memory', 'the server holds'), [rssBytes / 1e6]), unit: 'MB' },
    ],
  };
}

/** A campus of 30,000 in that database, and the phones of those at its doors. */
export async function fillPhones(of: {
  dataDir: string;
  url: string | null;
}): Promise<DutyPhone[]> {
  const report = (error: unknown): void => say(String(error));
  const db = await openDatabase({ ...of, report });
  await migrate(db);
  const size = { buildings: 100, residentsOfBuilding: 300, phones: PHONES };
  say('30,000 residents, 200 phones');
  const phones = await fillDutyCampus(db, size);
  await db.destroy();
  return phones;
}

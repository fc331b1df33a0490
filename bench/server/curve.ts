import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src/server/database/open.ts';
import { migrate } from '../../src/server/database/migrate.ts';
import type { Bench } from '../bench.ts';
import { against, figureOf, type Figure } from '../figures.ts';
import { say } from '../progress.ts';
import { benchApp } from './bench-app.ts';
import { fillDutyCampus, type DutyPhone } from './duty-campus.ts';
import { nextPush } from './push-request.ts';

const BATCH = 50;
const MEASURED_BATCHES = 100;
const FILLING_BATCH = 500;

/** Stored facts at which the cost of one more is taken. */
const pointsUpTo = (most: number): number[] => {
  const points: number[] = [];
  for (let count = 10_000; count <= most; count *= 10) points.push(count);
  return points;
};

/** In one process, without the network: what one more fact costs the more there are. */
export const curveBench: Bench = {
  name: 'server-curve',
  about: 'cost of one more fact at 10 thousand to 1 million stored (--facts: more, or fewer)',
  measure: async (stage) => {
    const dataDir = join(stage.folder, 'curve');
    mkdirSync(dataDir, { recursive: true });
    const report = (error: unknown): void => say(String(error));
    const db = await openDatabase({ url: null, dataDir, report });
    await migrate(db);
    const app = benchApp(db, dataDir);
    const phones = await fillDutyCampus(db, {
      buildings: 100,
      residentsOfBuilding: 300,
      phones: 200,
    });
    let stored = 0;
    let turn = 0;
    const push = async (count: number): Promise<{ tookUs: number; cpuUs: number }> => {
      turn += 1;
      const { headers, body } = nextPush(phoneAt(phones, turn), count);
      const startMs = performance.now();
      const before = process.cpuUsage();
      const response = await app.request('/api/v1/sync', { method: 'POST', headers, body });
      const tookUs = (performance.now() - startMs) * 1000;
      const { user, system } = process.cpuUsage(before);
      if (response.status !== 200) throw new Error(await response.text());
      return { tookUs: tookUs / count, cpuUs: (user + system) / count };
    };
    const figures: Figure[] = [];
    for (const point of pointsUpTo(stage.facts)) {
      for (; stored < point; stored += FILLING_BATCH) await push(FILLING_BATCH);
      say(`${String(point)} facts`);
      const laps = [];
      for (let time = 0; time < MEASURED_BATCHES; time += 1) laps.push(await push(BATCH));
      stored += MEASURED_BATCHES * BATCH;
      const name = `server-curve-${String(point)}`;
      const what = `one more check, with ${String(point)} stored, in batches of ${String(BATCH)}`;
      const both = [
        figureOf(
          { name, what, cpu: null },
          laps.map(({ tookUs }) => tookUs),
        ),
        figureOf(
          { name: `${name}-cpu`, what: 'the processor time of that', cpu: null },
          laps.map(({ cpuUs }) => cpuUs),
        ),
      ].map((figure): Figure => ({ ...figure, unit: 'µs' }));
      for (const [at, figure] of both.entries()) {
        const first = figures[at];
        figures.push(first === undefined || figures.length < 2 ? figure : against(figure, first));
      }
    }
    await db.destroy();
    return { figures };
  },
};

function phoneAt(phones: readonly DutyPhone[], turn: number): DutyPhone {
  const phone = phones[turn % phones.length];
  if (phone === undefined) throw new Error('no phone');
  return phone;
}

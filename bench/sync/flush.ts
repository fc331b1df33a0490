import type { Bench } from '../bench.ts';
import { CAMPUS } from '../door/door-stage.ts';
import { against, figureOf, type Figure } from '../figures.ts';
import { say } from '../progress.ts';
import { peopleOf } from './people-of.ts';
import { FLOOR_PAGE, SYNC_PAGE } from './sync-stage.ts';

const RUNS = 5;
const CHECKS = 10_000;

/** 10,000 checks that wait, from "start" until every receipt is on the phone's disk. */
export const flushBench: Bench = {
  name: 'sync-flush',
  about:
    '10,000 waiting checks sent and received; the floor is one read, one body, one transaction',
  measure: async (stage) => {
    const campus = await stage.get(CAMPUS);
    const { page } = await stage.get(SYNC_PAGE);
    const floor = await stage.get(FLOOR_PAGE);
    const of = { count: CHECKS, doorId: campus.doorId, personIds: peopleOf(campus) };
    const laps = [];
    const floors = [];
    for (let run = 0; run < RUNS; run += 1) {
      say(`10,000 checks, run ${run + 1} of ${RUNS}`);
      floors.push(await floor.page.evaluate((count) => globalThis.floorPage.flush(count), CHECKS));
      await page.evaluate((what) => globalThis.syncPage.fill(what), of);
      laps.push(await page.evaluate(() => globalThis.syncPage.flush()));
    }
    const name = 'sync-flush';
    const bare = figureOf(
      { name: `${name}-floor`, what: 'the floor of that', cpu: 1 },
      floors.map(({ ms }) => ms),
    );
    const sent = figureOf(
      { name: `${name}-10000`, what: '10,000 checks to all received', cpu: 1 },
      laps.map(({ ms }) => ms),
    );
    const of10000 = (what: string, unit: Figure['unit'], samples: number[]) => ({
      ...figureOf({ name: `${name}-${what}`, what, cpu: 1 }, samples),
      unit,
    });
    return {
      figures: [
        { ...against(sent, bare), goalTimes: 2 },
        bare,
        {
          ...of10000(
            'up',
            'kB',
            laps.map(({ bytesUp }) => bytesUp / 1000),
          ),
          what: 'sent for 10,000 checks',
          goal: { most: 900, of: 'p50' },
        },
        {
          ...of10000(
            'blocked',
            'ms',
            laps.map(({ longestTaskMs }) => longestTaskMs),
          ),
          what: 'longest time the page could not draw',
          goal: { most: 50, of: 'p95' },
        },
      ],
      notes: [
        `sync-flush: ${laps[0]?.requests ?? 0} requests; the floor's body is ${Math.round((floors[0]?.bytesUp ?? 0) / 1000)} kB`,
      ],
    };
  },
};

import type { Bench } from '../bench.ts';
import { CAMPUS } from '../door/door-stage.ts';
import { against, figureOf } from '../figures.ts';
import { say } from '../progress.ts';
import { FLOOR_PAGE, SYNC_PAGE } from './sync-stage.ts';

const RUNS = 5;

/** The first load: everything a keeper may see of a campus of 30,000. */
export const loadBench: Bench = {
  name: 'sync-load',
  about: 'first load of a directory of 30,000; the floor is the same as unsealed blocks of 1,000',
  measure: async (stage) => {
    const { people } = await stage.get(CAMPUS);
    const { page } = await stage.get(SYNC_PAGE);
    const floor = await stage.get(FLOOR_PAGE);
    await fetch(`${floor.url}/blocks/directory`, { method: 'PUT', body: JSON.stringify(people) });
    const laps = [];
    const floors: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      say(`first load, run ${run + 1} of ${RUNS}`);
      floors.push(await floor.page.evaluate(() => globalThis.floorPage.load()));
      laps.push(await page.evaluate(() => globalThis.syncPage.load()));
    }
    const bare = figureOf({ name: 'sync-load-floor', what: 'the floor of that', cpu: 1 }, floors);
    const loaded = figureOf(
      { name: 'sync-load-30000', what: `first load, ${laps[0]?.entries ?? 0} entries`, cpu: 1 },
      laps.map(({ ms }) => ms),
    );
    return {
      figures: [
        { ...against(loaded, bare), goalTimes: 1.5 },
        bare,
        {
          ...figureOf(
            { name: 'sync-load-down', what: 'received for the first load', cpu: 1 },
            laps.map(({ bytesDown }) => bytesDown / 1000),
          ),
          unit: 'kB',
        },
        figureOf(
          {
            name: 'sync-load-blocked',
            what: 'longest time the page could not draw',
            cpu: 1,
            goal: { most: 50, of: 'p95' },
          },
          laps.map(({ longestTaskMs }) => longestTaskMs),
        ),
      ],
      notes: [`sync-load: ${laps[0]?.requests ?? 0} requests`],
    };
  },
};

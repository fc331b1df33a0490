import type { Bench } from '../bench.ts';
import { CAMPUS } from '../door/door-stage.ts';
import { against, figureOf } from '../figures.ts';
import { say } from '../progress.ts';
import { COLLEAGUE } from './colleague.ts';
import { FLOOR_PAGE, SYNC_PAGE } from './sync-stage.ts';

const RUNS = 7;
const CHANGES = 100;
const LOCAL = 100_000;

/** 100 checks by a colleague into what a phone holds of a campus. */
export const deltaBench: Bench = {
  name: 'sync-delta',
  about: '100 changes into 100,000 local; the floor is one request and 100 raw rows',
  measure: async (stage) => {
    const campus = await stage.get(CAMPUS);
    const { page } = await stage.get(SYNC_PAGE);
    const floor = await stage.get(FLOOR_PAGE);
    await page.evaluate(() => globalThis.syncPage.load());
    const colleague = await stage.get(COLLEAGUE);
    const missing = LOCAL - (await page.evaluate(() => globalThis.syncPage.entries()));
    if (missing > 0) {
      say(`${missing} more facts, so that 100,000 lie here`);
      await colleague.send(missing);
      await page.evaluate(() => globalThis.syncPage.load());
    }
    await floor.page.evaluate((count) => globalThis.floorPage.fillRows(count), LOCAL);
    const rows = campus.people.slice(0, CHANGES);
    await fetch(`${floor.url}/blocks/news`, { method: 'PUT', body: JSON.stringify(rows) });
    const laps = [];
    const floors: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      floors.push(await floor.page.evaluate(() => globalThis.floorPage.fetchNews()));
      await colleague.send(CHANGES);
      laps.push(await page.evaluate(() => globalThis.syncPage.fetchNews()));
    }
    const local = await page.evaluate(() => globalThis.syncPage.entries());
    const bare = figureOf({ name: 'sync-delta-floor', what: 'the floor of that', cpu: 1 }, floors);
    const fetched = figureOf(
      { name: 'sync-delta-100', what: `100 changes into ${local} local`, cpu: 1 },
      laps.map(({ ms }) => ms),
    );
    const down = figureOf(
      { name: 'sync-delta-down', what: 'received for 100 changes', cpu: 1 },
      laps.map(({ bytesDown }) => bytesDown / 1000),
    );
    const blocked = figureOf(
      { name: 'sync-delta-blocked', what: 'the longest task meanwhile; 0: under 50 ms', cpu: 1 },
      laps.map(({ longestTaskMs }) => longestTaskMs),
    );
    return {
      figures: [
        { ...against(fetched, bare), goalTimes: 3 },
        bare,
        { ...down, unit: 'kB' },
        blocked,
      ],
    };
  },
};

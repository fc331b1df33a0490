import type { Bench } from '../bench.ts';
import { CAMPUS } from '../door/door-stage.ts';
import { against, figureOf } from '../figures.ts';
import { peopleOf } from './people-of.ts';
import type { RecordLap } from './phone-script.ts';
import { FLOOR_PAGE, SYNC_PAGE } from './sync-stage.ts';

const RUNS = 5;
const PER_RUN = 60;

/** One record, sealed, signed and strictly kept, beside one strict put of the bare record. */
export const recordBench: Bench = {
  name: 'sync-record',
  about: 'one record sealed and strictly kept, without a screen; the floor is a strict raw put',
  measure: async (stage) => {
    const campus = await stage.get(CAMPUS);
    const { page } = await stage.get(SYNC_PAGE);
    const floor = await stage.get(FLOOR_PAGE);
    const of = { count: PER_RUN, doorId: campus.doorId, personIds: peopleOf(campus) };
    const records: RecordLap[] = [];
    const floors: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      floors.push(
        ...(await floor.page.evaluate((count) => globalThis.floorPage.saves(count), PER_RUN)),
      );
      records.push(...(await page.evaluate((what) => globalThis.syncPage.record(what), of)));
    }
    await page.evaluate(() => globalThis.syncPage.flush());
    const put = figureOf({ name: 'sync-record-floor', what: 'one strict raw put', cpu: 1 }, floors);
    const kept = figureOf(
      { name: 'sync-record-kept', what: 'one record: sealed, signed, strictly kept', cpu: 1 },
      records.map(({ keptMs }) => keptMs),
    );
    const copied = figureOf(
      { name: 'sync-record-copied', what: 'the same, and its second copy beside it', cpu: 1 },
      records.map(({ copiedMs }) => copiedMs),
    );
    const blocked = figureOf(
      { name: 'sync-record-blocked', what: 'the longest task meanwhile; 0: under 50 ms', cpu: 1 },
      records.map(({ longestTaskMs }) => longestTaskMs),
    );
    return { figures: [{ ...against(kept, put), goalTimes: 1.5 }, put, copied, blocked] };
  },
};

import { PIN_ROUNDS } from '../../src/store/pin.ts';
import type { Bench } from '../bench.ts';
import { figureOf, type Figure } from '../figures.ts';
import { say } from '../progress.ts';
import { pinWorkMs } from './bare-page.ts';
import { CAMPUS, PHONE, profileOf, SPEEDS } from './door-stage.ts';
import { BenchPhone } from './phone.ts';

const TIMES = 5;

/** A new browser process each time, no network: the worker opens the app, then the PIN opens the door. */
export const startBench: Bench = {
  name: 'door-start',
  about: 'cold offline start to the PIN pad, and the PIN to the door',
  measure: async (stage) => {
    const { url } = (await stage.get(CAMPUS)).server;
    const phone = await stage.get(PHONE);
    await phone.toBarePage(url);
    const floors: Figure[] = [];
    for (const cpu of SPEEDS) {
      await phone.slowDown(cpu);
      const pinWork: number[] = [];
      for (let time = 0; time < TIMES; time += 1)
        pinWork.push(await pinWorkMs(phone.page, PIN_ROUNDS));
      const about = { name: `door-start-floor-${cpu}x`, what: 'the PIN work within unlock', cpu };
      floors.push(figureOf(about, pinWork));
    }
    await stage.put(PHONE);
    const figures: Figure[] = [];
    for (const cpu of SPEEDS) figures.push(...(await measureStarts(profileOf(stage), url, cpu)));
    return { figures: [...figures, ...floors] };
  },
};

async function measureStarts(profile: string, url: string, cpu: 1 | 4): Promise<Figure[]> {
  say(`starts, ${cpu}x`);
  const startMs: number[] = [];
  const unlockMs: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const phone = await BenchPhone.open(profile);
    await phone.context.setOffline(true);
    await phone.slowDown(cpu);
    await phone.page.goto(url, { waitUntil: 'commit' });
    await phone.unlock();
    startMs.push(...(await phone.laps('pin-pad')).slice(0, 1).map(({ shownMs }) => shownMs));
    unlockMs.push(...(await phone.laps('door')).slice(0, 1).map(({ shownMs }) => shownMs));
    await phone.context.close();
  }
  const goal = (most: number) => (cpu === 4 ? { goal: { most, of: 'p50' } as const } : {});
  return [
    figureOf(
      {
        name: `door-start-pin-pad-${cpu}x`,
        what: 'cold offline start to the PIN pad',
        cpu,
        ...goal(1200),
      },
      startMs,
    ),
    figureOf(
      {
        name: `door-start-unlock-${cpu}x`,
        what: 'unlock: sixth digit to the door',
        cpu,
        ...goal(2000),
      },
      unlockMs,
    ),
  ];
}

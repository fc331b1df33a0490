import { figureOf, type Figure } from './figures.ts';
import { BenchPhone } from './phone.ts';

const TIMES = 5;

/** A new browser process each time, no network: the worker opens the app, then the PIN opens the door. */
export async function measureStarts(
  profile: string,
  { url, cpu }: { url: string; cpu: 1 | 4 },
): Promise<Figure[]> {
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
    figureOf({ what: 'cold offline start to the PIN pad', cpu, ...goal(1200) }, startMs),
    figureOf({ what: 'unlock: sixth digit to the door', cpu, ...goal(2000) }, unlockMs),
  ];
}

import type { Bench } from '../bench.ts';
import { figureOf, type Figure } from '../figures.ts';
import { say } from '../progress.ts';
import { openRoundPhone, slowDown, type RoundPhone } from './round-phone.ts';

const FLINGS = 8;
const FLING_PX = 6000;
const PX_PER_SECOND = 6000;

/** How long each frame took while a thumb flings the list up and down. */
export const listBench: Bench = {
  name: 'round-list',
  about: 'frames while a list of 600 rooms is flung, at 1x and 4x',
  measure: async (stage) => {
    const phone = await openRoundPhone(stage, 'large');
    const figures: Figure[] = [];
    for (const cpu of [1, 4] as const) {
      say(`list, ${cpu}x`);
      await slowDown(phone, cpu);
      const framesMs = await framesWhile(phone, () => flingAbout(phone));
      await slowDown(phone, 1);
      const longestMs = Math.max(...framesMs);
      const about = { what: 'from one frame to the next', cpu };
      figures.push(figureOf({ ...about, name: `round-list-frame-${cpu}x` }, framesMs), {
        ...about,
        name: `round-list-longest-${cpu}x`,
        what: 'the longest of them',
        unit: 'ms',
        runs: 1,
        p50: longestMs,
        p95: longestMs,
        goal: { most: 50, of: 'p50' },
      });
    }
    await phone.context.close();
    return { figures };
  },
};

/** Milliseconds between the frames that the page drew. */
async function framesWhile({ page }: RoundPhone, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const stamps: number[] = [];
    let isOn = true;
    const next = (stamp: number): void => {
      stamps.push(stamp);
      if (isOn) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    globalThis.frameStamps = () => {
      isOn = false;
      return stamps;
    };
  });
  await act();
  const stamps = await page.evaluate(() => globalThis.frameStamps());
  return stamps.slice(1).map((stamp, at) => stamp - (stamps[at] ?? stamp));
}

async function flingAbout({ devtools }: RoundPhone): Promise<void> {
  for (let fling = 0; fling < FLINGS; fling += 1)
    await devtools.send('Input.synthesizeScrollGesture', {
      x: 180,
      y: 400,
      yDistance: fling < FLINGS / 2 ? -FLING_PX : FLING_PX,
      speed: PX_PER_SECOND,
      gestureSourceType: 'touch',
    });
}

declare global {
  var frameStamps: () => number[];
}

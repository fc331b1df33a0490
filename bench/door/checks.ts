import type { Figure } from './figures.ts';
import { figureOf } from './figures.ts';
import type { BenchPhone } from './phone.ts';

/** Last key to durable and shown: the screen says "saved" when the strict transaction has completed. */
export const SAVE_GOAL = { most: 60, of: 'p95' } as const;

/** Whole passages of different people; what counts is the last key of each. */
export async function measureChecks(
  phone: BenchPhone,
  series: { cpu: 1 | 4; network: 'offline' | 'online'; numbers: readonly string[] },
): Promise<Figure[]> {
  const { cpu, network, numbers } = series;
  await phone.context.setOffline(network === 'offline');
  await phone.slowDown(cpu);
  await phone.laps('saved');
  for (const number of numbers) await check(phone, number);
  const laps = await phone.laps('saved');
  await phone.slowDown(1);
  if (laps.length !== numbers.length) throw new Error(`${laps.length} of ${numbers.length} checks`);

  const what = `save, ${network}: last key to`;
  return [
    figureOf(
      { what: `${what} "Saved" in the page`, cpu },
      laps.map(({ domMs }) => domMs),
    ),
    figureOf(
      { what: `${what} the frame that shows it`, cpu, ...(cpu === 4 ? { goal: SAVE_GOAL } : {}) },
      laps.map(({ shownMs }) => shownMs),
    ),
  ];
}

async function check(phone: BenchPhone, number: string): Promise<void> {
  await phone.finder().fill(number);
  await phone.page.getByRole('option').first().tap();
  for (const digit of '364') await phone.button(digit).tap();
  await phone.button('Done').tap();
  await phone.page.locator('main > output', { hasText: /Saved$/ }).waitFor({ state: 'attached' });
  await phone.finder().waitFor();
}

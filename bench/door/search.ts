import { figureOf, type Figure } from './figures.ts';
import type { BenchPhone } from './phone.ts';
import type { Query } from './queries.ts';

/** Every letter of every query, typed one by one into the door's own field. */
export async function measureTyping(
  phone: BenchPhone,
  { cpu, queries }: { cpu: 1 | 4; queries: readonly Query[] },
): Promise<Figure[]> {
  await phone.slowDown(cpu);
  const domMs: number[] = [];
  const shownMs: number[] = [];
  for (const { text } of queries) {
    await phone.finder().fill('');
    await phone.laps('found');
    for (const letter of text) {
      await phone.page.keyboard.insertText(letter);
      for (const lap of await phone.laps('found')) {
        domMs.push(lap.domMs);
        shownMs.push(lap.shownMs);
      }
    }
  }
  await phone.finder().fill('');
  await phone.slowDown(1);
  return [
    figureOf({ what: 'search: letter to results in the page', cpu }, domMs),
    figureOf({ what: 'search: letter to the frame that shows them', cpu }, shownMs),
  ];
}

/** Until everyone asked for is found: after an unlock the index still grows for some seconds. */
export async function untilIndexed(phone: BenchPhone, numbers: readonly string[]): Promise<void> {
  for (const number of numbers) {
    await phone.finder().fill(number);
    await phone.page.getByRole('option').first().waitFor({ timeout: 60_000 });
  }
  await phone.finder().fill('');
}

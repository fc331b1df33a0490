import type { Bench } from '../bench.ts';
import { figureOf, type Figure } from '../figures.ts';
import { say } from '../progress.ts';
import { CAMPUS, PHONE, SPEEDS } from './door-stage.ts';
import type { BenchPhone } from './phone.ts';
import { queriesFor, spread, type Query } from './queries.ts';

const TYPED_PEOPLE = 4;

/** A letter in the door's own field to its results on the screen. */
export const typingBench: Bench = {
  name: 'door-typing',
  about: 'a letter in the search field to its results, on the screen',
  measure: async (stage) => {
    const { people, server } = await stage.get(CAMPUS);
    const phone = await stage.get(PHONE);
    await phone.toDoor(server.url);
    say('index grows');
    await untilIndexed(
      phone,
      spread(people, 40).flatMap(({ number }) => number ?? []),
    );
    const queries = queriesFor(spread(people, TYPED_PEOPLE));
    const figures: Figure[] = [];
    for (const cpu of SPEEDS) figures.push(...(await measureTyping(phone, cpu, queries)));
    return { figures };
  },
};

/** Every letter of every query, typed one by one. */
async function measureTyping(
  phone: BenchPhone,
  cpu: 1 | 4,
  queries: readonly Query[],
): Promise<Figure[]> {
  say(`typing, ${cpu}x`);
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
    figureOf(
      { name: `door-typing-page-${cpu}x`, what: 'letter to results in the page', cpu },
      domMs,
    ),
    figureOf(
      { name: `door-typing-frame-${cpu}x`, what: 'letter to the frame that shows them', cpu },
      shownMs,
    ),
  ];
}

/** Until everyone asked for is found: after an unlock the index still grows for some seconds. */
async function untilIndexed(phone: BenchPhone, numbers: readonly string[]): Promise<void> {
  for (const number of numbers) {
    await phone.finder().fill(number);
    await phone.page.getByRole('option').first().waitFor({ timeout: 60_000 });
  }
  await phone.finder().fill('');
}

import type { Bench } from '../bench.ts';
import { against, figureOf, type Figure } from '../figures.ts';
import { say } from '../progress.ts';
import { fillBarePage, searchInBarePage, type SearchSample } from './bare-page.ts';
import { CAMPUS, PHONE, SPEEDS } from './door-stage.ts';
import type { BenchPhone } from './phone.ts';
import { queriesFor, spread, type Query } from './queries.ts';

const SEARCHED_PEOPLE = 15;

/** The search alone, without the app; its rival is a plain filter over the same people. */
export const searchBench: Bench = {
  name: 'door-search',
  about: 'the search alone, in memory over all people; the rival is filter(includes)',
  measure: async (stage) => {
    const { people, server } = await stage.get(CAMPUS);
    const phone = await stage.get(PHONE);
    await phone.toBarePage(server.url);
    await fillBarePage(phone.page, people);
    const queries = queriesFor(spread(people, SEARCHED_PEOPLE));
    const figures: Figure[] = [];
    for (const cpu of SPEEDS) figures.push(...(await measureSearch(phone, cpu, queries)));
    await phone.slowDown(1);
    return { figures };
  },
};

async function measureSearch(
  phone: BenchPhone,
  cpu: 1 | 4,
  queries: readonly Query[],
): Promise<Figure[]> {
  say(`search alone, ${cpu}x`);
  await phone.slowDown(cpu);
  const parts = { queries, ownBuildingId: '' };
  const rival = await searchInBarePage(phone.page, { how: 'naive', ...parts });
  const found = await searchInBarePage(phone.page, { how: 'index', ...parts });
  const goal = cpu === 4 ? { goal: { most: 8, of: 'p95' } as const } : {};
  const filter = figureOf(
    { name: `door-search-rival-${cpu}x`, what: 'filter(includes) over the same people', cpu },
    rival.map(({ ms }) => ms),
  );
  const all = figureOf(
    { name: `door-search-all-${cpu}x`, what: 'a letter, in whatever way', cpu, ...goal },
    found.map(({ ms }) => ms),
  );
  return [against(all, filter), ...figuresByKind(found, cpu), filter];
}

function figuresByKind(samples: readonly SearchSample[], cpu: 1 | 4): Figure[] {
  const kinds = [...new Set(samples.map(({ kind }) => kind))];
  return kinds.map((kind) =>
    figureOf(
      { name: `door-search-${kind}-${cpu}x`, what: `a letter of a ${kind}`, cpu },
      samples.filter((sample) => sample.kind === kind).map(({ ms }) => ms),
    ),
  );
}

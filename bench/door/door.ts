import { join } from 'node:path';
import { PIN_ROUNDS } from '../../src/store/pin.ts';
import { passagesOfWeek } from '../../tests/e2e/support/readings.ts';
import {
  fillBarePage,
  pinWorkMs,
  searchInBarePage,
  strictPuts,
  type SearchSample,
} from './bare-page.ts';
import { openCampus, type BenchCampus } from './campus.ts';
import { measureChecks } from './checks.ts';
import { figureOf, percentile, type Figure } from './figures.ts';
import { BenchPhone } from './phone.ts';
import { say } from './progress.ts';
import { queriesFor, spread } from './queries.ts';
import { measureTyping, untilIndexed } from './search.ts';
import { measureStarts } from './start.ts';
import { weighDoor, weightFigures, type WeighedFile } from './weight.ts';

export interface DoorFigures {
  browser: string;
  figures: Figure[];
  files: WeighedFile[];
  /** Of the search alone, at 4x: the slowest twentieth of each kind of query. */
  searchP95MsByKind: Record<string, number>;
  ratios: Ratios[];
  /** How much longer the same sum took at 4x. */
  feltSlowdown: number;
}

/** Medians against medians of the same run, so that the machine drops out. */
export interface Ratios {
  cpu: 1 | 4;
  /** What part of a save is one strict put. */
  save: number;
  /** How many times as long as the search the plain filter takes. */
  search: number;
}

/** The rows that are compared with each other. */
const WHAT = {
  saved: 'save, offline: last key to "Saved" in the page',
  put: 'floor: one strict put in a bare page',
  search: 'search alone, in memory',
  filter: 'rival: filter(includes) over the same people',
};
const SPEEDS = [1, 4] as const;
const CHECKS = 40;
const TYPED_PEOPLE = 4;
const SEARCHED_PEOPLE = 15;

/** Everything about the door, from one server and one phone; both are gone afterwards. */
export async function measureDoor(folder: string): Promise<DoorFigures> {
  const campus = await openCampus(folder);
  try {
    return await measureCampus(campus, join(folder, 'phone'));
  } finally {
    await campus.server.stop();
  }
}

async function measureCampus(campus: BenchCampus, profile: string): Promise<DoorFigures> {
  const { url } = campus.server;
  say('phone: enrol, load');
  const phone = await BenchPhone.open(profile);
  const browser = phone.context.browser()?.version() ?? 'unknown';
  await phone.enrol(url, campus.keeperCode);
  const feltSlowdown = await feltBy(phone);
  const onScreen = await measureScreens(phone, campus);
  await phone.lock();
  await phone.page.goto(`${url}/api/v1/health`);
  const { figures: alone, searchP95MsByKind } = await measureAlone(phone, campus);
  await phone.context.close();

  const starts: Figure[] = [];
  for (const cpu of SPEEDS) {
    say(`starts, ${cpu}x`);
    starts.push(...(await measureStarts(profile, { url, cpu })));
  }
  say('weight');
  const files = await weighDoor(profile, url);
  const figures = [...onScreen, ...alone, ...starts, ...weightFigures(files)];
  const ratios = SPEEDS.map((cpu) => ratiosAt(cpu, figures));
  return { browser, figures, files, searchP95MsByKind, ratios, feltSlowdown };
}

function ratiosAt(cpu: 1 | 4, figures: readonly Figure[]): Ratios {
  const medianOf = (what: string): number =>
    figures.find((figure) => figure.what === what && figure.cpu === cpu)?.p50 ?? Number.NaN;
  return {
    cpu,
    save: medianOf(WHAT.put) / medianOf(WHAT.saved),
    search: medianOf(WHAT.filter) / medianOf(WHAT.search),
  };
}

async function feltBy(phone: BenchPhone): Promise<number> {
  const sums: number[] = [];
  for (const cpu of SPEEDS) {
    await phone.slowDown(cpu);
    await phone.sumMs();
    sums.push(await phone.sumMs());
  }
  await phone.slowDown(1);
  return (sums[1] ?? 0) / (sums[0] ?? 1);
}

async function measureScreens(phone: BenchPhone, campus: BenchCampus): Promise<Figure[]> {
  const series = [
    { cpu: 1, network: 'offline' },
    { cpu: 4, network: 'offline' },
    { cpu: 4, network: 'online' },
  ] as const;
  const numbers = passagesOfWeek(campus.buildingName, CHECKS * series.length).map(
    ({ number }) => number,
  );
  const figures: Figure[] = [];
  for (const [at, one] of series.entries()) {
    say(`checks, ${one.network}, ${one.cpu}x`);
    const part = numbers.slice(at * CHECKS, (at + 1) * CHECKS);
    figures.push(...(await measureChecks(phone, { ...one, numbers: part })));
  }
  say('index grows');
  const people = spread(campus.people, TYPED_PEOPLE);
  await untilIndexed(
    phone,
    spread(campus.people, 40).flatMap(({ number }) => number ?? []),
  );
  for (const cpu of SPEEDS) {
    say(`typing, ${cpu}x`);
    figures.push(...(await measureTyping(phone, { cpu, queries: queriesFor(people) })));
  }
  return figures;
}

/** The floors and the rival, in the same browser without the app. */
async function measureAlone(
  phone: BenchPhone,
  { people }: BenchCampus,
): Promise<Pick<DoorFigures, 'figures' | 'searchP95MsByKind'>> {
  const { page } = phone;
  await fillBarePage(page, people);
  const figures: Figure[] = [];
  const queries = queriesFor(spread(people, SEARCHED_PEOPLE));
  let samples: SearchSample[] = [];
  for (const cpu of SPEEDS) {
    await phone.slowDown(cpu);
    const goal = cpu === 4 ? { goal: { most: 8, of: 'p95' } as const } : {};
    say(`search alone, floors, ${cpu}x`);
    for (const how of ['naive', 'index'] as const) {
      samples = await searchInBarePage(page, { how, queries, ownBuildingId: '' });
      const what = how === 'index' ? WHAT.search : WHAT.filter;
      const wanted = how === 'index' ? goal : {};
      figures.push(
        figureOf(
          { what, cpu, ...wanted },
          samples.map(({ ms }) => ms),
        ),
      );
    }
    figures.push(figureOf({ what: WHAT.put, cpu }, await strictPuts(page, CHECKS)));
    const pinWork: number[] = [];
    for (let time = 0; time < 5; time += 1) pinWork.push(await pinWorkMs(page, PIN_ROUNDS));
    figures.push(figureOf({ what: 'floor: the PIN work within the unlock', cpu }, pinWork));
  }
  await phone.slowDown(1);
  return { figures, searchP95MsByKind: p95ByKind(samples) };
}

function p95ByKind(samples: readonly SearchSample[]): Record<string, number> {
  const kinds = [...new Set(samples.map(({ kind }) => kind))];
  const msOf = (of: string): number[] =>
    samples.filter(({ kind }) => kind === of).map(({ ms }) => ms);
  return Object.fromEntries(kinds.map((kind) => [kind, percentile(msOf(kind), 95)]));
}

import { passagesOfWeek } from '../../tests/e2e/support/readings.ts';
import type { Bench } from '../bench.ts';
import { against, figureOf, type Figure } from '../figures.ts';
import { say } from '../progress.ts';
import { strictPuts } from './bare-page.ts';
import { CAMPUS, PHONE, SPEEDS } from './door-stage.ts';
import type { BenchPhone } from './phone.ts';

const CHECKS = 40;
const SERIES = [
  { cpu: 1, network: 'offline' },
  { cpu: 4, network: 'offline' },
  { cpu: 4, network: 'online' },
] as const;
type Series = (typeof SERIES)[number];

/** Last key to durable and shown: the screen says "saved" when the strict transaction has completed. */
export const saveBench: Bench = {
  name: 'door-save',
  about: 'last key of a check to durable and shown; the floor is one strict put',
  measure: async (stage) => {
    const { buildingName, server } = await stage.get(CAMPUS);
    const phone = await stage.get(PHONE);
    await phone.toDoor(server.url);
    const passages = passagesOfWeek(buildingName, CHECKS * SERIES.length);
    const saves: Figure[] = [];
    for (const [at, series] of SERIES.entries()) {
      const part = passages.slice(at * CHECKS, (at + 1) * CHECKS);
      saves.push(
        ...(await measureChecks(
          phone,
          series,
          part.map(({ number }) => number),
        )),
      );
    }
    await phone.toBarePage(server.url);
    const floors: Figure[] = [];
    for (const cpu of SPEEDS) {
      await phone.slowDown(cpu);
      const about = { name: `door-save-floor-${cpu}x`, what: 'one strict put in a bare page', cpu };
      floors.push(figureOf(about, await strictPuts(phone.page, CHECKS)));
    }
    await phone.slowDown(1);
    const said = saves.map((save) => {
      const floor = floors.find(({ cpu }) => cpu === save.cpu);
      return floor === undefined ? save : against(save, floor);
    });
    return { figures: [...said, ...floors] };
  },
};

/** Whole passages of different people; what counts is the last key of each. */
export async function measureChecks(
  phone: BenchPhone,
  { cpu, network }: Series,
  numbers: readonly string[],
): Promise<Figure[]> {
  say(`checks, ${network}, ${cpu}x`);
  await phone.context.setOffline(network === 'offline');
  await phone.slowDown(cpu);
  await phone.laps('saved');
  for (const [at, number] of numbers.entries()) await check(phone, number, at + 1);
  const laps = await phone.laps('saved');
  await phone.slowDown(1);
  await phone.context.setOffline(false);
  if (laps.length !== numbers.length) throw new Error(`${laps.length} of ${numbers.length} checks`);

  const goal = cpu === 4 ? { goal: { most: 60, of: 'p95' } as const } : {};
  return [
    figureOf(
      {
        name: `door-save-${network}-page-${cpu}x`,
        what: `${network}: last key to "Saved" in the page`,
        cpu,
      },
      laps.map(({ domMs }) => domMs),
    ),
    figureOf(
      {
        name: `door-save-${network}-frame-${cpu}x`,
        what: `${network}: last key to the frame that shows it`,
        cpu,
        ...goal,
      },
      laps.map(({ shownMs }) => shownMs),
    ),
  ];
}

/** One whole check; `count` is how many the stopwatch has then seen. */
export async function check(phone: BenchPhone, number: string, count: number): Promise<void> {
  await phone.finder().fill(number);
  await phone.page.getByRole('option').first().tap();
  for (const digit of '364') await phone.button(digit).tap();
  await phone.button('Done').tap();
  await phone.untilLaps('saved', count);
  await phone.finder().waitFor();
}

import type { Request } from 'playwright-core';
import { passagesOfWeek } from '../../tests/e2e/support/readings.ts';
import { weigh, type WeighedFile } from '../../tests/e2e/support/weigh.ts';
import type { Bench } from '../bench.ts';
import type { Figure } from '../figures.ts';
import { CAMPUS, PHONE, profileOf } from './door-stage.ts';
import { BenchPhone } from './phone.ts';
import { check } from './save.ts';

/** What a phone must fetch before the loop can be used, and all that it fetches. */
export const weightBench: Bench = {
  name: 'door-weight',
  about: 'JS and CSS that the door needs, compressed; and all that its phone fetches',
  measure: async (stage) => {
    const { server, buildingName } = await stage.get(CAMPUS);
    await stage.get(PHONE);
    await stage.put(PHONE);
    const { needed, later } = await askedFor(profileOf(stage), server.url);
    const number = passagesOfWeek(buildingName, 1)[0]?.number;
    if (number === undefined) throw new Error('nobody to check');
    await saveWithNothingElse(profileOf(stage), { url: server.url, needed, number });
    const files = { needed: needed.map(weigh), later: later.map(weigh) };
    return {
      figures: weightFigures(files),
      notes: [
        '\nJS and CSS until the loop could be used (bytes: brotli, gzip, plain); a check was saved with these alone',
        ...files.needed.map(rowOf),
        `\nand within ${SETTLED_MS / 1000} s after it`,
        ...files.later.map(rowOf),
      ],
    };
  },
};

/** Longer than anything waits that is fetched by itself. */
const SETTLED_MS = 10_000;

/** Neither a worker nor a cache answers: every request goes to the server. */
async function openBare(profile: string): Promise<BenchPhone> {
  const phone = await BenchPhone.open(profile);
  await phone.devtools.send('Network.enable');
  await phone.devtools.send('Network.setBypassServiceWorker', { bypass: true });
  await phone.devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  return phone;
}

const isCode = (request: Request): boolean => /^(script|stylesheet)$/.test(request.resourceType());
const pathOf = (request: Request): string => new URL(request.url()).pathname;

/** The scripts and styles that a locked, enrolled phone asks for until the loop can be used, and those after. */
async function askedFor(
  profile: string,
  url: string,
): Promise<{ needed: string[]; later: string[] }> {
  const phone = await openBare(profile);
  const asked = new Set<string>();
  phone.page.on('request', (request) => {
    if (isCode(request) && pathOf(request) !== '/sw.js') asked.add(pathOf(request));
  });
  await phone.page.goto(url);
  await phone.unlock();
  const needed = [...asked];
  await phone.page.waitForTimeout(SETTLED_MS);
  const later = [...asked].filter((path) => !needed.includes(path));
  await phone.context.close();
  return { needed: needed.sort(), later: later.sort() };
}

/** The proof that nothing else is needed: every other script and style fails, and a check is saved. */
async function saveWithNothingElse(
  profile: string,
  { url, needed, number }: { url: string; needed: readonly string[]; number: string },
): Promise<void> {
  const phone = await openBare(profile);
  await phone.page.route('**/*', (route) => {
    const isLater = isCode(route.request()) && !needed.includes(pathOf(route.request()));
    return isLater ? route.abort() : route.continue();
  });
  await phone.page.goto(url);
  await phone.unlock();
  await check(phone, number, 1);
  await phone.context.close();
}

function weightFigures(files: { needed: WeighedFile[]; later: WeighedFile[] }): Figure[] {
  const row = (
    about: Pick<Figure, 'name' | 'what' | 'goal'>,
    of: 'brotliBytes' | 'gzipBytes',
    counted: readonly WeighedFile[],
  ): Figure => {
    const kB = counted.reduce((sum, file) => sum + file[of], 0) / 1000;
    return { ...about, cpu: null, unit: 'kB', runs: 1, p50: kB, p95: kB };
  };
  const { needed, later } = files;
  const brotli = {
    name: 'door-weight-brotli',
    what: 'JS + CSS until the loop can be used, brotli 11',
    goal: { most: 90, of: 'p50' } as const,
  };
  return [
    row(brotli, 'brotliBytes', needed),
    row({ name: 'door-weight-gzip', what: 'the same, gzip 9' }, 'gzipBytes', needed),
    row(
      { name: 'door-weight-all', what: 'all that the phone fetches by itself, brotli 11' },
      'brotliBytes',
      [...needed, ...later],
    ),
  ];
}

function rowOf({ file, brotliBytes, gzipBytes, bytes }: WeighedFile): string {
  const sizes = [brotliBytes, gzipBytes, bytes].map((size) => String(size).padStart(7));
  return `${sizes.join(' ')} ${file}`;
}

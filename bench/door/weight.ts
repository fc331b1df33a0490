import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Bench } from '../bench.ts';
import type { Figure } from '../figures.ts';
import { CAMPUS, PHONE, profileOf } from './door-stage.ts';
import { BenchPhone } from './phone.ts';

interface WeighedFile {
  file: string;
  bytes: number;
  brotliBytes: number;
  gzipBytes: number;
}

/** What a phone must fetch before the loop can be used. */
export const weightBench: Bench = {
  name: 'door-weight',
  about: 'JS and CSS that the door needs, compressed',
  measure: async (stage) => {
    const { url } = (await stage.get(CAMPUS)).server;
    await stage.get(PHONE);
    await stage.put(PHONE);
    const files = await weighDoor(profileOf(stage), url);
    return { figures: weightFigures(files), notes: fileNotes(files) };
  },
};

/**
 * The scripts and styles that a locked, enrolled phone asks the server for until the door's loop can
 * be used, with neither a worker nor a cache to answer. What comes later is not needed for it.
 */
async function weighDoor(profile: string, url: string): Promise<WeighedFile[]> {
  const phone = await BenchPhone.open(profile);
  await phone.devtools.send('Network.enable');
  await phone.devtools.send('Network.setBypassServiceWorker', { bypass: true });
  await phone.devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  const asked = new Set<string>();
  phone.page.on('request', (request) => {
    if (/^(script|stylesheet)$/.test(request.resourceType()))
      asked.add(new URL(request.url()).pathname);
  });
  await phone.page.goto(url);
  await phone.unlock();
  const files = [...asked].filter((path) => path !== '/sw.js').sort();
  await phone.context.close();
  return files.map(weigh);
}

function weigh(path: string): WeighedFile {
  const content = readFileSync(join('dist', 'app', path));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return {
    file: path.slice(1),
    bytes: content.length,
    brotliBytes: brotliCompressSync(content, { params }).length,
    gzipBytes: gzipSync(content, { level: 9 }).length,
  };
}

function weightFigures(files: readonly WeighedFile[]): Figure[] {
  const total = (of: 'brotliBytes' | 'gzipBytes'): Pick<Figure, 'p50' | 'p95'> => {
    const kB = files.reduce((sum, file) => sum + file[of], 0) / 1000;
    return { p50: kB, p95: kB };
  };
  const about = { cpu: null, unit: 'kB', runs: 1 } as const;
  return [
    {
      ...about,
      name: 'door-weight-brotli',
      what: 'JS + CSS of the door, brotli 11',
      ...total('brotliBytes'),
      goal: { most: 90, of: 'p50' },
    },
    {
      ...about,
      name: 'door-weight-gzip',
      what: 'JS + CSS of the door, gzip 9',
      ...total('gzipBytes'),
    },
  ];
}

function fileNotes(files: readonly WeighedFile[]): string[] {
  const rows = files.map(({ file, brotliBytes, gzipBytes, bytes }) => {
    const sizes = [brotliBytes, gzipBytes, bytes].map((size) => String(size).padStart(7));
    return `${sizes.join(' ')} ${file}`;
  });
  return ['\nJS and CSS that the door asked for (bytes: brotli, gzip, plain)', ...rows];
}

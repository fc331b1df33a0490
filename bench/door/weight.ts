import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Figure } from './figures.ts';
import { BenchPhone } from './phone.ts';

export interface WeighedFile {
  file: string;
  bytes: number;
  brotliBytes: number;
  gzipBytes: number;
}

/**
 * The scripts and styles that a locked, enrolled phone asks the server for until the door's loop can
 * be used, with neither a worker nor a cache to answer. What comes later is not needed for it.
 */
export async function weighDoor(profile: string, url: string): Promise<WeighedFile[]> {
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

export function weightFigures(files: readonly WeighedFile[]): Figure[] {
  const total = (of: 'brotliBytes' | 'gzipBytes'): Pick<Figure, 'p50' | 'p95'> => {
    const kB = files.reduce((sum, file) => sum + file[of], 0) / 1000;
    return { p50: kB, p95: kB };
  };
  const about = { cpu: null, unit: 'kB', count: 1 } as const;
  return [
    {
      ...about,
      what: 'JS + CSS of the door, brotli 11',
      ...total('brotliBytes'),
      goal: { most: 90, of: 'p50' },
    },
    { ...about, what: 'JS + CSS of the door, gzip 9', ...total('gzipBytes') },
  ];
}

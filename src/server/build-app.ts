import { readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The worker is the last file that a build writes: a build that was cut off has none, or an old one. */
const LAST_BUILT = join('dist', 'app', 'sw.js');
const SOURCES = ['src', 'public', 'package.json', 'manifest.webmanifest', 'vite.config.ts'];

/** Whether the app must be built: it is missing, or older than a file that it is made of. */
export function isAppStale(root: string): boolean {
  const builtMs = changedMs(join(root, LAST_BUILT));
  return SOURCES.some((source) => newestMs(join(root, source)) > builtMs);
}

export async function buildApp(root: string): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'src', 'app'),
    logLevel: 'warn',
  });
}

function newestMs(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(isOfApp);
  return Math.max(0, ...files.map((file) => changedMs(join(path, file))));
}

const isOfApp = (file: string): boolean =>
  !file.startsWith(`server${sep}`) && !file.includes('.test.');

function changedMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

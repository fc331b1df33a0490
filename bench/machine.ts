import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { findChromium } from '../tests/e2e/support/browser.ts';

/** What the figures were taken on: without it they say nothing. */
export function machineWords(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const app = 'dist/app/sw.js';
  const built = existsSync(app) ? `, built ${statSync(app).mtime.toISOString()}` : '';
  return [
    `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
    `Node ${process.version}`,
    browserWords(),
    `app ${version}${built}`,
  ].join(' · ');
}

function browserWords(): string {
  const browser = findChromium();
  if (browser === null) return 'no browser';
  return spawnSync(browser, ['--version'], { encoding: 'utf8' }).stdout.trim();
}

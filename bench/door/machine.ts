import { readFileSync, statSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** What the figures were taken on: without it they say nothing. */
export interface Machine {
  processor: string;
  cores: number;
  memoryGb: number;
  node: string;
  app: string;
  builtAt: string;
}

export function describeMachine(): Machine {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    app: version,
    builtAt: statSync('dist/app/sw.js').mtime.toISOString(),
  };
}

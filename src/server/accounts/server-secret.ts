import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../dependencies.ts';
import { newSecret } from './secrets.ts';

type Place = Pick<Settings, 'dataDir' | 'serverSecret'>;

/** The configured secret; without one, that of the key file in `dataDir`, which is made at first use and readable by its owner only. */
export function readServerSecret({ dataDir, serverSecret }: Place): string {
  if (serverSecret !== null) return serverSecret;
  const path = join(dataDir, 'server.key');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, newSecret(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

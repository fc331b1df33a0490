import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataDir } from '../database/data-dir.ts';
import { readMeta, readServerIdentity } from '../database/meta.ts';
import type { Db } from '../database/open.ts';
import { UnfitDatabase } from '../database/postgres-settings.ts';
import type { Settings } from '../dependencies.ts';
import { newSecret } from './secrets.ts';

type Place = Pick<Settings, 'dataDir' | 'serverSecret'>;

/** The configured secret; without one, that of the key file in `dataDir`, which is made at first use and readable by its owner only. */
export function readServerSecret({ dataDir, serverSecret }: Place): string {
  if (serverSecret !== null) return serverSecret;
  const path = join(dataDir, 'server.key');
  makeDataDir(dataDir);
  try {
    writeFileSync(path, newSecret(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

/**
 * Servers that share a database must share the secret: codes of one would mean nothing to the other, and
 * it could not open what phones sealed. The first one leaves a mark of its own. Throws `UnfitDatabase`.
 */
export async function assertSameSecret(db: Db, place: Place): Promise<void> {
  const { serverId } = await readServerIdentity(db);
  const value = createHmac('sha256', readServerSecret(place))
    .update(`server-secret|${serverId}`)
    .digest('base64url');
  await db
    .insertInto('meta')
    .values({ key: 'server_secret_mark', value })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  if ((await readMeta(db, 'server_secret_mark')) !== value)
    throw new UnfitDatabase(
      'SERVER_SECRET (or server.key in DATA_DIR) is not the one that this database was set up with: every server needs the same.',
    );
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

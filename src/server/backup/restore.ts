import { randomUUID } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import type { Id, Instant } from '../../domain/id.ts';
import { holdDataDir } from '../database/data-dir.ts';
import { sqlitePath } from '../database/open.ts';
import { instantOf } from '../dependencies.ts';
import { COVERS_KEY } from './back-up.ts';
import { announceEpoch } from './feed-guard.ts';
import {
  assertSound,
  BackupRefused,
  readMetaOf,
  syncToDisk,
  withSqliteFile,
  writeMetaOf,
} from './sqlite-copy.ts';

export interface Restored {
  /** Where the database that was replaced lies now; `null` if there was none. */
  keptAs: string | null;
  coversThrough: Instant | null;
}

/**
 * Puts a backup in the place of the SQLite database and gives its feed a new epoch, so that phones offer
 * again what the backup lacks. The old database stays beside it. Throws `BackupRefused` while a server
 * runs on it, for a damaged file, and for one of another server.
 */
export async function restoreSqlite(of: {
  dataDir: string;
  from: string;
  nowMs: number;
}): Promise<Restored> {
  const { dataDir, from } = of;
  if (!existsSync(from)) throw new BackupRefused(`${from} is not there.`);
  const serverId = await withSqliteFile(from, (file) => {
    assertSound(file, from);
    return readMetaOf(file, 'server_id');
  });
  if (serverId === null) throw new BackupRefused(`${from} is no database of this program.`);
  // No server may start on it meanwhile.
  const letGo = await holdDataDir(dataDir);
  try {
    return await replaceDatabase({ ...of, serverId });
  } finally {
    letGo();
  }
}

async function replaceDatabase(of: {
  dataDir: string;
  from: string;
  nowMs: number;
  serverId: Id;
}): Promise<Restored> {
  const { dataDir, from, nowMs, serverId } = of;
  const path = sqlitePath(dataDir);
  await assertReplaceable(path, serverId);

  const part = `${path}.restoring`;
  rmSync(part, { force: true });
  copyFileSync(from, part);
  chmodSync(part, 0o600);
  const epoch = randomUUID();
  const coversThrough = await beginNewEpoch(part, { epoch, at: instantOf(nowMs) });
  announceEpoch(dataDir, epoch);
  const keptAs = existsSync(path)
    ? `${path.replace(/\.sqlite$/, '')}.before-restore-${String(nowMs)}.sqlite`
    : null;
  if (keptAs !== null) renameSync(path, keptAs);
  renameSync(part, path);
  syncToDisk(path);
  return { keptAs, coversThrough };
}

/** Leaving WAL needs the file to itself: that fails while a server has it open. Nothing is left in the WAL then. */
async function assertReplaceable(path: string, serverId: Id): Promise<void> {
  if (!existsSync(path)) return;
  await withSqliteFile(path, (file) => {
    const own = readMetaOf(file, 'server_id');
    if (own !== null && own !== serverId)
      throw new BackupRefused('This backup is of another server: phones would not know it.');
    try {
      file.exec('pragma busy_timeout = 200; pragma journal_mode = delete');
    } catch (cause) {
      throw new BackupRefused('A server runs on this database: stop it first.', { cause });
    }
  });
}

function beginNewEpoch(path: string, of: { epoch: Id; at: Instant }): Promise<Instant | null> {
  return withSqliteFile(path, (file) => {
    file.exec('pragma journal_mode = delete; pragma synchronous = full; begin immediate');
    const coversThrough = readMetaOf(file, COVERS_KEY);
    writeMetaOf(file, 'feed_epoch', of.epoch);
    file.exec('update device set emptied_at = null');
    if (coversThrough !== null) writeMetaOf(file, 'durable_through', coversThrough);
    file
      .prepare('insert into audit (id, at, what, details) values (?, ?, ?, ?)')
      .run(uuidv7(), of.at, 'server.new-epoch', JSON.stringify({ why: 'restored', coversThrough }));
    file.exec('commit');
    return coversThrough;
  });
}

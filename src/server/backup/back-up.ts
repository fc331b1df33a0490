import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import type { Instant } from '../../domain/id.ts';
import { writeAudit } from '../accounts/audit.ts';
import { readMeta, writeMeta } from '../database/meta.ts';
import { sqlitePath, type Db } from '../database/open.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf } from '../dependencies.ts';
import {
  assertSound,
  BackupRefused,
  countReceived,
  syncToDisk,
  withSqliteFile,
  writeMetaOf,
} from './sqlite-copy.ts';

/**
 * An operation is stamped when its request begins and committed when all of it has come, five minutes
 * later at most (Node ends the request then). What was stamped this long before the copy is in it.
 */
const LONGEST_REQUEST_MS = 10 * 60_000;

/** In the copy: everything received up to here is in it. */
export const COVERS_KEY = 'covers_through';

export interface BackupMade {
  /** Every operation received up to here is in the copy. */
  coversThrough: Instant;
  operationCount: number;
}

/**
 * Copies the running SQLite database to `target`, proves the copy and only then tells phones that it
 * covers them. Throws `BackupRefused`; an unproved copy does not stay.
 */
export async function backUpSqlite(
  db: Db,
  of: { dataDir: string; target: string; nowMs: number },
): Promise<BackupMade> {
  const { dataDir, target, nowMs } = of;
  if (existsSync(target)) throw new BackupRefused(`${target} is there already: name another file.`);
  const coversThrough = instantOf(nowMs - LONGEST_REQUEST_MS);
  const part = `${target}.part`;
  rmSync(part, { force: true });
  // Health data: nobody else may read it, from its first byte on. SQLite fills an empty file.
  closeSync(openSync(part, 'wx', 0o600));
  try {
    await withSqliteFile(sqlitePath(dataDir), (file) => {
      file.exec(`vacuum into '${part.replaceAll("'", "''")}'`);
    });
    const operationCount = await withSqliteFile(part, (file) => {
      writeMetaOf(file, COVERS_KEY, coversThrough);
      assertSound(file, target);
      return countReceived(file, coversThrough);
    });
    await withSqliteFile(sqlitePath(dataDir), (file) => {
      if (countReceived(file, coversThrough) !== operationCount)
        throw new BackupRefused('The copy lacks operations that the database has: try again.');
    });
    renameSync(part, target);
    syncToDisk(target);
    await recordBackup(db, { coversThrough, nowMs, details: { operationCount } });
    return { coversThrough, operationCount };
  } finally {
    rmSync(part, { force: true });
  }
}

/** From now on phones may forget what was received up to then. Never goes back. */
export async function recordBackup(
  db: Db,
  of: { coversThrough: Instant; nowMs: number; details?: Record<string, unknown> },
): Promise<void> {
  const { coversThrough, nowMs, details = {} } = of;
  const at = instantOf(nowMs);
  if (coversThrough > at)
    throw new BackupRefused('A backup cannot cover what has not happened yet.');
  await writeDatabase(db, async (tx) => {
    const before = await readMeta(tx, 'durable_through');
    if (before === null || before < coversThrough)
      await writeMeta(tx, 'durable_through', coversThrough);
    await writeMeta(tx, 'backed_up_at', at);
    await writeAudit(tx, {
      at,
      accountId: null,
      what: 'server.backup',
      subject: null,
      details: { coversThrough, ...details },
    });
  });
}

import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Id } from '../../domain/id.ts';
import { readServerIdentity } from '../database/meta.ts';
import type { Db } from '../database/open.ts';
import { rotateEpoch } from '../database/rotate-epoch.ts';
import type { Reader } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf } from '../dependencies.ts';

/** Beside the database: which feeds it has had, and how far it was when somebody last looked. */
const Guard = z.object({ epochs: z.array(z.string()), stand: z.number() });
type Guard = z.infer<typeof Guard>;

export type GuardFinding = 'first-start' | 'continued' | 'older-database';

/**
 * To be asked at start, before anybody is answered. A database that is behind its guard, or is back at
 * a feed that was left, was put there from a copy by whatever means: its feed gets a new epoch, as
 * `restore` would have done. One that is guarded elsewhere too may have been given its epoch there.
 */
export async function checkFeedGuard(
  db: Db,
  of: { dataDir: string; nowMs: number },
): Promise<GuardFinding> {
  const guard = readGuard(of.dataDir);
  const { feedEpoch } = await readServerIdentity(db);
  const isBehind =
    guard !== null &&
    guard.epochs.includes(feedEpoch) &&
    (guard.epochs.at(-1) !== feedEpoch || (await standOf(db)) < guard.stand);
  if (isBehind) {
    const at = instantOf(of.nowMs);
    await writeDatabase(db, async (tx) => {
      const isStillOld = (await readServerIdentity(tx)).feedEpoch === feedEpoch;
      if (isStillOld) await rotateEpoch(tx, { why: 'older-database', at });
    });
  }
  await keepFeedGuard(db, of.dataDir);
  if (guard === null) return 'first-start';
  return isBehind ? 'older-database' : 'continued';
}

/** Brings the guard up to the database. Cheap: to be repeated every minute and at the end. */
export async function keepFeedGuard(db: Reader, dataDir: string): Promise<void> {
  const { feedEpoch } = await readServerIdentity(db);
  writeGuard(dataDir, feedEpoch, await standOf(db));
}

/** Names a new epoch before its database is in place: the copy it came from is then known to be old. */
export function announceEpoch(dataDir: string, epoch: Id): void {
  writeGuard(dataDir, epoch, 0);
}

/** Only ever grows while it is one and the same database. PostgreSQL gives sums as text. */
async function standOf(db: Reader): Promise<number> {
  const feeds = await db
    .selectFrom('scopeHead')
    .select((of) => of.fn.sum<number | string | null>('head').as('sum'))
    .executeTakeFirst();
  const logs = await db
    .selectFrom('deviceLog')
    .select((of) => of.fn.sum<number | string | null>('contiguous').as('sum'))
    .executeTakeFirst();
  return Number(feeds?.sum ?? 0) + Number(logs?.sum ?? 0);
}

const pathOf = (dataDir: string): string => join(dataDir, 'feed-guard.json');

function readGuard(dataDir: string): Guard | null {
  let text: string;
  try {
    text = readFileSync(pathOf(dataDir), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return Guard.parse(JSON.parse(text));
}

function writeGuard(dataDir: string, epoch: Id, stand: number): void {
  const before = readGuard(dataDir)?.epochs ?? [];
  const epochs = [...before.filter((known) => known !== epoch), epoch];
  const path = pathOf(dataDir);
  const part = `${path}.part`;
  const file = openSync(part, 'w', 0o600);
  writeSync(file, JSON.stringify({ epochs, stand }));
  fsyncSync(file);
  closeSync(file);
  renameSync(part, path);
}

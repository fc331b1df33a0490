import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { backUpSqlite } from '../../src/server/backup/back-up.ts';
import { restoreSqlite } from '../../src/server/backup/restore.ts';
import { migrate } from '../../src/server/database/migrate.ts';
import { openDatabase } from '../../src/server/database/open.ts';
import type { TestServer } from '../server/support/test-server.ts';

const run = promisify(execFile);

/** A backup of a test server: a file of SQLite, or on PostgreSQL a database that is a copy. */
export type Backup = { file: string } | { url: string };

/** By the server's own means while it runs; on PostgreSQL, whose means are its own, by a copy of the database. */
export async function backUp(server: TestServer): Promise<Backup> {
  if (server.url !== null) return { url: await copyDatabase(server.url) };
  const file = join(newFolder(), 'backup.sqlite');
  const { dir: dataDir, db, clock } = server;
  await backUpSqlite(db, { dataDir, target: file, nowMs: clock.nowMs });
  return { file };
}

/**
 * The server is gone; another machine gets the backup as `docs/operations.md` says, and every phone finds it at
 * the old address. `forgets`: nobody says that it is restored.
 */
export async function restoreElsewhere(
  server: TestServer,
  backup: Backup,
  { forgets = false } = {},
): Promise<TestServer> {
  const dataDir = newFolder();
  let url: string | null = null;
  if ('file' in backup) {
    await restoreSqlite({ dataDir, from: backup.file, nowMs: server.clock.nowMs });
  } else {
    url = await copyDatabase(backup.url);
    if (!forgets) await sayRestored(url, dataDir);
  }
  const db = await openDatabase({ url, dataDir, report: server.deps.report });
  onTestFinished(() => db.destroy());
  await migrate(db);
  const deps = { ...server.deps, db };
  return { ...server, db, deps, url, dir: dataDir, app: createApp(deps) };
}

/** `npm run restore -- --done`, by the program itself. */
async function sayRestored(url: string, dataDir: string): Promise<void> {
  const program = ['--import', 'tsx', 'src/server/backup-cli.ts', 'restore', '--done'];
  const env = { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir };
  await run(process.execPath, program, { env });
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Nobody may be connected to what is copied: whoever is, is sent away for a moment, and comes again. */
async function copyDatabase(url: string): Promise<string> {
  const from = new URL(url).pathname.slice(1);
  const to = `copy_${randomBytes(8).toString('hex')}`;
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const client = new Client({ connectionString: admin.href });
  await client.connect();
  try {
    await client.query(`alter database ${from} with allow_connections false`);
    await client.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${from}'`,
    );
    await client.query(`create database ${to} template ${from}`);
    await client.query(`alter database ${from} with allow_connections true`);
  } finally {
    await client.end();
  }
  const copy = new URL(url);
  copy.pathname = `/${to}`;
  return copy.href;
}

import { parseArgs } from 'node:util';
import { BackupRefused } from './backup/sqlite-copy.ts';
import { backUpSqlite, recordBackup } from './backup/back-up.ts';
import { restoreSqlite } from './backup/restore.ts';
import { readConfig, type Config } from './config.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase, type Db } from './database/open.ts';
import { rotateEpoch } from './database/rotate-epoch.ts';
import { writeDatabase } from './database/transaction.ts';
import { instantOf } from './dependencies.ts';
import { explainFault } from './explain-fault.ts';

/*
 * `npm run backup -- FILE`: a proved copy of the SQLite database, while the server runs.
 * `npm run backup -- --covers TIME`: PostgreSQL was backed up by other means, proved, up to TIME (UTC).
 * `npm run restore -- FILE`: puts a copy in place; the server must be stopped.
 * `npm run restore -- --done`: the PostgreSQL database has been restored by other means.
 * Exit code 0, or 1 with one sentence.
 */

const USAGE =
  'Usage: npm run backup -- FILE (SQLite) or npm run backup -- --covers TIME (PostgreSQL); ' +
  'npm run restore -- FILE (SQLite) or npm run restore -- --done (PostgreSQL).';
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/;

async function run([what, ...args]: string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args,
    options: { covers: { type: 'string' }, done: { type: 'boolean' } },
    allowPositionals: true,
  });
  const reading = readConfig(process.env);
  if (!reading.ok) throw new BackupRefused(reading.sentence);
  const { config } = reading;
  const [path] = positionals;
  const isSqlite = config.databaseUrl === null;
  if (what === 'back-up' && isSqlite && path !== undefined) return backUp(config, path);
  if (what === 'back-up' && values.covers !== undefined) return record(config, values.covers);
  if (what === 'restore' && isSqlite && path !== undefined) return restore(config, path);
  if (what === 'restore' && values.done === true) return rotate(config);
  throw new BackupRefused(USAGE);
}

async function backUp(config: Config, target: string): Promise<string> {
  const made = await withDatabase(config, (db) =>
    backUpSqlite(db, { dataDir: config.dataDir, target, nowMs: Date.now() }),
  );
  return `${target}: ${String(made.operationCount)} operations, everything received up to ${made.coversThrough}. Keep it on another machine, and server.key apart from it.`;
}

async function record(config: Config, text: string): Promise<string> {
  if (!INSTANT.test(text))
    throw new BackupRefused('--covers takes a time such as 2026-11-22T18:00:00Z.');
  const coversThrough = new Date(text).toISOString();
  await withDatabase(config, (db) => recordBackup(db, { coversThrough, nowMs: Date.now() }));
  return `Phones may forget what was received up to ${coversThrough}.`;
}

async function restore(config: Config, from: string): Promise<string> {
  const restored = await restoreSqlite({ dataDir: config.dataDir, from, nowMs: Date.now() });
  const kept = restored.keptAs === null ? '' : ` The old database is kept as ${restored.keptAs}.`;
  return `${from} is in place.${kept} Start the server: phones offer again what this backup lacks.`;
}

async function rotate(config: Config): Promise<string> {
  await withDatabase(config, (db) =>
    writeDatabase(db, (tx) => rotateEpoch(tx, { why: 'restored', at: instantOf(Date.now()) })),
  );
  return 'Phones will load anew, and offer again what the restored database lacks.';
}

async function withDatabase<T>(config: Config, work: (db: Db) => Promise<T>): Promise<T> {
  const { databaseUrl: url, dataDir } = config;
  const db = await openDatabase({ url, dataDir, report: (error) => console.error(error) });
  try {
    await migrate(db);
    return await work(db);
  } finally {
    await db.destroy();
  }
}

try {
  console.log(await run(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof BackupRefused ? error.message : explainFault(error));
  process.exitCode = 1;
}

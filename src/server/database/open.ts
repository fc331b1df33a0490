import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { CamelCasePlugin, Kysely, type Dialect } from 'kysely';
import { makeDataDir } from './data-dir.ts';
import { openPostgres } from './postgres.ts';
import { sqliteDialect, type OpenSqlite } from './sqlite-dialect.ts';
import { OLDEST_SQLITE, isAtLeast, loadSqlite, type SqliteFile } from './sqlite-module.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;

export interface DatabasePlace {
  /** `postgres://…`, or `null` for the SQLite file in `dataDir`. */
  url: string | null;
  dataDir: string;
  report: (error: unknown) => void;
}

/**
 * The database, open and asserted: what was committed survives loss of power. Throws where a setting
 * that promises this cannot be had. `db.destroy()` closes it.
 */
export async function openDatabase(place: DatabasePlace): Promise<Db> {
  if (place.url !== null) return databaseOver(await openPostgres(place.url, place.report));
  makeDataDir(place.dataDir);
  const SqliteDatabase = await loadSqlite();
  const path = sqlitePath(place.dataDir);
  // SQLite would make it for everyone to read; its journals take the mode of this file.
  closeSync(openSync(path, 'a', 0o600));
  const open: OpenSqlite = (what) => {
    const file = assertDurable(new SqliteDatabase(path, { timeout: 5000 }));
    if (what === 'writer')
      file.exec(
        `pragma cache_size = -${String(WRITER_CACHE_KIB)}; pragma wal_autocheckpoint = ${String(CHECKPOINT_PAGES)}`,
      );
    return file;
  };
  return databaseOver(sqliteDialect(open));
}

/** Rows in our spelling of names, over any dialect. */
export function databaseOver(dialect: Dialect): Db {
  const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })];
  return new Kysely<Tables>({ dialect, plugins });
}

export const sqlitePath = (dataDir: string): string => join(dataDir, 'shouwang.sqlite');

/** An import of 30,000 people then stays in memory until it commits: SQLite's own 2 MB would spill. */
const WRITER_CACHE_KIB = 65_536;
/** 32 MB. A push of 50 checks writes some 300 pages: SQLite's own 1000 would move them on at every third. */
const CHECKPOINT_PAGES = 8192;

function assertDurable(file: SqliteFile): SqliteFile {
  file.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
  const version = valueOf(file, 'select sqlite_version()');
  if (!isAtLeast(String(version), OLDEST_SQLITE))
    throw new Error(`SQLite is ${String(version)}, but ${OLDEST_SQLITE} or newer is needed.`);
  const settings = {
    journal_mode: valueOf(file, 'pragma journal_mode'),
    synchronous: valueOf(file, 'pragma synchronous'),
    foreign_keys: valueOf(file, 'pragma foreign_keys'),
  };
  const isDurable =
    settings.journal_mode === 'wal' && settings.synchronous === 2 && settings.foreign_keys === 1;
  if (!isDurable)
    throw new Error(`SQLite does not take the settings we need: ${JSON.stringify(settings)}`);
  return file;
}

function valueOf(file: SqliteFile, sql: string): unknown {
  const row = file.prepare(sql).get();
  return row === undefined ? undefined : Object.values(row as object)[0];
}

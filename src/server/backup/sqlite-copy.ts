import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Instant } from '../../domain/id.ts';
import { loadSqlite, type SqliteFile } from '../database/sqlite-module.ts';

/** What the person at the keyboard can do something about. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/** A database file outside the server, closed after `work`. */
export async function withSqliteFile<T>(path: string, work: (file: SqliteFile) => T): Promise<T> {
  const SqliteDatabase = await loadSqlite();
  const file = new SqliteDatabase(path, { timeout: 5000 });
  try {
    return work(file);
  } finally {
    file.close();
  }
}

/** Throws `BackupRefused` unless every page and every reference of the file is sound. */
export function assertSound(file: SqliteFile, path: string): void {
  const pages = allOf<{ integrity_check: string }>(file, 'pragma integrity_check');
  if (pages.length !== 1 || pages[0]?.integrity_check !== 'ok')
    throw new BackupRefused(`${path} is damaged: SQLite's integrity check fails.`);
  if (allOf(file, 'pragma foreign_key_check').length > 0)
    throw new BackupRefused(`${path} is damaged: rows refer to rows that are not there.`);
}

export function countReceived(file: SqliteFile, through: Instant): number {
  const sql = 'select count(*) as count from op_log where received_at <= ?';
  return (file.prepare(sql).get(through) as { count: number }).count;
}

export function readMetaOf(file: SqliteFile, key: string): string | null {
  const tables = allOf(file, "select 1 from sqlite_master where name = 'meta'");
  if (tables.length === 0) return null;
  const row = file.prepare('select value from meta where key = ?').get(key);
  return row === undefined ? null : (row as { value: string }).value;
}

export function writeMetaOf(file: SqliteFile, key: string, value: string): void {
  file
    .prepare(
      'insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
    )
    .run(key, value);
}

const allOf = <Row = unknown>(file: SqliteFile, sql: string): Row[] =>
  file.prepare(sql).all() as Row[];

/** The file's bytes and its name are on the disk. */
export function syncToDisk(path: string): void {
  for (const each of [path, dirname(path)]) {
    const file = openSync(each, 'r');
    fsyncSync(file);
    closeSync(file);
  }
}

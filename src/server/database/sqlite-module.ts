import type { DatabaseSync as PortedDatabase } from '@photostructure/sqlite';

/** The part of the `node:sqlite` API that we use; `@photostructure/sqlite` offers the same. */
export type SqliteFile = Pick<
  InstanceType<typeof PortedDatabase>,
  'prepare' | 'exec' | 'close' | 'isOpen'
>;
export type SqliteStatement = ReturnType<SqliteFile['prepare']>;
type OpenFile = new (path: string, options: { timeout: number }) => SqliteFile;

/**
 * SQLite before 3.51.3 can corrupt a file when two connections write and checkpoint at once
 * (sqlite.org/wal.html, "WAL-reset bug").
 */
export const OLDEST_SQLITE = '3.51.3';

/** Node's own SQLite where it is there and new enough, else the prebuilt port of the same API. */
export async function loadSqlite(): Promise<OpenFile> {
  const own = process.versions['sqlite'];
  const builtin = process.getBuiltinModule('node:sqlite');
  if (builtin !== undefined && own !== undefined && isAtLeast(own, OLDEST_SQLITE))
    return (builtin as { DatabaseSync: OpenFile }).DatabaseSync;
  const { DatabaseSync } = await import('@photostructure/sqlite');
  return DatabaseSync;
}

export function isAtLeast(version: string, oldest: string): boolean {
  const [have, need] = [version.split('.').map(Number), oldest.split('.').map(Number)];
  for (const [index, part] of need.entries()) {
    const own = have[index] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}

import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { loadSqlite } from './sqlite-module.ts';

/** The folder cannot be used so. The message is a sentence for the operator. */
export class UnfitDataDir extends Error {
  override readonly name = 'UnfitDataDir';
}

/**
 * Makes the folder with those above it, readable by its owner only. Each by itself: Node's own
 * `recursive` never comes back from places such as /proc, where nothing can be made. Throws `UnfitDataDir`.
 */
export function makeDataDir(dataDir: string): void {
  const missing: string[] = [];
  for (let path = resolve(dataDir); !existsSync(path); path = dirname(path)) missing.unshift(path);
  try {
    for (const path of missing) makeFolder(path);
    closeSync(openSync(dataDir, 'r'));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const sentence = `DATA_DIR=${dataDir} will not do: it must be a folder that we may write to (${why}).`;
    throw new UnfitDataDir(sentence, { cause });
  }
}

/** Another process may make it at the same time. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

/**
 * Keeps other servers off this folder for as long as this process lives: a lock on a file beside the
 * database, which the system itself lets go when the process ends, however it ends. Readers and the command
 * line's tools do not ask for it. Gives how to let go. Throws `UnfitDataDir`.
 */
export async function holdDataDir(dataDir: string): Promise<() => void> {
  makeDataDir(dataDir);
  const SqliteDatabase = await loadSqlite();
  const path = join(dataDir, 'server.lock');
  try {
    closeSync(openSync(path, 'a', 0o600));
    const file = new SqliteDatabase(path, { timeout: 0 });
    file.exec('begin exclusive');
    return () => file.close();
  } catch (cause) {
    if (!isBusy(cause)) throw cause;
    throw new UnfitDataDir(
      `A server runs on DATA_DIR=${dataDir} already: stop it first, or use another folder.`,
      { cause },
    );
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && /locked|busy/i.test(error.message);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../../src/server/database/migrate.ts';
import { openDatabase } from '../../../src/server/database/open.ts';
import { provideBinaries, type Binaries } from './binaries.ts';
import { initialiseCluster, openCluster, type Cluster } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One PostgreSQL for the run; absent in projects that do not start one. */
    postgres: { adminUrl: string; binaries: Binaries };
  }
}

/** A database that has our tables and nobody's data: new ones are copied from it, which takes a moment. */
export const TEMPLATE = 'migrated';

/** Before the tests: a PostgreSQL of their own. Throws one sentence where none can run. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-postgres-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const binaries = provideBinaries(folder);
    const place = { binaries, dataDir: join(folder, 'data'), settings: { max_connections: '300' } };
    initialiseCluster(place);
    const cluster = await openCluster(place);
    await cluster.start();
    await makeTemplate(cluster);
    provide('postgres', { adminUrl: cluster.urlOf('postgres'), binaries });
    return async () => {
      await cluster.stopAtOnce();
      removeFolder();
    };
  } catch (error) {
    removeFolder();
    throw error;
  }
}

async function makeTemplate(cluster: Cluster): Promise<void> {
  await cluster.query(`create database ${TEMPLATE}`);
  const url = cluster.urlOf(TEMPLATE);
  const report = (error: unknown) => process.stderr.write(`${String(error)}\n`);
  const db = await openDatabase({ url, dataDir: '', report });
  await migrate(db);
  await db.destroy();
}

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { Binaries } from './binaries.ts';
import { initialiseCluster, openCluster, type Cluster } from './cluster.ts';

/** The programs that the run has made ready. */
export const programs = (): Binaries => inject('postgres').binaries;

/** A folder for a cluster of the test's own, which the user that PostgreSQL runs as may enter; goes with the test. */
export function clusterFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-cluster-'));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A PostgreSQL that this test may kill, with an empty database `duty`; gone when the test has finished. */
export async function testCluster(settings: Readonly<Record<string, string>> = {}): Promise<{
  cluster: Cluster;
  url: string;
}> {
  const place = { binaries: programs(), dataDir: join(clusterFolder(), 'data'), settings };
  initialiseCluster(place);
  const cluster = await openCluster(place);
  await cluster.start();
  onTestFinished(() => cluster.stopAtOnce());
  await cluster.query('create database duty');
  return { cluster, url: cluster.urlOf('duty') };
}

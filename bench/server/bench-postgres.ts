import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideBinaries } from '../../tests/support/postgres/binaries.ts';
import { initialiseCluster, openCluster } from '../../tests/support/postgres/cluster.ts';

/** A PostgreSQL of the bench's own on this machine, with an empty database. */
export interface BenchPostgres {
  folder: string;
  url: string;
  /** Processor time of all its processes since its start; `null` where the system has no `/proc`. */
  cpuMs: () => number | null;
}

export async function onPostgres<T>(work: (postgres: BenchPostgres) => Promise<T>): Promise<T> {
  // Not in the run's own folder: PostgreSQL may have to run as a user who cannot look into that.
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-postgres-'));
  const place = { binaries: provideBinaries(folder), dataDir: join(folder, 'data') };
  initialiseCluster(place);
  const cluster = await openCluster(place);
  await cluster.start();
  try {
    await cluster.query('create database bench');
    const [pid = ''] = readFileSync(join(place.dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return await work({ folder, url: cluster.urlOf('bench'), cpuMs: () => cpuMsOf(pid) });
  } finally {
    await cluster.stopAtOnce();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/** Of the process, of the children that it has seen off, and of those that run. */
function cpuMsOf(pid: string): number | null {
  if (process.platform !== 'linux') return null;
  let ticks = 0;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const times = statOf(entry);
    if (entry === pid) ticks += times.own + times.seenOff;
    else if (times.parent === pid) ticks += times.own;
  }
  return ticks * TICK_MS;
}

function statOf(pid: string): { parent: string; own: number; seenOff: number } {
  // After the name, which may hold anything: state, parent, …; the times are the 14th to 17th of all.
  const fields = readStat(pid)
    .replace(/^.*\) /s, '')
    .split(' ');
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15).map(Number);
  return { parent: fields[1] ?? '', own: user + system, seenOff: childUser + childSystem };
}

/** Empty for one that has ended since it was listed. */
function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}

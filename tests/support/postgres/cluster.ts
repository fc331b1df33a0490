import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { freePort } from '../../e2e/support/server.ts';
import type { Binaries } from './binaries.ts';

const SUPERUSER = 'postgres';

/** A PostgreSQL of our own on loopback. Its files stay until the caller removes `dataDir`. */
export interface Cluster {
  readonly port: number;
  readonly dataDir: string;
  urlOf(database: string): string;
  /** As the superuser; for tests' own questions and orders. */
  query<Row extends QueryResultRow>(sql: string, database?: string): Promise<Row[]>;
  start(): Promise<void>;
  /** Ends connections, writes everything out, goes. */
  stop(): Promise<void>;
  /** As `pg_ctl stop -m immediate`: no checkpoint, shared memory gone; the next start replays the log. */
  stopAtOnce(): Promise<void>;
  /** SIGKILL to the postmaster and every one of its processes. */
  kill(): Promise<void>;
  /** What it has printed. */
  log(): string;
}

export interface ClusterPlace {
  binaries: Binaries;
  /** A folder that does not exist yet. */
  dataDir: string;
  settings?: Readonly<Record<string, string>>;
}

/** Makes a cluster with the collation of a Chinese machine, so that no code leans on the order of bytes. */
export function initialiseCluster({ binaries, dataDir, settings = {} }: ClusterPlace): void {
  mkdirSync(dataDir, { mode: 0o700 });
  const { user } = binaries;
  if (user !== null) chownSync(dataDir, user.uid, user.gid);
  const options = ['--auth=trust', `--username=${SUPERUSER}`, '--encoding=UTF8', '--no-sync'];
  const locale = ['--locale=C', '--locale-provider=icu', '--icu-locale=zh'];
  try {
    run(binaries, binaries.initdb, ['-D', dataDir, ...options, ...locale]);
  } catch (error) {
    throw new Error(`The tests need PostgreSQL, and initdb failed: ${textOf(error)}`, {
      cause: error,
    });
  }
  addSettings({ dataDir }, settings);
}

/** Read at the next start. */
export function addSettings(
  { dataDir }: Pick<ClusterPlace, 'dataDir'>,
  settings: Readonly<Record<string, string>>,
): void {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  appendFileSync(join(dataDir, 'postgresql.conf'), lines.join(''));
}

/** A cold copy: the cluster must stand still. */
export function copyCluster({ binaries, dataDir }: ClusterPlace, to: string): void {
  cpSync(dataDir, to, { recursive: true });
  const { user } = binaries;
  chmodSync(to, 0o700);
  if (user === null) return;
  chownSync(to, user.uid, user.gid);
  for (const path of readdirSync(to, { recursive: true, encoding: 'utf8' }))
    chownSync(join(to, path), user.uid, user.gid);
}

/** From its next start it follows the cluster that it was copied from. */
export function makeStandby(place: ClusterPlace, primary: string): void {
  writeFileSync(join(place.dataDir, 'standby.signal'), '');
  addSettings(place, { primary_conninfo: primary });
}

/** Runs one of the programs as the user that PostgreSQL takes. */
export function run({ user }: Binaries, program: string, args: readonly string[]): string {
  return execFileSync(program, args, {
    ...ids(user),
    env: ENVIRONMENT,
    cwd: '/',
    encoding: 'utf8',
  });
}

const ENVIRONMENT = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
const ids = (user: Binaries['user']) => user ?? {};

function textOf(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  return stderr.trim() === '' ? String(error) : stderr.trim();
}

/** The cluster in `dataDir`, on a free port, not yet started. */
export async function openCluster({ binaries, dataDir }: ClusterPlace): Promise<Cluster> {
  const port = await freePort();
  let child: ChildProcess | null = null;
  let printed = '';
  const urlOf = (database: string) => `postgres://${SUPERUSER}@127.0.0.1:${port}/${database}`;
  const query = async <Row extends QueryResultRow>(sql: string, database = 'postgres') => {
    const client = new Client({ connectionString: urlOf(database) });
    client.on('error', (error) => (printed += `${String(error)}\n`));
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const endBy = async (signal: NodeJS.Signals) => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  process.once('exit', () => child?.kill('SIGKILL'));
  return {
    port,
    dataDir,
    urlOf,
    query,
    start: async () => {
      child = spawn(binaries.postgres, ['-D', dataDir, ...connectionFlags(port, dataDir)], {
        ...ids(binaries.user),
        env: ENVIRONMENT,
        cwd: '/',
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const here = child;
      const from = printed.length;
      here.stderr?.on('data', (text: Buffer) => (printed += text.toString()));
      await untilReady(here, () => printed.slice(from));
    },
    stop: () => endBy('SIGINT'),
    stopAtOnce: () => endBy('SIGQUIT'),
    kill: async () => {
      const rows = await query<{ pid: number }>('select pid from pg_stat_activity');
      await endBy('SIGKILL');
      for (const { pid } of rows) killIfThere(pid);
    },
    log: () => printed,
  };
}

const connectionFlags = (port: number, dataDir: string): string[] => [
  `--port=${port}`,
  '--listen_addresses=127.0.0.1',
  `--unix_socket_directories=${dataDir}`,
];

const READY = 'ready to accept';

async function untilReady(child: ChildProcess, printed: () => string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (printed().includes(READY)) return;
    if (child.exitCode !== null || child.signalCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  child.kill('SIGKILL');
  throw new Error(`The tests need PostgreSQL, and it does not start: ${printed().trim()}`);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!isGone) throw error;
  }
}

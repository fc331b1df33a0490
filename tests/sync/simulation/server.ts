import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../../../src/server/database/open.ts';
import type { SqliteFile } from '../../../src/server/database/sqlite-module.ts';
import type { Dependencies } from '../../../src/server/dependencies.ts';
import type { Control } from './controls.ts';
import type { ServerProgram } from './load-server.ts';
import { steppedDialect, type Steps } from './stepped-dialect.ts';
import { newRun, type Run, type Timeline } from './timeline.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Asked {
  path: string;
  method: string;
  headers: Headers;
  body: Bytes | null;
}

export interface Answered {
  status: number;
  headers: [string, string][];
  body: Bytes;
}

const FILE = 'shouwang.sqlite';
/** Longer than a simulated request can be at work: what was received before is in a backup made now. */
const AT_WORK_MS = 10_000;
export const SERVER_SECRET = 'a secret of the simulation, long enough to be one';

/** One server with its disk: it can be killed between any two calls of its database, and started again. */
export class Server {
  readonly device: { clockOffsetMs: number; sleptMs: number };
  readonly program: ServerProgram;
  run: Run = newRun('server');
  db: Db | null = null;
  deps: Dependencies | null = null;
  /** Faults that the server reported of itself. */
  readonly reports: unknown[] = [];
  readonly #timeline: Timeline;
  readonly #control: Control;
  readonly #dir = mkdtempSync(join(tmpdir(), 'shouwang-simulated-'));
  readonly #Sqlite: new (path: string, options: { timeout: number }) => SqliteFile;
  readonly #backups = new Map<string, number>();
  #files: SqliteFile[] = [];
  #app: ReturnType<ServerProgram['createApp']> | null = null;
  #judge: SqliteFile | null = null;
  /** Called for each request that dies with the process. */
  readonly #open = new Set<() => void>();

  constructor(parts: {
    timeline: Timeline;
    control: Control;
    device: { clockOffsetMs: number; sleptMs: number };
    program: ServerProgram;
    Sqlite: new (path: string, options: { timeout: number }) => SqliteFile;
    template: string;
  }) {
    this.#timeline = parts.timeline;
    this.#control = parts.control;
    this.#Sqlite = parts.Sqlite;
    this.device = parts.device;
    this.program = parts.program;
    copyFileSync(parts.template, this.#path());
  }

  get isUp(): boolean {
    return this.#app !== null;
  }

  start(): void {
    this.run = newRun('server');
    const { createApp, createPokeBoard, databaseOver, sqliteDialect } = this.program;
    const dialect = sqliteDialect(() => this.#openFile());
    const db = databaseOver(steppedDialect(dialect, this.#steps(this.run)));
    const epoch = this.#timeline;
    this.db = db;
    this.deps = {
      db,
      now: () => this.now(),
      settings: SETTINGS,
      pokes: createPokeBoard(),
      report: (error) => {
        this.reports.push(error);
        epoch.note(`server reports ${String(error)}`);
      },
    };
    this.#app = createApp(this.deps);
    this.#timeline.note('server starts');
  }

  now: () => number = () => 0;

  kill(): void {
    if (!this.isUp) return;
    this.#timeline.note('server is killed');
    this.run.isOver = true;
    this.#app = null;
    this.db = null;
    this.deps = null;
    for (const file of this.#files.splice(0)) {
      // Statements that nobody finished would keep the file locked.
      if ((file as SqliteFile & { isTransaction: boolean }).isTransaction) file.exec('rollback');
      file.close();
    }
    this.#control.afterCrash((copy) => this.#replaceBy(copy));
    for (const gone of this.#open) gone();
    this.#open.clear();
  }

  /** `answered` or `gone` is called, or neither if the world ends before. */
  handle(asked: Asked, answered: (answer: Answered) => void, gone: () => void): void {
    const app = this.#app;
    if (app === null) return gone();
    this.#open.add(gone);
    const { path, method, headers, body } = asked;
    const request = new Request(`http://server.invalid${path}`, { method, headers, body });
    const answer = async () => {
      const response = await app.fetch(request);
      const bytes = new Uint8Array(await response.arrayBuffer());
      this.#open.delete(gone);
      const { status, headers } = response;
      answered(this.#control.answer(asked, { status, headers: [...headers], body: bytes }));
    };
    this.#timeline.at(this.run, 0, ['request', () => void answer()]);
  }

  /** A copy of what is committed, by a name. */
  backup(name: string): void {
    rmSync(this.#path(name), { force: true });
    this.judge().exec(`vacuum into '${this.#path(name)}'`);
    this.#backups.set(name, this.now());
  }

  /** Up to when the backup has everything, by the server's clock; `null` if there is none. */
  coversThrough(name: string): string | null {
    const atMs = this.#backups.get(name);
    return atMs === undefined ? null : new Date(atMs - AT_WORK_MS).toISOString();
  }

  /** The killed server's disk becomes the backup, with a new feed epoch, as `restoreSqlite` does it. */
  restore(name: string, epoch: string): void {
    const coversThrough = this.coversThrough(name);
    this.#replaceBy(name);
    const file = this.#openFile();
    const write = file.prepare('insert or replace into meta (key, value) values (?, ?)');
    write.run('feed_epoch', epoch);
    if (coversThrough !== null) write.run('durable_through', coversThrough);
    file.exec('update device set emptied_at = null');
    file.close();
    this.#files = [];
  }

  /** Sees what is committed, at any moment, without the server. */
  judge(): SqliteFile {
    this.#judge ??= new this.#Sqlite(this.#path(), { timeout: 5000 });
    return this.#judge;
  }

  remove(): void {
    this.kill();
    this.#judge?.close();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  #path(name = FILE): string {
    return join(this.#dir, name);
  }

  #replaceBy(name: string): void {
    this.#judge?.close();
    this.#judge = null;
    for (const end of ['', '-wal', '-shm']) rmSync(this.#path(FILE + end), { force: true });
    copyFileSync(this.#path(name), this.#path());
  }

  #openFile(): SqliteFile {
    const file = new this.#Sqlite(this.#path(), { timeout: 5000 });
    // Processes die here, machines do not: nothing need reach the platter.
    file.exec('pragma journal_mode = wal; pragma synchronous = off; pragma foreign_keys = on');
    this.#files.push(file);
    return file;
  }

  #steps(run: Run): Steps {
    const timeline = this.#timeline;
    return {
      turn: (label, detail) =>
        new Promise((resolve) => {
          timeline.mix(detail);
          timeline.at(run, timeline.momentMs(), [label, resolve]);
        }),
      commit: (commit) =>
        this.#control.commit(commit, {
          later: (work) =>
            void timeline.at(run, 2 + 60 * timeline.momentMs(), ['late commit', work]),
          copy: (name) => this.backup(name),
        }),
    };
  }
}

const SETTINGS: Dependencies['settings'] = {
  dataDir: '/nowhere',
  publicUrl: 'http://server.invalid',
  isHttps: false,
  isBehindProxy: false,
  serverSecret: SERVER_SECRET,
  campusZone: 'Asia/Shanghai',
  enrolmentHours: 24,
  appDir: null,
};

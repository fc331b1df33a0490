import type { Chance } from '../../../src/server/demo/chance.ts';
import { bundle } from './bundle.ts';
import type * as Entry from './database-entry.ts';
import { newRun, type Run, type Timeline } from './timeline.ts';

/** Inside `fake-indexeddb`: what a crash of the browser must undo, and where it can fail. */
interface Connection {
  _closed: boolean;
  _rawDatabase: Database;
  isDead?: true;
}
interface Transaction {
  mode: IDBTransactionMode;
  db: Connection;
  _state: 'active' | 'inactive' | 'committing' | 'finished';
  _started: boolean;
  _requests: readonly unknown[];
  _rollbackLog: (() => void)[];
}
interface Database {
  name: string;
  transactions: Transaction[];
  connections: Connection[];
}
interface Factory {
  _databases: Map<string, Database>;
  _connectionQueues: Map<string, unknown>;
}
interface Work {
  operation: () => unknown;
}

/** What a request of a page meets instead of its work. */
export type DiskFault = 'QuotaExceededError' | 'UnknownError' | null;

export interface DiskHost {
  timeline: Timeline;
  /** Asked for each request of each page, with the stores it is about. */
  faultOf: (run: Run, transaction: { database: string; isWrite: boolean }) => DiskFault;
  /** A control of the proof: asked where a crash would undo something; `true` keeps it. */
  leaks: (database: string) => boolean;
}

const lastDueMs = new WeakMap<Run, number>();
const nobody = newRun('nobody');
let host: DiskHost | null = null;
let loaded: Promise<typeof Entry> | null = null;

/** The browsers' databases of one simulated world. */
export async function loadDatabases(of: DiskHost): Promise<Disks> {
  host = of;
  loaded ??= load();
  const entry = await loaded;
  return {
    newDisk: () => new entry.IDBFactory(),
    keyRange: entry.IDBKeyRange,
  };
}

export interface Disks {
  newDisk: () => IDBFactory;
  keyRange: unknown;
}

async function load(): Promise<typeof Entry> {
  const program = await bundle<typeof Entry>('database-entry.ts', ['globalThis']);
  const queueTask = (work: () => void): void => {
    if (host === null) throw new Error('no world is simulated');
    const { timeline } = host;
    const { current, nowMs } = timeline;
    // A browser keeps the order of its own tasks.
    const dueMs = Math.max(lastDueMs.get(current) ?? 0, nowMs + timeline.momentMs() / 8);
    lastDueMs.set(current, dueMs);
    timeline.at(current, dueMs - nowMs, ['disk', work]);
  };
  const entry = program({ globalThis: { setImmediate: queueTask } });
  interceptRequests(entry);
  return entry;
}

/** Every request passes here: it may fail, and with it the handle. */
function interceptRequests({ IDBDatabase, IDBTransaction }: typeof Entry): void {
  const requests = IDBTransaction.prototype as unknown as Record<
    '_execRequestAsync',
    (this: Transaction, work: Work) => unknown
  >;
  const { _execRequestAsync: send } = requests;
  requests['_execRequestAsync'] = function (work) {
    const fault = faultFor(this);
    if (fault === null) return send.call(this, work);
    if (fault === 'UnknownError') this.db.isDead = true;
    const operation = () => {
      throw new DOMException('simulated', fault);
    };
    return send.call(this, { ...work, operation });
  };
  const handles = IDBDatabase.prototype as unknown as Record<
    'transaction',
    (this: Connection, ...parts: unknown[]) => unknown
  >;
  const { transaction: begin } = handles;
  handles.transaction = function (...parts) {
    if (this.isDead) throw new DOMException('simulated', 'InvalidStateError');
    return begin.apply(this, parts);
  };
}

function faultFor({ mode, db }: Transaction): DiskFault {
  if (db.isDead) return 'UnknownError';
  if (host === null || mode === 'versionchange') return null;
  const { name: database } = db['_rawDatabase'];
  const run = host.timeline.current;
  return host.faultOf(run.isOver ? nobody : run, { database, isWrite: mode === 'readwrite' });
}

/**
 * The browser is gone: what was not committed is undone. A transaction with nothing left to do may have been
 * committed just before, without anybody having heard of it.
 */
export function crashDisk(disk: IDBFactory, chance: Chance): void {
  const factory = disk as unknown as Factory;
  for (const database of factory['_databases'].values()) {
    for (const transaction of database.transactions) {
      if (transaction['_state'] === 'finished') continue;
      const isDone = transaction['_started'] && transaction['_requests'].length === 0;
      const isCommitted = isDone && transaction.mode !== 'versionchange' && chance.happens(0.5);
      const undoing = isCommitted ? [] : transaction['_rollbackLog'].reverse();
      if (undoing.length > 0 && host?.leaks(database.name) !== true)
        for (const undo of undoing) undo();
      transaction['_state'] = 'finished';
    }
    database.transactions = [];
    for (const connection of database.connections) connection['_closed'] = true;
    database.connections = [];
  }
  factory['_connectionQueues'].clear();
}

/** Whether a crash now would undo something in a database whose name begins so. */
export function isHalfWritten(disk: IDBFactory, prefix: string): boolean {
  const databases = [...(disk as unknown as Factory)['_databases'].values()];
  return databases.some(
    ({ name, transactions }) =>
      name.startsWith(prefix) && transactions.some((transaction) => isHalfDone(transaction)),
  );
}

const isHalfDone = (transaction: Transaction): boolean =>
  transaction['_state'] !== 'finished' && transaction['_rollbackLog'].length > 0;

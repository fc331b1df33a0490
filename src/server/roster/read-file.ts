import { Worker } from 'node:worker_threads';
import type { FileCode } from '../../domain/roster/roster-code.ts';
import type { ListedBuilding, RosterReading } from '../../domain/roster/roster-reading.ts';
import type { StaffReading } from '../../domain/roster/staff-reading.ts';
import { Problem } from '../problem.ts';

export interface FileToRead {
  kind: 'roster' | 'staff';
  bytes: Uint8Array;
  buildings: readonly ListedBuilding[];
}

export type WorkerAnswer =
  | { outcome: 'read'; reading: RosterReading | StaffReading; sheets: string[]; keys: string[][] }
  | { outcome: 'refused'; code: FileCode };

export interface FileReading<Reading> {
  reading: Reading;
  /** Names, in the order of the file. */
  sheets: string[];
  /** Search keys of a roster's rows, in their order: looking up 30,000 names takes seconds. */
  keys: string[][];
}

const LIMITS = { maxOldGenerationSizeMb: 1024 };
const LIMIT_MS = 60_000;
const IDLE_MS = 20_000;

let turn: Promise<unknown> = Promise.resolve();

export const readRosterFile = (
  bytes: Uint8Array,
  buildings: readonly ListedBuilding[],
): Promise<FileReading<RosterReading>> =>
  readFile({ kind: 'roster', bytes, buildings }) as Promise<FileReading<RosterReading>>;

export const readStaffFile = (
  bytes: Uint8Array,
  buildings: readonly ListedBuilding[],
): Promise<FileReading<StaffReading>> =>
  readFile({ kind: 'staff', bytes, buildings }) as Promise<FileReading<StaffReading>>;

/**
 * Reads a file in another thread, so that phones go on being served, one file at a time, so that
 * memory is bounded. Throws `file-refused` with the reading's code, or `too-large`.
 */
async function readFile(file: FileToRead): Promise<FileReading<RosterReading | StaffReading>> {
  const answering = turn.then(() => askWorker(file));
  // The next file waits for the end of this one, whatever end that is.
  turn = Promise.allSettled([answering]);
  const answer = await answering;
  if (answer.outcome === 'refused') throw new Problem('file-refused', { code: answer.code });
  return answer;
}

let idle: { worker: Worker; alarm: NodeJS.Timeout } | null = null;

/** The thread waits a little for the next file: a thread takes as long to start as a small file to read. */
async function askWorker(file: FileToRead): Promise<WorkerAnswer> {
  const worker = takeWorker();
  try {
    const answer = await exchange(worker, file);
    keepWorker(worker);
    return answer;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

function takeWorker(): Worker {
  if (idle === null)
    return new Worker(new URL('reading-worker.mjs', import.meta.url), {
      resourceLimits: LIMITS,
      execArgv: [],
    });
  const { worker, alarm } = idle;
  idle = null;
  clearTimeout(alarm);
  worker.ref();
  return worker;
}

function keepWorker(worker: Worker): void {
  const alarm = setTimeout(() => {
    idle = null;
    void worker.terminate();
  }, IDLE_MS);
  alarm.unref();
  worker.unref();
  idle = { worker, alarm };
}

function exchange(worker: Worker, file: FileToRead): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    const alarm = setTimeout(() => {
      reject(new Problem('too-large', { why: 'takes-too-long' }));
    }, LIMIT_MS);
    const settle = (end: () => void): void => {
      clearTimeout(alarm);
      // By name: a worker has listeners of its own, without which it falls silent.
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      end();
    };
    worker.once('message', (answer: WorkerAnswer) => settle(() => resolve(answer)));
    worker.once('error', (error) =>
      settle(() => reject(isOutOfMemory(error) ? new Problem('too-large') : error)),
    );
    worker.once('exit', () =>
      settle(() => reject(new Error('the reading ended without an answer'))),
    );
    worker.postMessage(file);
  });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

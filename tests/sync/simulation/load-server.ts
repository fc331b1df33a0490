import * as nodeCrypto from 'node:crypto';
import { createRequire } from 'node:module';
import * as timersPromises from 'node:timers/promises';
import * as zlib from 'node:zlib';
import type { Chance } from '../../../src/server/demo/chance.ts';
import { bundle, type Requires } from './bundle.ts';
import { timersOf } from './page.ts';
import type * as Entry from './server-entry.ts';
import type { Run, Task, Timeline } from './timeline.ts';
import { fillRandom, randomId } from './web-crypto.ts';

export type ServerProgram = typeof Entry;

const SERVER_NAMES = [
  'crypto',
  'Date',
  'performance',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
] as const;

const nodeRequire = createRequire(import.meta.url);

interface Around {
  timers: ReturnType<typeof timersOf>;
  chance: Chance;
}

/** Of the world that is simulated now: one at a time. */
let around: Around | null = null;
let loaded: Promise<ServerProgram> | null = null;

/** The server's code: what it keeps it keeps for a database, so all worlds run the same, which stays warm. */
export async function loadServer(parts: {
  timeline: Timeline;
  chance: Chance;
  run: Run;
  device: { clockOffsetMs: number; sleptMs: number };
  epochMs: number;
}): Promise<ServerProgram> {
  around = { timers: timersOf(parts), chance: parts.chance };
  loaded ??= load();
  return loaded;
}

function now(): Around {
  if (around === null) throw new Error('no world is simulated');
  return around;
}

async function load(): Promise<ServerProgram> {
  const program = await bundle<ServerProgram>('server-entry.ts', SERVER_NAMES);
  const randomBytes = (size: number) => Buffer.from(fillRandom(now().chance, new Uint8Array(size)));
  const randomInt = (below: number) => now().chance.whole(0, below - 1);
  const randomUUID = () => randomId(now().chance);
  const setImmediate = () => new Promise<void>((resolve) => now().timers.setImmediate(resolve));
  const replaced: Record<string, unknown> = {
    'node:crypto': { ...nodeCrypto, randomBytes, randomInt, randomUUID },
    'node:timers/promises': { ...timersPromises, setImmediate },
    // The real one works on threads, whose order no seed decides.
    'node:zlib': { ...zlib, gunzip: gunzipAtOnce, gzip: gzipAtOnce },
  };
  const require: Requires = (name) => replaced[name] ?? nodeRequire(name);
  const crypto = {
    subtle: globalThis.crypto.subtle,
    randomUUID,
    getRandomValues: <T extends ArrayBufferView>(view: T) => fillRandom(now().chance, view),
  };
  return program({ ...timersOfNow(), crypto }, require);
}

/** As `timersOf` gives them, of the world that is simulated when they are asked. */
function timersOfNow(): Record<(typeof SERVER_NAMES)[number] & keyof Around['timers'], unknown> {
  class DateOfNow extends Date {
    constructor(...given: [] | [number | string | Date]) {
      super(given.length === 0 ? now().timers.Date.now() : given[0]);
    }
    static override now(): number {
      return now().timers.Date.now();
    }
  }
  type Timers = Around['timers'];
  return {
    Date: DateOfNow,
    performance: { now: () => now().timers.performance.now() },
    setTimeout: (...of: Parameters<Timers['setTimeout']>) => now().timers.setTimeout(...of),
    setInterval: (...of: Parameters<Timers['setInterval']>) => now().timers.setInterval(...of),
    setImmediate: (work: () => void) => now().timers.setImmediate(work),
    clearTimeout: (task?: Task) => now().timers.clearTimeout(task),
    clearInterval: (timer?: { next: Task }) => now().timers.clearInterval(timer),
  };
}

function gunzipAtOnce(
  bytes: Uint8Array,
  options: zlib.ZlibOptions,
  done: (error: Error | null, inflated: Uint8Array) => void,
): void {
  done(null, zlib.gunzipSync(bytes, options));
}

function gzipAtOnce(
  text: string | Uint8Array,
  done: (error: Error | null, packed: Uint8Array) => void,
): void {
  done(null, zlib.gzipSync(text));
}

import { gzipSync } from 'node:zlib';
import { Chance } from '../../../src/server/demo/chance.ts';
import type { Disks } from './databases.ts';
import type { Wire } from './wire.ts';
import type { Run, Task, Timeline } from './timeline.ts';
import { simulatedCrypto } from './web-crypto.ts';

/** What a phone keeps while its pages come and go. */
export interface Device {
  name: string;
  disk: IDBFactory;
  local: Map<string, string>;
  /** Wall clock minus the world's. */
  clockOffsetMs: number;
  /** For how long it has slept. */
  sleptMs: number;
  /** Locks that pages hold, and channels that they listen on. */
  locks: Map<string, Run>;
  channels: Set<Channel>;
  hasLocks: boolean;
}

interface Channel {
  run: Run;
  name: string;
  hear: (event: { data: unknown }) => void;
}

export interface PageParts {
  timeline: Timeline;
  chance: Chance;
  device: Device;
  run: Run;
  wire: Wire;
  disks: Disks;
  epochMs: number;
}

/** The longest time that a browser's timer can wait; what is longer runs at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The global names of one page. */
export const PAGE_NAMES = [
  'globalThis',
  'self',
  'window',
  'document',
  'navigator',
  'localStorage',
  'indexedDB',
  'IDBKeyRange',
  'crypto',
  'Date',
  'Intl',
  'Math',
  'performance',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'requestAnimationFrame',
  'fetch',
  'BroadcastChannel',
  'Blob',
  'CompressionStream',
] as const;

export function pageSurroundings(parts: PageParts): Record<string, unknown> {
  const { timeline, chance, device, run, disks } = parts;
  const later = <T>(value: () => T): Promise<T> => {
    if (chance.happens(0.8)) return new Promise((resolve) => resolve(value()));
    return new Promise((resolve, reject) => {
      timeline.at(run, timeline.momentMs(), ['crypto', () => settle(value, { resolve, reject })]);
    });
  };
  const own: Record<string, unknown> = {
    ...timersOf(parts),
    document: { addEventListener: () => {}, removeEventListener: () => {} },
    navigator: device.hasLocks ? { locks: locksOf(device, run) } : {},
    localStorage: storageOf(device.local),
    indexedDB: device.disk,
    IDBKeyRange: disks.keyRange,
    crypto: simulatedCrypto(chance, later),
    Intl: { DateTimeFormat: () => ({ resolvedOptions: () => ({ timeZone: 'Asia/Shanghai' }) }) },
    Math: Object.create(Math, { random: { value: () => chance.next() } }),
    requestAnimationFrame: (draw: () => void) => timeline.at(run, 16, ['frame', draw]),
    fetch: fetchOf(parts),
    BroadcastChannel: channelsOf(parts),
    Blob: WholeBlob,
    CompressionStream: NamedStream,
  };
  // Defined, not assigned: some global names of Node have setters that would change Node's own.
  const defined = Object.entries({ ...own, Promise }).map(
    ([name, value]): [string, PropertyDescriptor] => [
      name,
      { value, writable: true, configurable: true, enumerable: true },
    ],
  );
  const global: unknown = Object.create(globalThis, Object.fromEntries(defined));
  return { ...own, globalThis: global, self: global, window: global };
}

function settle<T>(
  value: () => T,
  promise: { resolve: (value: T) => void; reject: (error: unknown) => void },
): void {
  try {
    promise.resolve(value());
  } catch (error) {
    promise.reject(error);
  }
}

/** A clock of its own, that can be wrong, and timers that do not care. */
export function timersOf(parts: {
  timeline: Timeline;
  run: Run;
  device: { clockOffsetMs: number; sleptMs: number };
  epochMs: number;
}) {
  const { timeline, run, device, epochMs } = parts;
  const awakeMs = () => timeline.nowMs - device.sleptMs;
  const startedMs = awakeMs();
  const now = () => Math.floor(epochMs + timeline.nowMs + device.clockOffsetMs);
  const later = (label: string) => (work: () => void, ms: number) => {
    const delayMs = ms > LONGEST_TIMER_MS ? 1 : ms;
    const task = timeline.at(run, delayMs || 0, [label, work]);
    return Object.assign(task, { unref: () => task });
  };
  const repeat = (work: () => void, ms: number): { next: Task } => {
    const again = () => {
      timer.next = timeline.at(run, ms, ['interval', again]);
      work();
    };
    const timer = { next: timeline.at(run, ms, ['interval', again]) };
    return timer;
  };
  class SimulatedDate extends Date {
    constructor(...given: [] | [number | string | Date]) {
      if (given.length === 0) super(now());
      else super(given[0]);
    }
    static override now(): number {
      return now();
    }
  }
  return {
    Date: SimulatedDate,
    performance: { now: () => awakeMs() - startedMs },
    setTimeout: later('timer'),
    setImmediate: (work: () => void) => later('immediate')(work, 0),
    clearTimeout: (task?: Task) => {
      if (task) task.isCancelled = true;
    },
    setInterval: repeat,
    clearInterval: (timer?: { next: Task }) => {
      if (timer) timer.next.isCancelled = true;
    },
  };
}

function storageOf(local: Map<string, string>) {
  return {
    getItem: (key: string) => local.get(key) ?? null,
    setItem: (key: string, text: string) => void local.set(key, text),
    removeItem: (key: string) => void local.delete(key),
  };
}

type LockWork = (lock: { name: string } | null) => Promise<unknown>;

function locksOf({ locks }: Device, run: Run) {
  return {
    request: async (name: string, _options: { ifAvailable: true }, work: LockWork) => {
      const holder = locks.get(name);
      if (holder !== undefined && !holder.isOver) return work(null);
      locks.set(name, run);
      try {
        return await work({ name });
      } finally {
        locks.delete(name);
      }
    },
  };
}

function channelsOf({ timeline, device, run }: PageParts) {
  return class {
    readonly #channel: Channel;
    #listeners: ((event: { data: unknown }) => void)[] = [];

    constructor(name: string) {
      const hear: Channel['hear'] = (event) => {
        for (const listener of this.#listeners) listener(event);
      };
      this.#channel = { run, name, hear };
      device.channels.add(this.#channel);
    }
    set onmessage(listener: (event: { data: unknown }) => void) {
      this.#listeners = [listener];
    }
    addEventListener(_type: 'message', listener: (event: { data: unknown }) => void): void {
      this.#listeners.push(listener);
    }
    postMessage(message: unknown): void {
      const { name } = this.#channel;
      for (const other of device.channels) {
        if (other === this.#channel || other.name !== name || other.run.isOver) continue;
        const data: unknown = structuredClone(message);
        timeline.at(other.run, timeline.momentMs(), ['channel', () => other.hear({ data })]);
      }
    }
    close(): void {
      device.channels.delete(this.#channel);
    }
  };
}

function fetchOf({ wire, device, run }: PageParts) {
  return (input: string, init: RequestInit = {}): Promise<Response> =>
    new Promise((resolve, reject) => {
      const body = init.body as string | Uint8Array | undefined;
      const abort = () => reject(new DOMException('simulated', 'AbortError'));
      init.signal?.addEventListener('abort', abort);
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T): void => {
          init.signal?.removeEventListener('abort', abort);
          settle(value);
        };
      wire.send({
        from: device.name,
        run,
        path: input,
        method: init.method ?? 'GET',
        headers: new Headers(init.headers),
        body: body === undefined ? null : Uint8Array.from(Buffer.from(body as Uint8Array)),
        resolve: settled(resolve),
        reject: () => settled(reject)(new TypeError('simulated')),
      });
    });
}

/** As far as the sync asks: one piece of bytes, zipped at once. */
class WholeBlob {
  readonly #bytes: Uint8Array;

  constructor([bytes]: [Uint8Array]) {
    this.#bytes = bytes;
  }
  stream(): { pipeThrough: () => Uint8Array } {
    return { pipeThrough: () => gzipSync(this.#bytes) };
  }
}

class NamedStream {
  readonly format: string;

  constructor(format: string) {
    this.format = format;
  }
}

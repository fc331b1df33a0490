import * as z from 'zod/mini';
import { afterFrame } from '../../src/app/device/after-frame.ts';
import { redeem } from '../../src/app/shell/enrolment/redeem.ts';
import type { Id } from '../../src/domain/id.ts';
import { SECOND_COPY } from '../../src/store/copies-left.ts';
import { openJournal, type Journal } from '../../src/store/journal.ts';
import { openReplica, type Replica } from '../../src/store/replica.ts';
import { keepSecondCopy } from '../../src/store/second-copy.ts';
import { openVault, type Unlocked, type Vault } from '../../src/store/vault.ts';
import { createHttpAttachmentSend } from '../../src/sync/attachment-http.ts';
import { createHttpSend, createHttpSession } from '../../src/sync/http.ts';
import { createSync, type Sync, type SyncParts } from '../../src/sync/sync.ts';

/**
 * The product's own store and sync in a page without screens, so that what they cost is seen alone. Everything that is
 * measured starts and ends within the page.
 */
export interface SyncPage {
  enrol: (code: string) => Promise<void>;
  /** Of each record, from the call to the end of its strict transaction, and until its second copy is kept too. */
  record: (of: { count: number; doorId: Id; personIds: readonly Id[] }) => Promise<RecordLap[]>;
  /** To fill the queue: 250 in one step. */
  fill: (of: { count: number; doorId: Id; personIds: readonly Id[] }) => Promise<void>;
  /** From "start" until every receipt is on this phone's disk. */
  flush: () => Promise<Lap>;
  /** Empties the replica, then from the first request to the last page on the disk. */
  load: () => Promise<Lap & { entries: number }>;
  /** What is new, from the poke to the screens' hearing of it. */
  fetchNews: () => Promise<Lap>;
  entries: () => number;
}

export interface RecordLap {
  keptMs: number;
  copiedMs: number;
  /** As of a `Lap`, from the call on until nothing is left to do. */
  longestTaskMs: number;
}

export interface Lap {
  ms: number;
  bytesUp: number;
  bytesDown: number;
  requests: number;
  /** The longest time in which the page could not have drawn; 0 where all were under 50 ms. */
  longestTaskMs: number;
}

declare global {
  var syncPage: SyncPage;
}

z.config({ jitless: true });

let vault: Vault;
let journal: Journal;
let unlocked: Unlocked;
let replica: Replica;

const traffic = { up: 0, requests: 0 };
const countedFetch: typeof fetch = (input, init) => {
  const body = init?.body;
  if (body instanceof Uint8Array || body instanceof ArrayBuffer) traffic.up += body.byteLength;
  else if (typeof body === 'string') traffic.up += body.length;
  traffic.requests += 1;
  return fetch(input, init);
};

function startSync(more: Pick<SyncParts, 'after'> = {}): Sync {
  return createSync({
    ...more,
    journal,
    vault,
    send: createHttpSend('', countedFetch),
    openSession: createHttpSession('', countedFetch),
    sendAttachment: createHttpAttachmentSend('', countedFetch),
    app: 'bench',
    report: (error) => {
      throw error;
    },
    note: (finding) => {
      throw new Error(finding);
    },
  });
}

const rest = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
  });

async function copies(): Promise<string> {
  const cache = await caches.open(SECOND_COPY);
  return (await cache.keys()).map(({ url }) => url).join();
}

/** Until nothing has been copied for a while: what waits has its second copy. */
async function untilCopied(): Promise<void> {
  for (let [before, now] = ['', await copies()]; before !== now;) {
    await rest(500);
    [before, now] = [now, await copies()];
  }
}

/** Holds its session from one piece of news to the next, as an open app does; looks only when it is told to. */
let reading: Sync | null = null;
const never = () => () => {};

/** Measures `work` together with what the network carried and the longest task meanwhile. */
async function lap(work: () => Promise<void>): Promise<Lap> {
  let longestTaskMs = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
  });
  observer.observe({ type: 'longtask' });
  performance.clearResourceTimings();
  performance.setResourceTimingBufferSize(5000);
  Object.assign(traffic, { up: 0, requests: 0 });
  const startedMs = performance.now();
  await work();
  const ms = performance.now() - startedMs;
  await new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
  observer.disconnect();
  const bytesDown = performance
    .getEntriesByType('resource')
    .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0);
  return { ms, bytesUp: traffic.up, bytesDown, requests: traffic.requests, longestTaskMs };
}

const until = (isDone: () => boolean, listen: (listener: () => void) => () => void) =>
  new Promise<void>((resolve) => {
    const stop = listen(() => look());
    function look(): void {
      if (!isDone()) return;
      stop();
      resolve();
    }
    look();
  });

function checkOf(index: number, doorId: Id, personIds: readonly Id[]) {
  const tempC = 36 + (index % 12) / 10;
  return {
    by: unlocked,
    type: 'door-check',
    shiftId: null,
    body: {
      subject: { kind: 'person', personId: personIds[index % personIds.length] ?? '' },
      doorId,
      direction: index % 2 === 0 ? 'in' : 'out',
      reading: { tempC, site: 'forehead', thermometerId: null, rawValue: tempC, rawUnit: 'C' },
      repeats: null,
      amends: null,
    },
  } as const;
}

globalThis.syncPage = {
  async enrol(code) {
    vault = await openVault({ pinRounds: 1000 });
    const result = await redeem({
      code,
      vault,
      enrolledToken: await vault.deviceToken(),
      deviceName: 'bench',
      platform: 'bench',
      fetch: countedFetch,
    });
    if (!result.ok) throw new Error(result.why);
    unlocked = await vault.enrol({ ...result, pin: '271828' });
    journal = await openJournal(vault, { soon: afterFrame });
    keepSecondCopy({
      journal,
      vault,
      now: Date.now,
      note: (finding) => {
        throw new Error(finding);
      },
    });
    replica = await openReplica(unlocked);
  },
  async record({ count, doorId, personIds }) {
    const laps: RecordLap[] = [];
    for (let index = 0; index < count; index += 1) {
      const before = await copies();
      let keptMs = 0;
      const { ms: copiedMs, longestTaskMs } = await lap(async () => {
        const startedMs = performance.now();
        await journal.record(checkOf(index, doorId, personIds));
        keptMs = performance.now() - startedMs;
        while ((await copies()) === before) await rest(5);
      });
      // Nobody records without a breath between, which the lap ends with; what this one has left to do is not the next one's.
      laps.push({ keptMs, copiedMs, longestTaskMs });
    }
    return laps;
  },
  async fill({ count, doorId, personIds }) {
    for (let done = 0; done < count; done += 250)
      await journal.recordAll(
        Array.from({ length: Math.min(250, count - done) }, (_, index) =>
          checkOf(done + index, doorId, personIds),
        ),
      );
    await untilCopied();
  },
  async flush() {
    const sync = startSync();
    const measured = await lap(async () => {
      sync.wake('start');
      await until(
        () => journal.counts().pending === 0,
        (look) => journal.subscribe(look),
      );
    });
    sync.stop();
    return measured;
  },
  async load() {
    await replica.reset();
    const sync = startSync();
    const measured = await lap(async () => {
      sync.setReader({ unlocked, replica });
      await until(
        () => replica.isLoaded(),
        (look) => replica.subscribe(look),
      );
    });
    sync.stop();
    return { ...measured, entries: syncPage.entries() };
  },
  async fetchNews() {
    const before = replica.revision();
    return lap(async () => {
      if (reading === null) {
        reading = startSync({ after: never });
        reading.setReader({ unlocked, replica });
      } else reading.wake('poke');
      await until(
        () => replica.revision() > before,
        (look) => replica.subscribe(look),
      );
    });
  },
  entries: () => Object.values(replica.heads()).reduce((sum, { count }) => sum + count, 0),
};

import { Dexie } from 'dexie';
import type { Day, Id, Instant } from '../domain/id.ts';
import type { Operation } from '../domain/operation.ts';
import type { OperationResult } from '../protocol/sync.ts';
import { standInIdOf } from '../protocol/unreadable.ts';
import { dropAttachments } from './attachment-queue.ts';
import { catchUp } from './journal-again.ts';
import { dropReceipts, withReceipts } from './journal-batches.ts';
import type { JournalCore } from './journal-core.ts';
import type { JournalDatabase, OperationRow, OperationState } from './journal-database.ts';
import { readRow } from './journal-entry.ts';
import { settle, settleAgain, type Sent } from './journal-receipts.ts';
import { reopen } from './journal-reopen.ts';
import { standing, waitingFrom } from './journal-waiting.ts';
import { lookAgainOnce } from './readable-again.ts';
import { operationOfRow } from './stand-in.ts';

/** What sending does to the journal. Every function is safe to repeat. */
export interface Settlement {
  /**
   * Pending operations by number, at most `max` and about `maxBytes`, but one at least. One that can be read no
   * longer is given as what stands in for it.
   */
  nextBatch: (limits: BatchLimits) => Promise<Operation[]>;
  /** Highest number up to which every receipt is held. */
  acked: () => Promise<number>;
  /**
   * Settles what the results name; `at` is the server's time of the receipt.
   */
  settle: (results: readonly OperationResult[], at: Instant, sent?: Sent) => Promise<void>;
  /** What came of parked operations that the server has judged again. A parked one that was answered stays so. */
  settleAgain: (results: readonly OperationResult[]) => Promise<void>;
  /** Received operations with these numbers become pending again: the server has lost them. Returns how many. */
  reopen: (ranges: readonly (readonly [number, number])[]) => Promise<number>;
  /** A new log id; pending operations keep their ids and are numbered again from 1. */
  fork: () => Promise<void>;
  setOffsetMs: (offsetMs: number) => Promise<void>;
  /**
   * Removes received operations of so many days before `now` that a verified backup covers. One with photos
   * stays until the same is true of each of them. Parked ones stay. Returns how many went.
   */
  prune: (what: Pruning) => Promise<number>;
}

export interface Pruning {
  days: number;
  /** What was received until then is in a verified backup; `null` where none is configured: age alone decides. */
  durableThrough: Instant | null;
  /** The server's, as its last reply says: this phone's clock may have jumped since. */
  now: Instant;
}

export interface BatchLimits {
  max: number;
  maxBytes: number;
  except?: ReadonlySet<Id>;
  /** Only what has a higher number. */
  after?: number;
}

const DAY_MS = 86_400_000;

export function createSettlement(core: JournalCore): Settlement {
  return {
    nextBatch: async (limits) => {
      await lookAgainOnce(core);
      await catchUp(core);
      return nextBatch(core, limits);
    },
    acked: () => core.run(() => acked(core)),
    settle: (results, at, sent = { log: core.log, lanes: new Map() }) =>
      settle(core, { results, at, sent }),
    settleAgain: (results) => settleAgain(core, results),
    reopen: (ranges) => reopen(core, ranges),
    fork: () => fork(core),
    setOffsetMs: async (offsetMs) => {
      if (offsetMs === core.contact.offsetMs) return;
      core.contact = { ...core.contact, offsetMs };
      await core.run(() => core.db.contact.put({ key: 'contact', ...core.contact }));
    },
    prune: (what) => prune(core, what),
  };
}

const readWaiting = (
  db: JournalDatabase,
  limits: { from: number; most: number },
): Promise<OperationRow[]> => db.transaction('r', standing(db), () => waitingFrom(db, limits));

/** The first `most` by number. Looks from the first number on again before it says that there is nothing. */
async function pendingRows(core: JournalCore, most: number): Promise<OperationRow[]> {
  const { db, pending } = core;
  const rows = await readWaiting(db, { from: pending.from, most });
  const [first] = rows;
  if (first !== undefined) pending.from = first.seq;
  if (first !== undefined || pending.from === 0) return rows;
  pending.from = 0;
  return pendingRows(core, most);
}

async function nextBatch(
  core: JournalCore,
  { max, maxBytes, except = new Set(), after = 0 }: BatchLimits,
): Promise<Operation[]> {
  const { memory, vault } = core;
  // More than are wanted, in one read, in place of one look at each.
  const most = max + except.size;
  const rows = await core.run(() =>
    after === 0 ? pendingRows(core, most) : readWaiting(core.db, { from: after + 1, most }),
  );
  const isLeftOut = (id: Id): boolean => except.has(id) || except.has(standInIdOf(id));
  const wanted = rows.filter(({ id }) => !isLeftOut(id)).slice(0, max);
  let bytes = 0;
  const fitting = wanted.filter(({ sealed }, index) => {
    bytes += sealed.byteLength;
    return index === 0 || bytes <= maxBytes;
  });
  return Promise.all(
    fitting.map((row) => operationOfRow(row, { vault, entry: memory.find(row.id) })),
  );
}

async function acked(core: JournalCore): Promise<number> {
  // The counter first: what is recorded between the two reads is not called received.
  const counter = await core.run(() => core.db.counter.get('counter'));
  const [oldest] = await pendingRows(core, 1);
  return (oldest?.seq ?? counter?.nextSeq ?? 1) - 1;
}

async function fork(core: JournalCore): Promise<void> {
  const { db } = core;
  const log = crypto.randomUUID();
  const ids = await core.run(() =>
    db.transaction('rw', standing(db), async () => {
      const rows = await withReceipts(db, await db.operations.orderBy('seq').toArray());
      const pending = rows.filter(({ state }) => state === 'pending');
      const others = rows.filter(({ state }) => state !== 'pending');
      await db.operations.bulkPut(others.map((row) => ({ ...row, seq: 0 })));
      await db.operations.bulkPut(pending.map((row, index) => ({ ...row, seq: index + 1 })));
      await db.counter.put({ key: 'counter', log, nextSeq: pending.length + 1 });
      await Promise.all([db.receipts.clear(), db.settled.delete('settled')]);
      return pending.map(({ id }) => id);
    }),
  );
  core.log = log;
  core.pending = { from: 0 };
  await core.renew(ids);
}

async function prune(core: JournalCore, { days, durableThrough, now }: Pruning): Promise<number> {
  const { db, memory } = core;
  const cutoff = new Date(Date.parse(now) - days * DAY_MS).toISOString();
  const isCovered = (at: Instant | null | undefined): boolean =>
    typeof at === 'string' && at < cutoff && (durableThrough === null || at <= durableThrough);
  const attachmentsOf = (id: Id) =>
    [...memory.attachments().values()].filter(
      ({ operations, state }) => state !== 'unreadable' && operations.includes(id),
    );
  const old = await core.run(() => readReceived(core, cutoff.slice(0, 10)));
  const entries = await Promise.all(old.map((row) => readRow(row, core.vault.unsealForDevice)));
  const gone = entries.flatMap((entry) => {
    if (entry === null || !isCovered(entry.result?.receivedAt)) return [];
    return attachmentsOf(entry.operation.id).every(({ presentAt }) => isCovered(presentAt))
      ? [entry.operation.id]
      : [];
  });
  if (gone.length === 0) return 0;
  const tables = [...standing(db), db.attachments, db.attachmentChunks];
  const forgotten = await core.run(() =>
    db.transaction('rw', tables, async () => {
      // Looked at once more: another tab may have offered one again meanwhile.
      const found = (await db.operations.bulkGet(gone)).filter((row) => row !== undefined);
      const rows = await withReceipts(db, found);
      const ids = rows.filter(({ state }) => state === 'received').map(({ id }) => id);
      const isGone = new Set(ids);
      await db.operations.bulkDelete(ids);
      await dropReceipts(db, [0, Number.MAX_SAFE_INTEGER], ({ id }) => isGone.has(id));
      await dropAttachments(db, ids);
      return ids;
    }),
  );
  await core.renew(forgotten);
  return forgotten.length;
}

/** Those recorded until that day. */
function readReceived({ db }: JournalCore, throughDay: Day): Promise<OperationRow[]> {
  const until = (state: OperationState) =>
    db.operations
      .where('[state+day]')
      .between([state, Dexie.minKey], [state, throughDay], true, true)
      .toArray();
  return db.transaction('r', standing(db), async () => {
    const [own, others] = [await until('received'), await until('pending')];
    const batched = await withReceipts(db, others);
    return [...own, ...batched.filter(({ state }) => state === 'received')];
  });
}

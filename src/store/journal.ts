import { Dexie } from 'dexie';
import { v7 } from 'uuid';
import type { AttachmentSha } from '../domain/attachment.ts';
import { FACT_VERSIONS, type FactBody, type FactType } from '../domain/fact.ts';
import type { Id, Instant } from '../domain/id.ts';
import type { Fact, Operation } from '../domain/operation.ts';
import { signedText } from '../domain/operation-text.ts';
import type { JournalCore } from './journal-core.ts';
import {
  readAttachmentRows,
  sealAttachments,
  storeAttachments,
  type Attachment,
} from './attachments.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import {
  JournalDatabase,
  type AttachmentRow,
  type CounterRow,
  type OperationRow,
} from './journal-database.ts';
import { factOf, readRow, type JournalEntry, type SealedOperation } from './journal-entry.ts';
import { keptLog, readContact, readKept } from './journal-kept.ts';
import { createMemory, type JournalCounts } from './journal-memory.ts';
import type { Sending } from './journal-sending.ts';
import { keepRevocation, readRevocation, RecordingEnded } from './revocation.ts';
import { BOOT, monoMs, zoneNow } from './run-clock.ts';
import { toBase64url } from './secret.ts';
import { sendingLater } from './sending-later.ts';
import { reopenDexie, withReopening } from './storage-failure.ts';
import { openTabChannel } from './tab-channel.ts';
import type { Unlocked, Vault } from './vault.ts';

export type { JournalEntry } from './journal-entry.ts';

export interface RecordParts<T extends FactType = FactType> {
  by: Unlocked;
  type: T;
  /** As its type says; the server looks at it again. What JSON cannot hold throws and stores nothing. */
  body: FactBody<T>;
  shiftId: Id | null;
  /** For a fact whose id must be known beforehand; otherwise a new UUIDv7. */
  id?: Id;
  alsoClearDraft?: string | readonly string[];
  /** The parked operation that this fact takes back or replaces, noted in the same step. */
  answers?: Id;
  /** The bytes of what the body names; kept in the same step as the operation. */
  attachments?: readonly Attachment[];
}

/** This phone's own operations. Nothing but `prune` ever removes one. */
export interface Journal extends Sending, Drafts {
  /** Random, new for each created journal. */
  log: () => Id;
  /**
   * Resolves when the strict transaction has completed: only then may the screen say "saved".
   * Throws `StorageFailure` if nothing was kept.
   */
  record: <T extends FactType>(parts: RecordParts<T>) => Promise<Fact>;
  /** In memory, oldest first: all that is pending or parked, and what was received in the last days. */
  entries: () => readonly JournalEntry[];
  /** Called after every change, also one made by another tab, as soon as `soon` lets it. */
  subscribe: (listener: () => void) => () => void;
  counts: () => JournalCounts;
  /** What this phone's operations name and this phone holds; without the bytes. */
  attachments: () => ReadonlyMap<AttachmentSha, AttachmentRow>;
  lastReceivedAt: () => Instant | null;
  /** Server time minus device time as last measured; `null` if never. */
  offsetMs: () => number | null;
  /** For good: this phone was revoked. From here on `record` throws `RecordingEnded`. */
  endRecording: () => Promise<void>;
  close: () => void;
}

/** Received entries older than this are not held in memory: the replica has them. */
const MEMORY_DAYS = 2;
const DAY_MS = 86_400_000;

interface JournalHooks {
  now?: () => number;
  /**
   * When to tell subscribers of a change; at once unless given. A screen lets its own frame go first: who
   * follows the journal never stands between a record and the word "saved".
   */
  soon?: (tell: () => void) => void;
}

export async function openJournal(
  vault: Vault,
  { now = Date.now, soon = (tell) => tell() }: JournalHooks = {},
): Promise<Journal> {
  const db = new JournalDatabase();
  const memory = createMemory(soon);
  let isClosed = false;
  const run = <T>(work: () => Promise<T>) =>
    withReopening(() => (isClosed ? Promise.resolve() : reopenDexie(db)), work);
  const core: JournalCore = {
    db,
    vault,
    memory,
    ...(await readKept(db, run)),
    counter: null,
    pending: { from: 0 },
    now,
    soon,
    run,
    renew: async (ids) => {
      await readAgain(core, ids);
      core.tellOthers(ids);
    },
    tellOthers: (ids) => channel.tell(ids),
  };
  const unlessClosed = (failure: unknown) => {
    if (!isClosed) throw failure;
  };
  const channel = openTabChannel<readonly Id[]>('journal', (ids) => {
    void followOtherTab(core, ids).catch(unlessClosed);
  });
  await load(core);

  return {
    log: () => core.log,
    record: (parts) => record(core, parts),
    entries: memory.entries,
    subscribe: memory.subscribe,
    counts: memory.counts,
    attachments: memory.attachments,
    lastReceivedAt: () => core.contact.lastReceivedAt,
    offsetMs: () => core.contact.offsetMs,
    endRecording: async () => {
      core.isEnded = true;
      await keepRevocation();
      channel.tell([]);
    },
    close: () => {
      isClosed = true;
      channel.close();
      db.close();
    },
    ...createDrafts(core),
    ...sendingLater(core),
  };
}

async function load(core: JournalCore): Promise<void> {
  const { db, run, now, memory } = core;
  const since = new Date(now() - MEMORY_DAYS * DAY_MS).toISOString().slice(0, 10);
  const byState = (state: string, day: unknown) =>
    db.operations.where('[state+day]').between([state, day], [state, Dexie.maxKey]).toArray();
  const [attachments, ...rows] = await run(() =>
    Promise.all([
      db.attachments.toArray(),
      byState('pending', Dexie.minKey),
      byState('parked', Dexie.minKey),
      byState('received', since),
    ]),
  );
  memory.change({ attachments });
  await take(core, rows.flat());
}

async function take({ vault, memory }: JournalCore, rows: readonly OperationRow[]): Promise<void> {
  const read = await Promise.all(rows.map((row) => readRow(row, vault.unsealForDevice)));
  const kept = read.filter((entry) => entry !== null);
  const bad = rows.filter((_, index) => read[index] === null).map(({ id }) => id);
  memory.change({ kept, bad });
}

async function readAgain(core: JournalCore, ids: readonly Id[]): Promise<void> {
  const { db, run, memory } = core;
  core.contact = await run(() => readContact(db));
  const rows = await run(() => db.operations.bulkGet([...ids]));
  const attachments = await readAttachmentRows(core, ids);
  memory.change({ ...attachments, gone: ids.filter((_, index) => rows[index] === undefined) });
  await take(
    core,
    rows.filter((row) => row !== undefined),
  );
}

async function followOtherTab(core: JournalCore, ids: readonly Id[]): Promise<void> {
  // A tab that records on would lose it: another one may be wiping this phone.
  if (ids.length === 0) core.isEnded = await readRevocation();
  core.pending = { from: 0 };
  core.log = await core.run(() => keptLog(core.db));
  await readAgain(core, ids);
}

async function record(core: JournalCore, parts: RecordParts): Promise<Fact> {
  const { db, vault, memory, run } = core;
  const { deviceId } = parts.by;
  // Signed and sealed before the transaction opens: a wait inside it would end it early.
  const operation = await sign(core, parts);
  const { id } = operation;
  const content: SealedOperation = { operation, deviceId };
  const sealed = await vault.sealForDevice(JSON.stringify(content));
  const day = operation.at.slice(0, 10);
  const attached = await sealAttachments(core, operation.body, parts.attachments ?? []);
  const tables = ['operations', 'counter', 'drafts'];
  if (attached !== null) tables.push('attachments', 'attachmentChunks');
  const drafts = [parts.alsoClearDraft ?? []].flat();
  let attachments: readonly AttachmentRow[] = [];

  let isSecondTry = false;
  const put = ({ log, nextSeq: seq }: CounterRow) => [
    db.operations.put({ id, seq, state: 'pending', day, sealed, receipt: null }),
    db.counter.put({ key: 'counter', log, nextSeq: seq + 1 }),
  ];
  const store = () =>
    db.transaction('rw', tables, async () => {
      const kept = isSecondTry ? await db.operations.get(id) : undefined;
      isSecondTry = true;
      if (kept) return kept.seq;
      // Side by side, with the number as this tab last knew it: each wait is a turn of a busy thread. The
      // counter is read first, so a number that another tab has given away is seen, and the row written again.
      const guess = core.counter;
      const [counter] = await Promise.all([
        db.counter.get('counter'),
        ...(guess === null ? [] : put(guess)),
        drafts.length === 0 ? undefined : db.drafts.bulkDelete(drafts),
        parts.answers === undefined
          ? undefined
          : db.operations.update(parts.answers, { answeredBy: id }),
        attached === null
          ? undefined
          : storeAttachments(db, id, attached).then((rows) => (attachments = rows)),
      ]);
      const next = counter ?? { key: 'counter', log: core.log, nextSeq: 1 };
      if (guess?.log !== next.log || guess.nextSeq !== next.nextSeq) await Promise.all(put(next));
      core.counter = { ...next, nextSeq: next.nextSeq + 1 };
      return next.nextSeq;
    });
  if (core.isEnded) throw new RecordingEnded();
  const seq = await run(store);

  const entry: JournalEntry = {
    operation: { ...operation, seq },
    deviceId,
    state: 'pending',
    result: null,
    isAnswered: false,
    recordedAt: operation.at,
  };
  memory.change({ kept: [entry], attachments });
  if (parts.answers !== undefined) await core.renew([parts.answers]);
  core.soon(() => core.tellOthers([id]));
  return factOf(entry);
}

async function sign(core: JournalCore, parts: RecordParts): Promise<Omit<Operation, 'seq'>> {
  const { by, type, shiftId, body, id = v7() } = parts;
  const unsigned = {
    id,
    by: by.accountId,
    at: new Date(core.now()).toISOString(),
    zone: zoneNow(),
    boot: BOOT,
    monoMs: monoMs(),
    offsetMs: core.contact.offsetMs,
    type,
    tv: FACT_VERSIONS[type],
    shiftId,
    body,
  };
  const text = new TextEncoder().encode(signedText(unsigned));
  const mac = await crypto.subtle.sign('HMAC', by.signKey, text);
  return { ...unsigned, sig: toBase64url(new Uint8Array(mac, 0, 16)) };
}

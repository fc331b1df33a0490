import type { AttachmentSha } from '../domain/attachment.ts';
import type { FactType } from '../domain/fact.ts';
import type { Id, Instant } from '../domain/id.ts';
import type { Fact } from '../domain/operation.ts';
import type { JournalCore } from './journal-core.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { JournalDatabase, type AttachmentRow } from './journal-database.ts';
import type { JournalEntry } from './journal-entry.ts';
import { readKept, takeRows } from './journal-kept.ts';
import { createMemory, type JournalCounts } from './journal-memory.ts';
import type { Sending } from './journal-sending.ts';
import { readShown } from './journal-waiting.ts';
import { recordAll, type AnyRecordParts, type RecordParts } from './record.ts';
import { keepRevocation, readRevocation } from './revocation.ts';
import { sendingLater } from './sending-later.ts';
import { reopenDexie, withReopening } from './storage-failure.ts';
import { openTabChannel } from './tab-channel.ts';
import type { Vault } from './vault.ts';

export type { JournalEntry } from './journal-entry.ts';
export type { AnyRecordParts, RecordParts } from './record.ts';

/** This phone's own operations. Nothing but `prune` ever removes one. */
export interface Journal extends Sending, Drafts {
  /** Random, new for each created journal. */
  log: () => Id;
  /**
   * Resolves when the strict transaction has completed: only then may the screen say "saved".
   * Throws `StorageFailure` if nothing was kept.
   */
  record: <T extends FactType>(parts: RecordParts<T>) => Promise<Fact>;
  /** The same for several that belong together: all are kept, numbered in a row in their order, or none is. */
  recordAll: (parts: readonly AnyRecordParts[]) => Promise<Fact[]>;
  /** In memory, oldest first: all that is pending or parked, and what was received in the last days. */
  entries: () => readonly JournalEntry[];
  /** Called after every change, also one made by another tab, as soon as `soon` lets it. */
  subscribe: (listener: () => void) => () => void;
  counts: () => JournalCounts;
  /** Records that this phone can read no longer; their bytes stay on its disk. */
  unreadable: () => ReadonlySet<Id>;
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

/** What no record waits for: its code is fetched when something has changed behind this tab's back. */
const again = () => import('./journal-again.ts');

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
  const run = withReopening(() => (isClosed ? Promise.resolve() : reopenDexie(db)));
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
      await (await again()).readAgain(core, ids);
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
    record: async (parts) => onlyOf(await recordAll(core, [parts])),
    recordAll: (parts) => recordAll(core, parts),
    entries: memory.entries,
    subscribe: memory.subscribe,
    counts: memory.counts,
    unreadable: memory.unreadable,
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

function onlyOf([fact]: readonly Fact[]): Fact {
  if (fact === undefined) throw new Error('one fact for one record');
  return fact;
}

async function load(core: JournalCore): Promise<void> {
  const { db, run, now, memory } = core;
  const since = new Date(now() - MEMORY_DAYS * DAY_MS).toISOString().slice(0, 10);
  const [attachments, rows] = await run(() =>
    Promise.all([db.attachments.toArray(), readShown(db, since)]),
  );
  memory.change({ attachments });
  await takeRows(core, rows);
}

async function followOtherTab(core: JournalCore, ids: readonly Id[]): Promise<void> {
  // A tab that records on would lose it: another one may be wiping this phone.
  if (ids.length === 0) core.isEnded = await readRevocation();
  core.pending = { from: 0 };
  await (await again()).followOtherTab(core, ids);
}

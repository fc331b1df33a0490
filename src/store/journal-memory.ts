import type { AttachmentSha } from '../domain/attachment.ts';
import type { Id, Instant } from '../domain/id.ts';
import type { AttachmentRow } from './journal-database.ts';
import type { JournalEntry } from './journal-entry.ts';

export interface JournalCounts {
  pending: number;
  oldestPendingAt: Instant | null;
  /** Those that wait for their author's answer. */
  parked: number;
  /** Rows that this phone can no longer read; they stay on disk. */
  unreadable: number;
  /** Photos of which the server does not have the whole yet. */
  photos: number;
}

/** The entries that screens and status read without waiting, and who wants to hear of changes. */
export interface JournalMemory {
  entries: () => readonly JournalEntry[];
  find: (id: Id) => JournalEntry | undefined;
  counts: () => JournalCounts;
  unreadable: () => ReadonlySet<Id>;
  attachments: () => ReadonlyMap<AttachmentSha, AttachmentRow>;
  change(parts: {
    kept?: readonly JournalEntry[];
    gone?: readonly Id[];
    bad?: readonly Id[];
    attachments?: readonly AttachmentRow[];
    attachmentsGone?: readonly AttachmentSha[];
  }): void;
  subscribe: (listener: () => void) => () => void;
}

/** `soon` decides when the listeners hear of a change; several changes until then are told as one. */
export function createMemory(soon: (tell: () => void) => void): JournalMemory {
  const byId = new Map<Id, JournalEntry>();
  const unreadable = new Set<Id>();
  const attachments = new Map<AttachmentSha, AttachmentRow>();
  const listeners = new Set<() => void>();
  let entries: readonly JournalEntry[] | null = null;
  let counts: JournalCounts | null = null;
  let isTelling = false;

  function tell(): void {
    isTelling = false;
    for (const listener of listeners) listener();
  }

  return {
    entries: () => (entries ??= [...byId.values()].sort(byRecording)),
    find: (id) => byId.get(id),
    counts: () =>
      (counts ??= count([...byId.values()], {
        unreadable: unreadable.size,
        photos: [...attachments.values()].filter(({ state }) => state === 'waiting').length,
      })),
    unreadable: () => unreadable,
    attachments: () => attachments,
    change: ({ kept = [], gone = [], bad = [], ...changed }) => {
      for (const entry of kept) {
        byId.set(entry.operation.id, entry);
        unreadable.delete(entry.operation.id);
      }
      for (const id of gone) byId.delete(id);
      for (const id of bad) unreadable.add(id);
      for (const row of changed.attachments ?? []) attachments.set(row.sha, row);
      for (const sha of changed.attachmentsGone ?? []) attachments.delete(sha);
      entries = null;
      counts = null;
      if (isTelling) return;
      isTelling = true;
      soon(tell);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function byRecording(a: JournalEntry, b: JournalEntry): number {
  if (a.recordedAt !== b.recordedAt) return a.recordedAt < b.recordedAt ? -1 : 1;
  return a.operation.id < b.operation.id ? -1 : 1;
}

function count(
  entries: readonly JournalEntry[],
  others: Pick<JournalCounts, 'unreadable' | 'photos'>,
): JournalCounts {
  const pending = entries.filter(({ state }) => state === 'pending');
  const oldestPendingAt = pending.reduce<Instant | null>(
    (oldest, { recordedAt }) => (oldest === null || recordedAt < oldest ? recordedAt : oldest),
    null,
  );
  const parked = entries.filter(
    ({ state, isAnswered }) => state === 'parked' && !isAnswered,
  ).length;
  return { pending: pending.length, oldestPendingAt, parked, ...others };
}

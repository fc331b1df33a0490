import type { Id, Instant } from '../domain/id.ts';
import type { JournalEntry } from './journal-entry.ts';

export interface JournalCounts {
  pending: number;
  oldestPendingAt: Instant | null;
  parked: number;
  /** Rows that this phone can no longer read; they stay on disk. */
  unreadable: number;
}

/** The entries that screens and status read without waiting, and who wants to hear of changes. */
export interface JournalMemory {
  entries: () => readonly JournalEntry[];
  counts: () => JournalCounts;
  unreadable: () => ReadonlySet<Id>;
  change(parts: {
    kept?: readonly JournalEntry[];
    gone?: readonly Id[];
    bad?: readonly Id[];
  }): void;
  subscribe: (listener: () => void) => () => void;
}

export function createMemory(): JournalMemory {
  const byId = new Map<Id, JournalEntry>();
  const unreadable = new Set<Id>();
  const listeners = new Set<() => void>();
  let entries: readonly JournalEntry[] | null = null;
  let counts: JournalCounts | null = null;

  return {
    entries: () => (entries ??= [...byId.values()].sort(byRecording)),
    counts: () => (counts ??= count([...byId.values()], unreadable.size)),
    unreadable: () => unreadable,
    change: ({ kept = [], gone = [], bad = [] }) => {
      for (const entry of kept) byId.set(entry.operation.id, entry);
      for (const id of gone) byId.delete(id);
      for (const id of bad) unreadable.add(id);
      entries = null;
      counts = null;
      for (const listener of listeners) listener();
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

function count(entries: readonly JournalEntry[], unreadable: number): JournalCounts {
  const pending = entries.filter(({ state }) => state === 'pending');
  const oldestPendingAt = pending.reduce<Instant | null>(
    (oldest, { recordedAt }) => (oldest === null || recordedAt < oldest ? recordedAt : oldest),
    null,
  );
  const parked = entries.filter(({ state }) => state === 'parked').length;
  return { pending: pending.length, oldestPendingAt, parked, unreadable };
}

import type { DoorEntry } from './door-entry.ts';

/**
 * Entries by time, then id. The latest entry costs nothing to put; what is out of order is sorted,
 * and what was removed is dropped, when the list is next read. The list read changes with later puts.
 */
export function createEntryOrder() {
  let entries: DoorEntry[] = [];
  let isSorted = true;
  const removed = new Set<DoorEntry>();

  return {
    list: (): readonly DoorEntry[] => {
      if (removed.size > 0) entries = entries.filter((entry) => !removed.has(entry));
      removed.clear();
      if (!isSorted) entries.sort(byTime);
      isSorted = true;
      return entries;
    },
    isEmpty: () => entries.length === removed.size,
    put: (entry: DoorEntry) => {
      const last = entries.at(-1);
      if (last !== undefined && byTime(last, entry) > 0) isSorted = false;
      entries.push(entry);
    },
    remove: (entry: DoorEntry) => {
      removed.add(entry);
    },
  };
}

function byTime(a: DoorEntry, b: DoorEntry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

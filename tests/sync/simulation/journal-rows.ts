/** What stands in clear in a phone's journal. */
export interface JournalRow {
  id: string;
  seq: number;
  state: 'pending' | 'received' | 'parked';
}

export const JOURNAL_STORES = ['operations', 'receipts', 'counter', 'contact'];

/** By a hand of its own: an operation that waits by its row was received if its batch says so, and its number waits no more. */
export function rowsAsTheyStand(read: (store: string) => readonly unknown[]): JournalRow[] {
  const rows = read('operations') as JournalRow[];
  const batches = read('receipts') as { results: { id: string }[] }[];
  const [counter] = read('counter') as { log: string }[];
  const kept = read('contact') as { key: string; log?: string; ranges?: [number, number][] }[];
  const settled = kept.find(({ key, log }) => key === 'settled' && log === counter?.log);
  const received = new Set(batches.flatMap(({ results }) => results.map(({ id }) => id)));
  return rows.map((row) => {
    const isSettled = settled?.ranges?.some(([first, last]) => first <= row.seq && row.seq <= last);
    const isReceived = row.state === 'pending' && isSettled === true && received.has(row.id);
    return isReceived ? { ...row, state: 'received' } : row;
  });
}

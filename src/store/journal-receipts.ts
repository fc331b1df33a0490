import type { Id, Instant } from '../domain/id.ts';
import type { DigestLanes, OperationResult } from '../protocol/sync.ts';
import type { JournalCore } from './journal-core.ts';
import type { OperationRow, OperationState } from './journal-database.ts';
import type { JournalEntry } from './journal-entry.ts';
import { extendProof } from './journal-proof.ts';

export async function settle(
  core: JournalCore,
  of: {
    results: readonly OperationResult[];
    at: Instant;
    lanes: ReadonlyMap<Id, DigestLanes>;
  },
): Promise<void> {
  const { results, at, lanes } = of;
  if (results.length === 0) return;
  const { db } = core;
  const settled = await core.run(() =>
    db.transaction('rw', db.operations, db.contact, async () => {
      const rows = await rowsOfResults(core, results);
      const receipted = results.flatMap((receipt): OperationRow[] => {
        const row = rows.get(receipt.id);
        if (row?.state !== 'pending') return [];
        return [{ ...row, state: stateAfter(receipt), receipt }];
      });
      await db.operations.bulkPut(receipted);
      await extendProof(core, receipted, lanes);
      const contact = await db.contact.get('contact');
      const offsetMs = contact?.offsetMs ?? null;
      await db.contact.put({ key: 'contact', offsetMs, lastReceivedAt: at });
      return receipted;
    }),
  );
  core.contact = { ...core.contact, lastReceivedAt: at };
  await remember(core, results, settled);
}

/** Inside a transaction: by their numbers in one read; one that is not under its number, by its id. */
async function rowsOfResults(
  { db }: JournalCore,
  results: readonly OperationResult[],
): Promise<ReadonlyMap<Id, OperationRow>> {
  const seqs = results.map(({ seq }) => seq);
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)];
  const near =
    last - first < 2 * seqs.length
      ? await db.operations.where('seq').between(first, last, true, true).toArray()
      : [];
  const rows = new Map(near.map((row) => [row.id, row]));
  const others = results.filter(({ id }) => !rows.has(id)).map(({ id }) => id);
  if (others.length === 0) return rows;
  for (const row of await db.operations.bulkGet(others)) if (row) rows.set(row.id, row);
  return rows;
}

/** What was written here need not be read again; other tabs do. */
async function remember(
  core: JournalCore,
  results: readonly OperationResult[],
  settled: readonly OperationRow[],
): Promise<void> {
  const { memory } = core;
  const resultOf = new Map(results.map((result) => [result.id, result]));
  const kept = settled.flatMap(({ id, seq, state }): JournalEntry[] => {
    const [entry, result] = [memory.find(id), resultOf.get(id)];
    if (entry === undefined || result === undefined) return [];
    return [{ ...entry, operation: { ...entry.operation, seq }, state, result }];
  });
  memory.change({ kept });
  const known = new Set(kept.map(({ operation }) => operation.id));
  const others = results.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  if (others.length > 0) await core.renew(others);
  if (known.size > 0) core.tellOthers([...known]);
}

export async function settleAgain(
  core: JournalCore,
  results: readonly OperationResult[],
): Promise<void> {
  if (results.length === 0) return;
  const { db, memory } = core;
  const news = results.filter(({ id, outcome, why }) => {
    const entry = memory.find(id);
    if (entry?.state !== 'parked' || entry.isAnswered) return false;
    return outcome !== 'parked' || why !== entry.result?.why;
  });
  if (news.length === 0) return;
  await core.run(() =>
    db.transaction('rw', db.operations, async () => {
      const rows = await db.operations.bulkGet(news.map(({ id }) => id));
      const settled = news.flatMap((receipt, index): OperationRow[] => {
        const row = rows[index];
        if (row?.state !== 'parked' || row.answeredBy !== undefined) return [];
        return [{ ...row, state: stateAfter(receipt), receipt }];
      });
      await db.operations.bulkPut(settled);
    }),
  );
  await core.renew(news.map(({ id }) => id));
}

const stateAfter = ({ outcome }: OperationResult): OperationState =>
  outcome === 'parked' ? 'parked' : 'received';

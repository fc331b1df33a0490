import { Dexie, type PromiseExtended } from 'dexie';
import type { Id, Instant } from '../domain/id.ts';
import type { DigestLanes, OperationResult } from '../protocol/sync.ts';
import { isStandIn, recordIdOf } from '../protocol/unreadable.ts';
import { keepReceipts, onlyWaiting } from './journal-batches.ts';
import type { JournalCore } from './journal-core.ts';
import type { OperationRow, OperationState } from './journal-database.ts';
import type { JournalEntry } from './journal-entry.ts';
import { extendProof } from './journal-proof.ts';
import { standing } from './journal-waiting.ts';
import { spanOf } from './settled-numbers.ts';

/** What was sent when the results came, as far as it is known. */
export interface Sent {
  /** Under which the operations had their numbers. */
  log: Id;
  /** Of the operations: they spare the proof from reading them again. */
  lanes: ReadonlyMap<Id, DigestLanes>;
}

type Settled = Pick<OperationRow, 'id' | 'seq' | 'state'>;

/** A batch as it mostly is leaves the operations' rows alone: it is one row of receipts. */
export async function settle(
  core: JournalCore,
  of: { results: readonly OperationResult[]; at: Instant; sent: Sent },
): Promise<void> {
  const { at } = of;
  const results = of.results.map(ofRecord);
  const lanes = new Map([...of.sent.lanes].map(([id, own]) => [recordIdOf(id), own]));
  const standIns = new Set(of.results.filter(({ id }) => isStandIn(id)).map(({ seq }) => seq));
  if (results.length === 0) return;
  const { db } = core;
  const plain = results.filter((result) => isPlain(core, result) && !standIns.has(result.seq));
  const settled = await core.run(() =>
    db.transaction('rw', standing(db), async () => {
      const [counter, contact, apart] = await Promise.all([
        db.counter.get('counter'),
        db.contact.get('contact'),
        withOwnReceipt(core, plain),
      ]);
      // Under one log an operation keeps its number: then nobody need look at its row.
      const batched = counter?.log === of.sent.log ? plain.filter(({ id }) => !apart.has(id)) : [];
      const isBatched = new Set(batched.map(({ id }) => id));
      const own = await settleOwn(
        core,
        results.filter(({ id }) => !isBatched.has(id)),
        standIns,
      );
      const all = [...batched.map((result) => ({ ...result, state: stateAfter(result) })), ...own];
      if (counter !== undefined && all.length > 0)
        await keepReceipts(db, counter.log, partsOf(core, batched, own));
      await extendProof(core, all, lanes);
      const offsetMs = contact?.offsetMs ?? null;
      await db.contact.put({ key: 'contact', offsetMs, lastReceivedAt: at });
      return all;
    }),
  );
  core.contact = { ...core.contact, lastReceivedAt: at };
  await remember(core, results, settled);
}

/** Whether it says of an operation that waits, by the number that this tab knows, that the server has it. */
function isPlain({ memory }: JournalCore, { id, seq, outcome }: OperationResult): boolean {
  const entry = memory.find(id);
  return outcome !== 'parked' && entry?.state === 'pending' && entry.operation.seq === seq;
}

/** Inside the transaction, of this span: another tab may have parked one just now, and its word stands. */
function withOwnReceipt(
  { db }: JournalCore,
  plain: readonly OperationResult[],
): PromiseExtended<ReadonlySet<Id>> {
  const span = spanOf(plain);
  if (span === null) return Dexie.Promise.resolve(new Set());
  const [first, last] = span;
  const ids = (state: OperationState) =>
    db.operations
      .where('[state+seq]')
      .between([state, first], [state, last], true, true)
      .primaryKeys();
  return Dexie.Promise.all([ids('parked'), ids('received')]).then((found) => new Set(found.flat()));
}

function partsOf(
  { memory }: JournalCore,
  batched: readonly OperationResult[],
  own: readonly OperationRow[],
) {
  const days = batched.map(({ id }) => memory.find(id)?.recordedAt.slice(0, 10) ?? '');
  const day = days.reduce((latest, each) => (each > latest ? each : latest), '');
  return { results: batched, day, others: own.map(({ seq }) => seq) };
}

/** Inside the transaction: in the operations' own rows. Gives those that waited until now. */
function settleOwn(
  core: JournalCore,
  results: readonly OperationResult[],
  /** The numbers under which something stood in for a record that can be read no longer. */
  standIns: ReadonlySet<number>,
): PromiseExtended<OperationRow[]> {
  if (results.length === 0) return Dexie.Promise.resolve([]);
  return rowsOfResults(core, results).then((rows) => {
    const receipted = results.flatMap((receipt): OperationRow[] => {
      const row = rows.get(receipt.id);
      const state = standIns.has(receipt.seq) ? 'unreadable' : stateAfter(receipt);
      return row === undefined ? [] : [{ ...row, state, receipt }];
    });
    return core.db.operations.bulkPut(receipted).then(() => receipted);
  });
}

/** Of what stands in for a record that can be read no longer, as of the record itself. */
const ofRecord = (result: OperationResult): OperationResult => ({
  ...result,
  id: recordIdOf(result.id),
});

/** Inside the transaction, those that wait: by their numbers in one read; one that is not under its number, by its id. */
function rowsOfResults(
  { db }: JournalCore,
  results: readonly OperationResult[],
): PromiseExtended<ReadonlyMap<Id, OperationRow>> {
  const seqs = results.map(({ seq }) => seq);
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)];
  const isNear = last - first < 2 * seqs.length;
  const near = isNear
    ? db.operations.where('seq').between(first, last, true, true).toArray()
    : Dexie.Promise.resolve<OperationRow[]>([]);
  const far = (rows: readonly OperationRow[]) => {
    const known = new Set(rows.map(({ id }) => id));
    const others = results.filter(({ id }) => !known.has(id)).map(({ id }) => id);
    return others.length === 0
      ? Dexie.Promise.resolve<(OperationRow | undefined)[]>([])
      : db.operations.bulkGet(others);
  };
  return near
    .then((rows) => far(rows).then((more) => [...rows, ...more.filter((row) => row !== undefined)]))
    .then((rows) => onlyWaiting(db, rows))
    .then((rows) => new Map(rows.map((row) => [row.id, row])));
}

/** What was written here need not be read again; other tabs do. */
async function remember(
  core: JournalCore,
  results: readonly OperationResult[],
  settled: readonly Settled[],
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

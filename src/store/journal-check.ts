import type { Id, Instant } from '../domain/id.ts';
import { storedText } from '../domain/operation-text.ts';
import { addLanes, lanesOfSha, NO_LANES } from '../protocol/lanes.ts';
import type { ListedOperation } from '../protocol/journal-list.ts';
import { recordIdOf, standInIdOf } from '../protocol/unreadable.ts';
import { unsettle, withReceipts } from './journal-batches.ts';
import type { JournalCore } from './journal-core.ts';
import type { Difference, Finding, OperationRow, SelfCheckRow } from './journal-database.ts';
import { proofOf } from './journal-proof.ts';
import { standing } from './journal-waiting.ts';
import { rangesOf } from './settled-numbers.ts';
import { sentOfRow } from './stand-in.ts';

/** What this phone finds when it counts its own store again. Every function is safe to repeat. */
export interface JournalCheck {
  /**
   * Holds every operation that has a receipt, as it lies on the disk, against the server's whole list; `null`
   * where that is not to be had. What the server received before `keptSince` may be gone here. Where
   * nothing differs, the digest is counted anew too.
   */
  compareList: (list: List, keptSince: Instant) => Promise<Difference[] | null>;
  /** Received operations become pending again: the server does not have them. */
  offerAgain: (ids: readonly Id[]) => Promise<void>;
  selfCheck: (accountId: Id) => Promise<Omit<SelfCheckRow, 'key'> | null>;
  noteSelfCheck: (accountId: Id, check: Omit<SelfCheckRow, 'key'>) => Promise<void>;
}

/** The whole of what the server has of this journal; `null` where it cannot be had now. */
type List = () => Promise<readonly ListedOperation[] | null>;

export function createCheck(core: JournalCore): JournalCheck {
  return {
    compareList: (list, keptSince) => compareList(core, list, keptSince),
    offerAgain: (ids) => offerAgain(core, ids),
    selfCheck: async (accountId) =>
      (await core.run(() => core.db.selfChecks.get(`check-${accountId}`))) ?? null,
    noteSelfCheck: async (accountId, check) => {
      await core.run(() => core.db.selfChecks.put({ ...check, key: `check-${accountId}` }));
      core.memory.change({});
    },
  };
}

const LISTED = 40;

/** With the counts of all, and the first of them by name. */
export function findingOf(
  differences: readonly Difference[],
  at: Instant,
  end: Finding['end'],
): Finding {
  const counts = { 'only-here': 0, 'only-there': 0, unlike: 0 };
  for (const { how } of differences) counts[how] += 1;
  return { at, counts, differences: differences.slice(0, LISTED), end };
}

async function compareList(
  core: JournalCore,
  list: List,
  keptSince: Instant,
): Promise<Difference[] | null> {
  const { db, log, run } = core;
  // Before the list: what gets its receipt meanwhile is in the list too.
  const rows = await run(() => readNumbered(core));
  const listed = await list();
  if (listed === null) return null;
  const listedById = new Map(listed.map((one) => [one.id, one]));
  const differences: Difference[] = [];
  for (const row of rows.filter(({ state }) => state !== 'pending')) {
    const there = listedById.get(row.state === 'unreadable' ? standInIdOf(row.id) : row.id);
    if (there === undefined) differences.push({ id: row.id, of: 'fact', how: 'only-here' });
    else if (there.sha !== (await shaOf(core, row)))
      differences.push({ id: row.id, of: 'fact', how: 'unlike' });
  }
  const kept = listed
    .filter(({ receivedAt }) => receivedAt >= keptSince)
    .map(({ id }) => recordIdOf(id));
  const found = await run(() => db.operations.bulkGet(kept));
  const missing = kept.filter((_, index) => found[index] === undefined);
  differences.push(
    ...missing.map((id) => ({ id, of: 'fact' as const, how: 'only-there' as const })),
  );
  if (differences.length === 0) await countAnew(core, { log, rows, listed });
  return differences;
}

/** As they stand. */
function readNumbered({ db }: JournalCore): Promise<OperationRow[]> {
  return db.transaction('r', standing(db), async () =>
    withReceipts(db, await db.operations.where('seq').above(0).toArray()),
  );
}

/** Of the bytes on the disk; `null` where they can no longer be read. */
async function shaOf({ vault }: JournalCore, row: OperationRow): Promise<string | null> {
  const sent = await sentOfRow(row, { vault });
  if (sent === null) return null;
  const text = new TextEncoder().encode(storedText(sent));
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Every operation that is here was just found to be the listed one: so the list's sum is this phone's own. */
async function countAnew(
  core: JournalCore,
  of: { log: Id; rows: readonly OperationRow[]; listed: readonly ListedOperation[] },
): Promise<void> {
  const waiting = of.rows.filter(({ state }) => state === 'pending').map(({ seq }) => seq);
  const before = waiting.reduce((least, seq) => Math.min(least, seq), Number.MAX_SAFE_INTEGER);
  let [through, digest] = [0, NO_LANES];
  for (const { seq, sha } of of.listed) {
    if (seq !== through + 1 || seq >= before) break;
    through = seq;
    digest = addLanes(digest, lanesOfSha(sha), 1);
  }
  await core.run(() =>
    core.db.transaction('rw', core.db.contact, async () => {
      const proof = await proofOf(core);
      // What was settled while this was counted is in no list yet.
      if (proof.log === of.log && proof.through <= through)
        await core.db.proof.put({ ...proof, through, digest, isAdopted: false });
    }),
  );
}

async function offerAgain(core: JournalCore, ids: readonly Id[]): Promise<void> {
  const { db } = core;
  await core.run(() =>
    db.transaction('rw', standing(db), async () => {
      const rows = (await db.operations.bulkGet([...ids])).filter((row) => row !== undefined);
      const own = rows.filter(({ state }) => state !== 'pending');
      await db.operations.bulkPut(own.map((row) => ({ ...row, state: 'pending' as const })));
      await unsettle(db, rangesOf(rows.map(({ seq }) => seq)));
    }),
  );
  core.pending = { from: 0 };
  await core.renew(ids);
}

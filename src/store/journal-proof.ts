import { Dexie, type PromiseExtended } from 'dexie';
import type { Id, Instant } from '../domain/id.ts';
import { addLanes, NO_LANES, sameLanes } from '../protocol/lanes.ts';
import type { DigestLanes } from '../protocol/sync.ts';
import type { JournalCore } from './journal-core.ts';
import type { OperationRow, ProofRow } from './journal-database.ts';
import { reopenForNewFeed } from './journal-reopen.ts';
import { lanesOfOperation } from './operation-lanes.ts';
import { sentOfRow } from './stand-in.ts';

/** What this phone and the server last found of each other's word on this journal. */
export interface Comparison {
  /** By the server's clock. */
  at: Instant;
  isEqual: boolean;
  /** So many operations, from the first one on. */
  count: number;
}

/** Shows that the server holds exactly what this phone has receipts for. Every function is safe to repeat. */
export interface JournalProof {
  /** The digest of every operation up to `acked`; `null` where this phone cannot tell. */
  digestThrough: (acked: number) => Promise<DigestLanes | null>;
  /**
   * Compares with the server's word on its operations up to `contiguous`; `null` where that cannot be done now,
   * `uncounted` where this phone cannot count them itself any more: then only the server's whole list can tell.
   */
  compare: (word: ServerWord) => Promise<Comparison | 'uncounted' | null>;
  /**
   * The server's feed, as each reply names it. `true` where it is a new one: what this phone holds from earlier
   * journals, behind what waits, or as parked is then sent again, for the server may have lost it.
   */
  noteEpoch: (epoch: Id) => Promise<boolean>;
  comparison: () => Promise<Comparison | null>;
}

export interface ServerWord {
  contiguous: number;
  acked: number;
  digest: DigestLanes;
  at: Instant;
}

export function createProof(core: JournalCore): JournalProof {
  return {
    digestThrough: (acked) => digestThrough(core, acked),
    compare: (word) => compare(core, word),
    noteEpoch: (epoch) => noteEpoch(core, epoch),
    comparison: async () => (await core.run(() => proofOf(core))).compared,
  };
}

/** As this build keeps it. */
export type Proof = ProofRow & { isAdopted: boolean };

export function proofOf({ db, log }: JournalCore): PromiseExtended<Proof> {
  return db.proof.get('proof').then((row) => {
    // Without the flag it is of a build that took the server's word for its own: counted once more, by whatever is here.
    const { isAdopted } = row ?? {};
    if (row?.log === log && isAdopted !== undefined) return { ...row, isAdopted };
    const epoch = row?.epoch ?? null;
    const none = { through: 0, digest: NO_LANES, isAdopted: false, compared: null };
    return { key: 'proof', log, epoch, ...none };
  });
}

/** Inside the settling transaction: as far on as the settled rows follow one another without a gap. */
export function extendProof(
  core: JournalCore,
  settled: readonly Pick<OperationRow, 'id' | 'seq'>[],
  lanes: ReadonlyMap<Id, DigestLanes>,
): PromiseExtended<unknown> {
  return proofOf(core).then((proof) => {
    let { through, digest } = proof;
    for (const { id, seq } of [...settled].sort((a, b) => a.seq - b.seq)) {
      const own = lanes.get(id);
      if (seq !== through + 1 || own === undefined) continue;
      through = seq;
      digest = addLanes(digest, own, 1);
    }
    return through === proof.through ? null : core.db.proof.put({ ...proof, through, digest });
  });
}

/** Takes in what was settled without being added: by another tab, or before this build. */
async function digestThrough(core: JournalCore, acked: number): Promise<DigestLanes | null> {
  const proof = await core.run(() => proofOf(core));
  if (proof.isAdopted) return null;
  if (proof.through >= acked) return proof.through === acked ? proof.digest : null;
  const rows = await core.run(() =>
    core.db.operations.where('seq').between(proof.through, acked, false, true).sortBy('seq'),
  );
  if (rows.length !== acked - proof.through) return null;
  const operations = await Promise.all(rows.map((row) => sentOfRow(row, core)));
  const known = operations.filter((operation) => operation !== null);
  // What was damaged after its receipt: nobody knows any more what was sent.
  if (known.length < rows.length) return null;
  const lanes = await Promise.all(known.map(lanesOfOperation));
  const digest = lanes.reduce((sum, own) => addLanes(sum, own, 1), proof.digest);
  await keep(core, { ...proof, through: acked, digest }, proof.through);
  return digest;
}

async function compare(
  core: JournalCore,
  word: ServerWord,
): Promise<Comparison | 'uncounted' | null> {
  const { contiguous, acked, at } = word;
  if (contiguous !== acked) return null;
  const own = await digestThrough(core, acked);
  const proof = await core.run(() => proofOf(core));
  if (own === null && proof.through < acked) {
    // Some of these went before anybody kept a digest, or were damaged since.
    const adopted = { through: acked, digest: word.digest, isAdopted: true, compared: null };
    await keep(core, { ...proof, ...adopted }, proof.through);
    return 'uncounted';
  }
  if (own === null) return proof.isAdopted ? 'uncounted' : null;
  const compared = { at, isEqual: sameLanes(own, word.digest), count: acked };
  await keep(core, { ...proof, compared }, proof.through);
  return compared;
}

/** Nothing where another tab has gone on meanwhile. */
function keep(core: JournalCore, row: ProofRow, throughBefore: number): Promise<void> {
  const { db } = core;
  return core.run(() =>
    db.transaction('rw', db.contact, async () => {
      const now = await proofOf(core);
      if (now.log === row.log && now.through === throughBefore) await db.proof.put(row);
    }),
  );
}

async function noteEpoch(core: JournalCore, epoch: Id): Promise<boolean> {
  const { db } = core;
  const before = await core.run(() => proofOf(core));
  if (before.epoch === epoch) return false;
  const isNew = before.epoch !== null;
  // First, so that a phone that dies in between does it again.
  if (isNew) await reopenForNewFeed(core);
  const ids = await core.run(() =>
    db.transaction('rw', db.operations, db.counter, db.contact, async () => {
      await db.proof.put({ ...(await proofOf(core)), epoch });
      return isNew ? numberAgain(core) : [];
    }),
  );
  if (ids.length > 0) await core.renew(ids);
  return isNew;
}

/** What was received under an earlier log has no number any more by which the server could miss it. */
function numberAgain({ db }: JournalCore): PromiseExtended<Id[]> {
  const reading = Dexie.Promise.all([
    db.counter.get('counter'),
    db.operations.where('seq').equals(0).toArray(),
  ]);
  return reading.then(([counter, rows]) => {
    if (counter === undefined || rows.length === 0) return [];
    const { nextSeq } = counter;
    const again = rows.map((row, index) => {
      return { ...row, seq: nextSeq + index, state: 'pending' as const };
    });
    const puts = [
      db.operations.bulkPut(again),
      db.counter.put({ ...counter, nextSeq: nextSeq + rows.length }),
    ];
    return Dexie.Promise.all<unknown>(puts).then(() => rows.map(({ id }) => id));
  });
}

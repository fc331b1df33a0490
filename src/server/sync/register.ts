import { sql } from 'kysely';
import type { Id } from '../../domain/id.ts';
import { idChunks, insertMany, type Into } from '../database/insert-many.ts';
import type { Reader, Tables, Tx } from '../database/tables.ts';
import { ConcurrentChange } from '../database/transaction.ts';
import { Problem } from '../problem.ts';
import type { Envelope } from './read-envelope.ts';
import type { OpRow } from './stored-facts.ts';

/** What a receipt says of an operation that came before. */
export type KnownOperation = Pick<
  OpRow,
  'id' | 'sentId' | 'sha' | 'outcome' | 'why' | 'field' | 'correctedAt' | 'receivedAt'
>;

/** Which operations are here, and under which numbers of a journal: as stored, and as this push adds. */
export interface Register {
  /** One number of a journal names one operation for ever: else two copies of the journal are at work. */
  refuseFork: (envelope: Envelope) => void;
  /** The same operation from before, byte for byte; or that its id already names another one. */
  find: (envelope: Envelope) => { same: KnownOperation | null; isIdTaken: boolean };
  /** Enters the operation under its number. One that is `new` is stored by `write` as it is then. */
  enter: (envelope: Envelope, row: KnownOperation) => void;
  store: (row: OpRow) => void;
  write: (tx: Tx) => Promise<void>;
}

const COLUMNS = [
  'id',
  'sentId',
  'sha',
  'outcome',
  'why',
  'field',
  'correctedAt',
  'receivedAt',
] as const;

export async function readRegister(
  db: Reader,
  logId: Id,
  envelopes: readonly Envelope[],
): Promise<Register> {
  const known: KnownOperation[] = [];
  for (const ids of idChunks(envelopes.flatMap((one) => one.sentId ?? [])))
    known.push(
      ...(await db.selectFrom('opLog').select(COLUMNS).where('sentId', 'in', ids).execute()),
    );
  const nameless = envelopes.filter((one) => one.sentId === null);
  const knownNameless: KnownOperation[] = [];
  for (const shas of idChunks(nameless.map((one) => one.sha)))
    knownNameless.push(
      ...(await db
        .selectFrom('opLog')
        .select(COLUMNS)
        .where('sha', 'in', shas)
        .where('logId', '=', logId)
        // What is no operation has no type: the index is of these alone.
        .where('type', '=', sql.lit(''))
        .execute()),
    );
  const entries = await readEntries(db, logId, envelopes);
  return createRegister(logId, { known, knownNameless, entries });
}

type Entry = Pick<OpRow, 'sentId' | 'sha'>;

async function readEntries(
  db: Reader,
  logId: Id,
  envelopes: readonly Envelope[],
): Promise<Map<number, Entry>> {
  const entries = new Map<number, Entry>();
  for (const seqs of idChunks(envelopes.flatMap((one) => one.seq ?? []))) {
    const rows = await db
      .selectFrom('logEntry')
      .innerJoin('opLog', 'opLog.id', 'logEntry.opId')
      .select(['logEntry.seq', 'opLog.sentId', 'opLog.sha'])
      .where('logEntry.logId', '=', logId)
      .where('logEntry.seq', 'in', seqs)
      .execute();
    for (const { seq, ...entry } of rows) entries.set(seq, entry);
  }
  return entries;
}

const INTO_OP_LOG: Into<'opLog'> = {
  table: 'opLog',
  finish: (insert) => insert.onConflict((conflict) => conflict.column('id').doNothing()),
};
const INTO_LOG_ENTRY: Into<'logEntry'> = {
  table: 'logEntry',
  finish: (insert) =>
    insert.onConflict((conflict) => conflict.columns(['logId', 'seq']).doNothing()),
};

function createRegister(
  logId: Id,
  stored: {
    known: readonly KnownOperation[];
    knownNameless: readonly KnownOperation[];
    entries: Map<number, Entry>;
  },
): Register {
  const { entries } = stored;
  const bySentId = new Map<Id, KnownOperation[]>();
  for (const row of stored.known)
    bySentId.set(row.sentId, [...(bySentId.get(row.sentId) ?? []), row]);
  const namelessBySha = new Map(stored.knownNameless.map((row) => [row.sha, row]));
  const rows: OpRow[] = [];
  const entered: Tables['logEntry'][] = [];
  return {
    refuseFork: ({ seq, sentId, sha }) => {
      const entry = seq === null ? undefined : entries.get(seq);
      if (entry === undefined || entry.sentId === sentId || entry.sha === sha) return;
      throw new Problem('log-fork', { seq });
    },
    find: ({ sentId, sha }) => {
      if (sentId === null) {
        const same = namelessBySha.get(sha) ?? null;
        return { same, isIdTaken: same !== null };
      }
      const known = bySentId.get(sentId) ?? [];
      return { same: known.find((row) => row.sha === sha) ?? null, isIdTaken: known.length > 0 };
    },
    enter: ({ seq }, row) => {
      if (seq === null || entries.has(seq)) return;
      entries.set(seq, row);
      entered.push({ logId, seq, opId: row.id });
    },
    store: (row) => {
      rows.push(row);
      bySentId.set(row.sentId, [...(bySentId.get(row.sentId) ?? []), row]);
      namelessBySha.set(row.sha, row);
    },
    write: async (tx) => {
      // Another push may have brought the same operation meanwhile.
      if ((await insertMany(tx, INTO_OP_LOG, rows)) !== rows.length) throw new ConcurrentChange();
      await insertMany(tx, INTO_LOG_ENTRY, entered);
    },
  };
}

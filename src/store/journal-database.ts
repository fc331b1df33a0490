import { Dexie, type EntityTable, type Table } from 'dexie';
import type { AttachmentRef } from '../domain/attachment.ts';
import type { Id, Instant } from '../domain/id.ts';
import type { DigestLanes, OperationResult } from '../protocol/sync.ts';
import type { NumberRange } from './number-ranges.ts';
import type { Sealed } from './seal.ts';

/**
 * `unreadable`: its bytes can be read no longer and stay here as they are; the server has them too, in the place of
 * the operation, under its number.
 */
export type OperationState = 'pending' | 'received' | 'parked' | 'unreadable';

/** What stands in clear says nothing about people; the rest is sealed for the device. */
export interface OperationRow {
  id: Id;
  /** Given in the storing transaction, so it lies outside what is sealed. 0: received under an earlier log. */
  seq: number;
  /** `pending` also where the receipt lies with those of its batch: `journal-batches.ts` says how it stands. */
  state: OperationState;
  /** UTC day of recording, by the device's clock. */
  day: string;
  /** `SealedOperation` as JSON. */
  sealed: Sealed;
  /**
   * `null` before the first receipt, and where it lies with those of its batch. In clear: its times are those of `id`, its reason and field are the
   * server's words for a shape. Earlier builds have sealed it, as JSON.
   */
  receipt: OperationResult | Sealed | null;
  /** Of a parked one: the fact by which its author has taken it back or replaced it. */
  answeredBy?: Id;
}

/** What the server called stored or known of operations that went up together: their own rows are not touched for it. */
export interface ReceiptsRow {
  id: number;
  /** Least and greatest number among them. */
  first: number;
  last: number;
  /** The last UTC day of recording among them. */
  day: string;
  /** In clear, as in an operation's row. */
  results: OperationResult[];
}

/** The numbers that have a receipt, in a batch or, where they are parked, in their own row. */
export interface SettledRow {
  key: 'settled';
  /** It says nothing of another log. */
  log: Id;
  /** United. */
  ranges: NumberRange[];
}

export interface CounterRow {
  key: 'counter';
  log: Id;
  nextSeq: number;
}

export interface ContactRow {
  key: 'contact';
  lastReceivedAt: Instant | null;
  offsetMs: number | null;
}

/** What the server and this phone have found of the operations up to `through`, all of them received. */
export interface ProofRow {
  key: 'proof';
  log: Id;
  /** The feed that was last heard of: another one means that the server's database was restored. */
  epoch: Id | null;
  through: number;
  /** The sum over the SHA-256 of these operations. */
  digest: DigestLanes;
  /**
   * The digest is the server's own word, and agrees with nothing until this phone has counted by the server's list.
   * Left out by earlier builds, which did not tell.
   */
  isAdopted?: boolean;
  /** The last comparison; `null` before the first. */
  compared: { at: Instant; isEqual: boolean; count: number } | null;
}

/** What the last counting from the store itself has found, for one account. Ids say nothing of people. */
export interface SelfCheckRow {
  key: `check-${Id}`;
  /** By the phone's clock. */
  countedAt: Instant;
  found: Finding | null;
}

/** What lies on one side only, or is not the same on both. */
export interface Difference {
  id: Id;
  /** `fact`, or the kind of a document: this build need not know it. */
  of: string;
  how: 'only-here' | 'only-there' | 'unlike';
}

export interface Finding {
  /** By the phone's clock. */
  at: Instant;
  counts: Record<Difference['how'], number>;
  /** The first of them. */
  differences: Difference[];
  /**
   * `open`: it has not been put right yet. `loaded-anew`: all that came down was thrown away and fetched again.
   * `lost-here`: nothing is left to repair; the server has the record, and this phone's own copy of it is gone.
   */
  end: 'open' | 'mended' | 'loaded-anew' | 'lost-here';
}

export interface DraftRow {
  key: string;
  sealed: Sealed;
}

/** What operations of this phone name, with where it has got to. */
export interface AttachmentRow extends AttachmentRef {
  /** Those that name it. */
  operations: readonly Id[];
  /** `unreadable`: its bytes are no longer what the sha says. */
  state: 'waiting' | 'present' | 'unreadable';
  /** By the server's clock, since when it has the whole of it. */
  presentAt: Instant | null;
}

/** Never a Blob: Safari loses those. */
export interface AttachmentChunkRow {
  sha: string;
  number: number;
  sealed: Sealed;
}

/** This device's own work, on disk before anybody is told "saved". A released version block is never edited: add the next one. */
export class JournalDatabase extends Dexie {
  declare readonly operations: EntityTable<OperationRow, 'id'>;
  declare readonly receipts: EntityTable<ReceiptsRow, 'id'>;
  declare readonly counter: EntityTable<CounterRow, 'key'>;
  declare readonly contact: EntityTable<ContactRow, 'key'>;
  declare readonly drafts: EntityTable<DraftRow, 'key'>;
  declare readonly attachments: EntityTable<AttachmentRow, 'sha'>;
  declare readonly attachmentChunks: Table<AttachmentChunkRow, [sha: string, number: number]>;

  constructor() {
    super('journal', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      operations: 'id, seq, [state+seq], [state+day]',
      counter: 'key',
      contact: 'key',
      drafts: 'key',
    });
    this.version(2).stores({
      attachments: 'sha, *operations',
      attachmentChunks: '[sha+number], sha',
    });
    // The operations keep their indexes: a build of version 2 opens this too, and sends again what it takes for unsent.
    this.version(3).stores({ receipts: '++id, last, day' });
    this.on('versionchange', () => this.close());
  }

  /** One row, which lies beside the contact. */
  get proof(): EntityTable<ProofRow, 'key'> {
    return this.table('contact');
  }

  /** One row, which lies there too. */
  get settled(): EntityTable<SettledRow, 'key'> {
    return this.table('contact');
  }

  /** One row for each account, which lie there too. */
  get selfChecks(): EntityTable<SelfCheckRow, 'key'> {
    return this.table('contact');
  }
}

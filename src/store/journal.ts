import type { FactType } from '../domain/fact.ts';
import type { Id, Instant } from '../domain/id.ts';
import type { Fact, Operation } from '../domain/operation.ts';
import type { OperationResult } from '../protocol/sync.ts';
import type { Unlocked, Vault } from './vault.ts';

/** One operation of this phone, by any of its people. */
export interface JournalEntry {
  operation: Operation;
  deviceId: Id;
  state: 'pending' | 'received' | 'parked';
  /** `null` until the first recognised receipt. */
  result: OperationResult | null;
  recordedAt: Instant;
}

export interface RecordParts {
  by: Unlocked;
  type: FactType;
  /** Checked against the type's schema; a body that does not fit throws and stores nothing. */
  body: unknown;
  shiftId: Id | null;
  /** For a fact whose id must be known beforehand; otherwise a new UUIDv7. */
  id?: Id;
  alsoClearDraft?: string;
}

/** This phone's own operations. Nothing but `prune` ever removes one. */
export interface Journal {
  /** Random, new for each created journal. */
  log(): Id;
  /**
   * Resolves when the strict transaction has completed: only then may the screen say "saved".
   * Throws `StorageFailure` if nothing was kept.
   */
  record(parts: RecordParts): Promise<Fact>;
  /** In memory, oldest first: all that is pending or parked, and what was received in the last days. */
  entries(): readonly JournalEntry[];
  /** Called after every change, also one made by another tab. */
  subscribe(listener: () => void): () => void;
  counts(): { pending: number; oldestPendingAt: Instant | null; parked: number };
  /** Draft keys stand in clear: they name a form, never a person. */
  saveDraft(key: string, value: unknown): Promise<void>;
  readDraft(key: string): Promise<unknown>;
  clearDraft(key: string): Promise<void>;
  /** Pending operations by number, at most `max` and about `maxBytes`, but one at least. */
  nextBatch(limits: {
    max: number;
    maxBytes: number;
    except?: ReadonlySet<Id>;
  }): Promise<Operation[]>;
  /** Highest number up to which every receipt is held. */
  acked(): Promise<number>;
  /** Settles what the results name; `at` is the server's time of the receipt. Safe to repeat. */
  settle(results: readonly OperationResult[], at: Instant): Promise<void>;
  /** Received operations with these numbers become pending again: the server has lost them. Returns how many. */
  reopen(ranges: readonly (readonly [number, number])[]): Promise<number>;
  /** A new log id; the pending operations keep their ids and are numbered again from 1. */
  fork(): Promise<void>;
  lastReceivedAt(): Instant | null;
  /** Server time minus device time as last measured; `null` if never. */
  offsetMs(): number | null;
  setOffsetMs(offsetMs: number): Promise<void>;
  /**
   * Removes received operations older than `policyDays` that a verified backup covers; where none is
   * configured (`null`), age alone decides. Returns how many went.
   */
  prune(policyDays: number, durableThrough: Instant | null): Promise<number>;
  close(): void;
}

export declare function openJournal(
  vault: Vault,
  options?: { now?: () => number },
): Promise<Journal>;

import type { Id, Instant } from '../domain/id.ts';
import type { CounterRow, JournalDatabase } from './journal-database.ts';
import type { JournalMemory } from './journal-memory.ts';
import type { Vault } from './vault.ts';

/** What the parts of the journal share. */
export interface JournalCore {
  db: JournalDatabase;
  vault: Vault;
  memory: JournalMemory;
  log: Id;
  contact: { lastReceivedAt: Instant | null; offsetMs: number | null };
  /** The number that the next operation gets, unless another tab has given it away; `null`: not known. */
  counter: CounterRow | null;
  /**
   * Nothing below `from` waits, as far as this tab has heard; whoever may make that wrong puts a new one
   * here. Chromium leaves what an index no longer holds to whoever reads over it: a search from the first
   * number on would pass all that has ever waited.
   */
  pending: { from: number };
  now: () => number;
  /** What need not be done before a record's own screen. */
  soon: (run: () => void) => void;
  /** Whether the phone was revoked: then nothing more is recorded. */
  isEnded: boolean;
  /** One transaction's work, safe to repeat, on a handle that lives. */
  run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Reads these rows again into memory, here and in the other tabs. */
  renew: (ids: readonly Id[]) => Promise<void>;
  tellOthers: (ids: readonly Id[]) => void;
}

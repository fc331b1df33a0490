import { Dexie, type EntityTable } from 'dexie';
import type { Id } from '../domain/id.ts';
import type { Sealed } from './seal.ts';

/** Entries of one scope, `after` < seq ≤ `through`, sealed by the account's replica key. */
export interface Block {
  id: number;
  scope: string;
  after: number;
  through: number;
  count: number;
  /** `StoredEntry[]` as JSON. */
  sealed: Sealed;
}

export interface StateRow {
  key: 'state';
  /** Rises with every write: the compare-and-swap between tabs. */
  revision: number;
  /** `ReplicaState` as JSON. */
  sealed: Sealed;
}

/** What came down for one account; names and indexes say nothing about people. A released version block is never edited. */
export class ReplicaDatabase extends Dexie {
  declare readonly blocks: EntityTable<Block, 'id'>;
  declare readonly state: EntityTable<StateRow, 'key'>;

  constructor(accountId: Id) {
    super(databaseName(accountId), { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({ blocks: '++id', state: 'key' });
    this.on('versionchange', () => this.close());
  }
}

export const databaseName = (accountId: Id): string => `replica-${accountId}`;

export function deleteReplica(accountId: Id): Promise<void> {
  return Dexie.delete(databaseName(accountId));
}

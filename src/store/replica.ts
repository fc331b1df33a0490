import type { DocumentBody, DocumentKind } from '../domain/document.ts';
import type { Id } from '../domain/id.ts';
import type { Fact } from '../domain/operation.ts';
import type { Scope } from '../domain/scope.ts';
import type { ScopeHead, SyncReply } from '../protocol/sync.ts';
import type { Unlocked } from './vault.ts';

export type PullChanges = Extract<NonNullable<SyncReply['pull']>, { outcome: 'changes' }>;

export interface ApplyParts {
  /** The cursor with which the changes were asked for. */
  cursorUsed: string | null;
  changes: PullChanges;
}

/**
 * `applied`; `moved`: another tab was faster, its state was loaded instead; `differs`: the counts or
 * digests of `scopes` disagree with the server's, and the replica should be reset.
 */
export type ApplyResult =
  | { outcome: 'applied' }
  | { outcome: 'moved' }
  | { outcome: 'differs'; scopes: Scope[] };

/** What came down for one account. Rebuildable at any time. Maps are live views: read, never keep. */
export interface Replica {
  readonly accountId: Id;
  /** All scopes merged, by document id. */
  documents: <K extends DocumentKind>(kind: K) => ReadonlyMap<Id, DocumentBody<K>>;
  documentsIn: <K extends DocumentKind>(scope: Scope, kind: K) => ReadonlyMap<Id, DocumentBody<K>>;
  /** All scopes merged, by fact id. */
  facts: () => ReadonlyMap<Id, Fact>;
  /** Rises with every change of content. */
  revision: () => number;
  subscribe: (listener: () => void) => () => void;
  cursor: () => string | null;
  heads: () => Readonly<Record<Scope, ScopeHead>>;
  /** Whether the first load is complete. */
  isLoaded: () => boolean;
  apply: (parts: ApplyParts) => Promise<ApplyResult>;
  purgeScope: (scope: Scope) => Promise<void>;
  /** Empties everything; the next pull starts from the beginning. */
  reset: () => Promise<void>;
  close: () => void;
}

export declare function openReplica(unlocked: Unlocked): Promise<Replica>;

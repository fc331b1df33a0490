import { utcDay } from '../domain/campus-day.ts';
import type { Day } from '../domain/id.ts';
import type { Scope } from '../domain/scope.ts';
import type { DigestLanes, ScopeHead } from '../protocol/sync.ts';
import type { StoredEntry } from './replica-content.ts';

/** How far a scope is loaded, and the sum over what is live in it. */
export interface ScopeState {
  through: number;
  count: number;
  digest: DigestLanes;
  /** Facts of earlier days have been dropped, and are in neither count nor digest. */
  from?: Day | null;
}

export interface ReplicaState {
  cursor: string | null;
  isLoaded: boolean;
  heads: Record<Scope, ScopeHead>;
  scopes: Record<Scope, ScopeState>;
}

export const EMPTY_STATE: ReplicaState = { cursor: null, isLoaded: false, heads: {}, scopes: {} };

/** Whether the fact is of a day before; documents never are. */
export const isBefore = (entry: StoredEntry, from: Day | null | undefined): boolean =>
  entry.kind === 'fact' && typeof from === 'string' && utcDay(entry.fact.correctedAt) < from;

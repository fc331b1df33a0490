import type { Scope } from '../domain/scope.ts';
import type { createContent } from './replica-content.ts';
import type { ReplicaDisk } from './replica-disk.ts';
import type { ReplicaState } from './replica-state.ts';

/** What the parts of the replica share. */
export interface ReplicaCore {
  disk: ReplicaDisk;
  state: ReplicaState;
  content: ReturnType<typeof createContent>;
  /** Scopes whose blocks on disk still hold facts that were dropped. */
  stale: Set<Scope>;
  /** Takes in what the disk has and memory has not. `false` if there was nothing. */
  reload: () => Promise<boolean>;
  /** Tells the screens and the other tabs that content has changed. */
  changed: () => void;
}

import type { Scope } from '../../domain/scope.ts';

export type ChangedScopes = ReadonlyMap<Scope, number>;

/** Tells listeners which scopes have a new head. It carries no data, so nothing can be lost on it. */
export interface PokeBoard {
  announce(heads: ChangedScopes): void;
  /** Gives the function that stops listening. */
  listen(listener: (heads: ChangedScopes) => void): () => void;
  /** Before the database is closed. */
  close(): Promise<void>;
}

/** For one server process. */
export function createPokeBoard(): PokeBoard {
  const listeners = new Set<(heads: ChangedScopes) => void>();
  return {
    announce(heads) {
      if (heads.size === 0) return;
      for (const listener of listeners) listener(heads);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => Promise.resolve(),
  };
}

import type { Scope } from '../domain/scope.ts';
import { addLanes, NO_LANES, sameLanes } from '../protocol/lanes.ts';
import type { DigestLanes, ScopeHead, ScopePage } from '../protocol/sync.ts';
import { entryKey, type StoredEntry } from './replica-content.ts';
import { isLive, lanesOf } from './replica-digest.ts';

/** How far a scope is loaded, and the sum over what is live in it. */
export interface ScopeState {
  through: number;
  count: number;
  digest: DigestLanes;
}

export interface ReplicaState {
  cursor: string | null;
  isLoaded: boolean;
  heads: Record<Scope, ScopeHead>;
  scopes: Record<Scope, ScopeState>;
}

export const EMPTY_STATE: ReplicaState = { cursor: null, isLoaded: false, heads: {}, scopes: {} };
const EMPTY_SCOPE: ScopeState = { through: 0, count: 0, digest: NO_LANES };

/** Whether the page leaves out numbers that this replica does not have: the server's fault, never normal. */
export function hasHole(state: ReplicaState, page: ScopePage): boolean {
  const known = state.scopes[page.scope];
  return known !== undefined && page.after > known.through;
}

/** What the page adds beyond what is loaded, in the order of its numbers. */
export function newEntries(state: ReplicaState, page: ScopePage): ScopePage['entries'] {
  const through = state.scopes[page.scope]?.through ?? 0;
  return page.entries.filter(({ seq }) => seq > through).sort((a, b) => a.seq - b.seq);
}

/** The scope's state once `entries` are in it, with count and digest carried on. */
export async function advance(
  known: ScopeState = EMPTY_SCOPE,
  before: (key: string) => StoredEntry | undefined,
  page: ScopePage,
): Promise<ScopeState> {
  const newest = new Map(page.entries.map((entry) => [entryKey(entry), entry]));
  const added = [...newest.values()].filter(isLive);
  const replaced = [...newest.keys()].flatMap((key) => {
    const entry = before(key);
    return entry !== undefined && isLive(entry) ? [entry] : [];
  });
  const [plus, minus] = await Promise.all([
    Promise.all(added.map(lanesOf)),
    Promise.all(replaced.map(lanesOf)),
  ]);
  const grown = plus.reduce((sum, lanes) => addLanes(sum, lanes, 1), known.digest);
  return {
    through: Math.max(known.through, page.through),
    count: known.count + added.length - replaced.length,
    digest: minus.reduce((sum, lanes) => addLanes(sum, lanes, -1), grown),
  };
}

/** The scopes that are loaded to their head and yet hold something else than the server. */
export function differing({ heads, scopes }: ReplicaState): Scope[] {
  return Object.entries(heads)
    .filter(([scope, head]) => {
      const own = scopes[scope] ?? EMPTY_SCOPE;
      if (own.through !== head.seq) return false;
      return own.count !== head.count || !sameLanes(own.digest, head.digest);
    })
    .map(([scope]) => scope);
}

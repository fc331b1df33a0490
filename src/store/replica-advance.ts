import type { Id } from '../domain/id.ts';
import type { Scope } from '../domain/scope.ts';
import { addLanes, NO_LANES, sameLanes } from '../protocol/lanes.ts';
import type { ScopePage } from '../protocol/sync.ts';
import { entryKey, type StoredEntry } from './replica-content.ts';
import { isLive, lanesOfAll } from './replica-digest.ts';
import { isBefore, type ReplicaState, type ScopeState } from './replica-state.ts';

const EMPTY_SCOPE: ScopeState = { through: 0, count: 0, digest: NO_LANES };

/** Whether the page leaves out numbers that this replica does not have: the server's fault, never normal. */
export function hasHole(state: ReplicaState, page: ScopePage): boolean {
  const known = state.scopes[page.scope];
  return known !== undefined && page.after > known.through;
}

/** Whether it brings entries that are not among its own numbers: the server's fault too. A merge would drop them. */
export const hasStrays = ({ after, through, entries }: ScopePage): boolean =>
  entries.some(({ seq }) => seq <= after || seq > through);

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
  const [plus, minus] = [await lanesOfAll(added), await lanesOfAll(replaced)];
  const grown = plus.reduce((sum, lanes) => addLanes(sum, lanes, 1), known.digest);
  return {
    ...known,
    through: Math.max(known.through, page.through),
    count: known.count + added.length - replaced.length,
    digest: minus.reduce((sum, lanes) => addLanes(sum, lanes, -1), grown),
  };
}

/**
 * Carries `next` over the heads' days: facts of earlier days leave count and digest. Gives their ids,
 * by scope. Where the day is the same as before, only what is `taken` now can be of an earlier one.
 */
export async function cutWindows(
  next: ReplicaState,
  { held, taken }: Record<'held' | 'taken', (scope: Scope) => readonly StoredEntry[]>,
): Promise<Map<Scope, Id[]>> {
  const gone = new Map<Scope, Id[]>();
  for (const [scope, { from = null }] of Object.entries(next.heads)) {
    const known = next.scopes[scope];
    if (from === null || known === undefined) continue;
    const looked = known.from === from ? taken(scope) : [...held(scope), ...taken(scope)];
    const old = looked.filter((entry) => isBefore(entry, from));
    if (old.length === 0 && known.from === from) continue;
    const lanes = await lanesOfAll(old);
    const digest = lanes.reduce((sum, own) => addLanes(sum, own, -1), known.digest);
    next.scopes[scope] = { ...known, count: known.count - old.length, digest, from };
    gone.set(scope, old.map(entryKey));
  }
  return gone;
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

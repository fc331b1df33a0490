import type { Scope } from '../domain/scope.ts';
import { addLanes, NO_LANES } from '../protocol/lanes.ts';
import { bucketOf, bucketTexts, type RepairReply, type RepairRequest } from '../protocol/repair.ts';
import type { StoredEntry } from './replica-content.ts';
import { isLive, lanesOf } from './replica-digest.ts';
import type { ReplicaState, ScopeState } from './replica-state.ts';

export type RepairBuckets = Extract<RepairReply, { outcome: 'buckets' }>;

const idOf = (entry: StoredEntry) => (entry.kind === 'fact' ? entry.fact.id : entry.id);

/** What this phone holds of a scope, bucket by bucket. `null` where it has nothing of it. */
export async function repairRequestOf(
  state: ReplicaState,
  scope: Scope,
  entries: Iterable<StoredEntry>,
): Promise<RepairRequest | null> {
  const known = state.scopes[scope];
  if (known === undefined) return null;
  const live = await Promise.all(
    [...entries].filter(isLive).map(async (entry) => ({
      id: idOf(entry),
      lanes: await lanesOf(entry),
    })),
  );
  const { through, from = null } = known;
  return { scope, through, from, buckets: bucketTexts(live) };
}

/** The scope's entries with what the server sent in place of the buckets that differ, and their count. */
export async function replaceBuckets(
  known: ScopeState,
  entries: Iterable<StoredEntry>,
  reply: RepairBuckets,
): Promise<{ entries: StoredEntry[]; state: ScopeState }> {
  const replaced = new Set(reply.buckets);
  const kept = [...entries].filter((entry) => !replaced.has(bucketOf(idOf(entry))));
  const all = [...kept, ...reply.entries].sort((a, b) => a.seq - b.seq);
  const lanes = await Promise.all(all.filter(isLive).map(lanesOf));
  const digest = lanes.reduce((sum, each) => addLanes(sum, each, 1), NO_LANES);
  return { entries: all, state: { ...known, count: lanes.length, digest } };
}

import type { Scope } from '../domain/scope.ts';
import { addLanes, NO_LANES } from '../protocol/lanes.ts';
import { bucketOf, bucketTexts, type RepairReply, type RepairRequest } from '../protocol/repair.ts';
import type { Difference } from './journal-database.ts';
import { entryKey, type StoredEntry } from './replica-content.ts';
import { isLive, lanesOfAll } from './replica-digest.ts';
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
  const live = [...entries].filter(isLive);
  const lanes = await lanesOfAll(live);
  const hashed = live.map((entry, index) => ({ id: idOf(entry), lanes: lanes[index] ?? NO_LANES }));
  const { through, from = null } = known;
  return { scope, through, from, buckets: bucketTexts(hashed) };
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
  const lanes = await lanesOfAll(all.filter(isLive));
  const digest = lanes.reduce((sum, each) => addLanes(sum, each, 1), NO_LANES);
  return { entries: all, state: { ...known, count: lanes.length, digest } };
}

/** What the server's buckets say other than what was here, of what is live. */
export function differencesIn(entries: Iterable<StoredEntry>, reply: RepairBuckets): Difference[] {
  const replaced = new Set(reply.buckets);
  const here = new Map(
    [...entries]
      .filter((entry) => isLive(entry) && replaced.has(bucketOf(idOf(entry))))
      .map((entry) => [entryKey(entry), entry]),
  );
  const there = new Map(reply.entries.filter(isLive).map((entry) => [entryKey(entry), entry]));
  const differences: Difference[] = [];
  for (const [key, entry] of here)
    if (!there.has(key)) differences.push({ ...nameOf(entry), how: 'only-here' });
  for (const [key, entry] of there) {
    const own = here.get(key);
    if (own === undefined) differences.push({ ...nameOf(entry), how: 'only-there' });
    else if (own.sha !== entry.sha || versionOf(own) !== versionOf(entry))
      differences.push({ ...nameOf(entry), how: 'unlike' });
  }
  return differences;
}

const versionOf = (entry: StoredEntry): number => (entry.kind === 'fact' ? 1 : entry.version);

const nameOf = (entry: StoredEntry): Pick<Difference, 'id' | 'of'> => ({
  id: idOf(entry),
  of: entry.kind === 'fact' ? 'fact' : entry.documentKind,
});

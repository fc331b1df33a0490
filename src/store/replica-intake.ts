import type { Scope } from '../domain/scope.ts';
import type { RepairRequest } from '../protocol/repair.ts';
import type { DigestLanes, ScopePage, SyncReply } from '../protocol/sync.ts';
import { addLanes, NO_LANES, sameLanes } from '../protocol/lanes.ts';
import { checkShape } from './entry-shape.ts';
import { giveWay } from './give-way.ts';
import type { Difference } from './journal-database.ts';
import {
  advance,
  cutWindows,
  differing,
  hasHole,
  hasStrays,
  newEntries,
} from './replica-advance.ts';
import type { EntryRange } from './replica-blocks.ts';
import { entryKey, type StoredEntry } from './replica-content.ts';
import type { ReplicaCore } from './replica-core.ts';
import { HASHED_AT_ONCE, isLive, lanesOfAll } from './replica-digest.ts';
import {
  differencesIn,
  repairRequestOf,
  replaceBuckets,
  type RepairBuckets,
} from './replica-repair.ts';
import { readPages, type ReadPage } from './read-pages.ts';
import { EMPTY_STATE, isBefore, type ReplicaState, type ScopeState } from './replica-state.ts';

type Changes = Extract<NonNullable<SyncReply['pull']>, { outcome: 'changes' }>;
/** `list`: its entries as they came, JSON without the brackets, still to be read; `entries` is empty then. */
export type PulledPage = ScopePage & { list?: Uint8Array<ArrayBuffer> };
export type PullChanges = Omit<Changes, 'pages'> & { pages: PulledPage[] };

export interface ApplyParts {
  /** The cursor with which the changes were asked for. */
  cursorUsed: string | null;
  changes: PullChanges;
}

/**
 * `applied`; `moved`: another tab was faster, its state was loaded instead; `unreadable`: nothing was taken, only a newer
 * app can read it; `differs`: what is here for `scopes` disagrees with the server, and the replica should be reset.
 */
export type ApplyResult =
  | { outcome: 'applied' }
  | { outcome: 'moved' }
  | { outcome: 'unreadable' }
  | { outcome: 'differs'; scopes: Scope[] };

export async function apply(
  core: ReplicaCore,
  { cursorUsed, changes }: ApplyParts,
): Promise<ApplyResult> {
  const { disk, content, state } = core;
  if (cursorUsed !== state.cursor) return moved(core);
  const { cursor, more, drop, heads } = changes;
  const pages = changes.pages.filter(({ scope }) => !drop.includes(scope));
  const holed = pages.filter((page) => hasHole(state, page));
  if (holed.length > 0) return differs(holed);

  const scopes = withoutKeys(state.scopes, drop);
  const next: ReplicaState = { cursor, isLoaded: state.isLoaded || !more, heads, scopes };
  const read = await readPages(pages);
  if (read === null) return { outcome: 'unreadable' };
  const strayed = read.filter(hasStrays);
  if (strayed.length > 0) return differs(strayed);
  const taken = await takePages(core, next, read);
  const gone = await cutWindows(next, {
    held: (scope) => [...content.scope(scope).values()],
    taken: (scope) =>
      taken.filter((range) => range.scope === scope).flatMap(({ entries }) => entries),
  });
  const ranges = taken.map((range) => {
    const from = next.scopes[range.scope]?.from;
    const entries = range.entries.filter((entry) => !isBefore(entry, from));
    return entries.length === range.entries.length
      ? range
      : { ...range, entries, lines: undefined };
  });
  const isNews =
    ranges.length > 0 || gone.size > 0 || drop.length > 0 || next.isLoaded !== state.isLoaded;
  const isWritten =
    (!isNews && cursor === cursorUsed) || (await disk.write(next, { ranges, drop }));
  if (!isWritten) return moved(core);

  core.state = next;
  if (drop.length > 0) content.removeScopes(drop);
  for (const { scope, entries } of ranges) content.put(scope, entries);
  for (const [scope, ids] of gone) {
    content.removeFacts(scope, ids);
    if (ids.length > 0) core.stale.add(scope);
  }
  if (isNews) core.changed();
  if (more) return { outcome: 'applied' };
  for (const { scope } of ranges) await disk.compact(scope, content.scope(scope));
  for (const scope of core.stale) await disk.rewrite(scope, content.scope(scope));
  core.stale.clear();
  const different = differing(next);
  return different.length === 0
    ? { outcome: 'applied' }
    : { outcome: 'differs', scopes: different };
}

const differs = (pages: readonly ScopePage[]): ApplyResult => {
  return { outcome: 'differs', scopes: [...new Set(pages.map(({ scope }) => scope))] };
};

async function moved(core: ReplicaCore): Promise<ApplyResult> {
  if (await core.reload()) core.changed();
  return { outcome: 'moved' };
}

/** Carries `next.scopes` on over the pages, one after the other. */
async function takePages(
  { content }: ReplicaCore,
  next: ReplicaState,
  pages: readonly ReadPage[],
): Promise<EntryRange[]> {
  const ranges: EntryRange[] = [];
  for (const page of pages) {
    const { scope, after, through } = page;
    const entries = await checkShapes(newEntries(next, page));
    const staged = new Map(
      ranges
        .filter((range) => range.scope === scope)
        .flatMap((range) => range.entries.map((entry) => [entryKey(entry), entry])),
    );
    const before = (key: string) => staged.get(key) ?? content.scope(scope).get(key);
    next.scopes[scope] = await advance(next.scopes[scope], before, { ...page, entries });
    const isAsItCame =
      entries.length === page.entries.length &&
      entries.every((entry, index) => entry === page.entries[index]);
    const lines = isAsItCame ? page.lines : undefined;
    ranges.push({ scope, after, through, entries, lines });
  }
  return ranges;
}

/** Checked in one go: fewer than fit between two frames of a small phone. */
const CHECKED_AT_ONCE = 250;

async function checkShapes(entries: readonly StoredEntry[]): Promise<StoredEntry[]> {
  const checked: StoredEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    if (index % CHECKED_AT_ONCE === CHECKED_AT_ONCE - 1) await giveWay();
    checked.push(checkShape(entry));
  }
  return checked;
}

/** What differed, and whether what is here now is what the server has. */
export interface Mending {
  isMended: boolean;
  differences: Difference[];
}

export async function repair(
  core: ReplicaCore,
  { scope, through }: RepairRequest,
  reply: RepairBuckets,
): Promise<Mending> {
  const { disk, content, state } = core;
  const known = state.scopes[scope];
  if (known?.through !== through) return { isMended: false, differences: [] };
  const differences = differencesIn(content.scope(scope).values(), reply);
  const checked = { ...reply, entries: reply.entries.map(checkShape) };
  const mended = await replaceBuckets(known, content.scope(scope).values(), checked);
  const next = { ...state, scopes: { ...state.scopes, [scope]: mended.state } };
  const whole = { scope, after: 0, through, entries: mended.entries };
  if (!(await disk.write(next, { ranges: [whole], drop: [scope] })))
    return { isMended: false, differences };
  core.state = next;
  content.removeScopes([scope]);
  content.put(scope, mended.entries);
  core.changed();
  return { isMended: !differing(next).includes(scope), differences };
}

/**
 * Counts every scope again from what lies on the disk, and gives those in which that is not what the
 * server has. `stop` is asked between two blocks; `null` where it said yes, or another tab has written meanwhile.
 */
export async function recount(
  core: ReplicaCore,
  stop: () => Promise<boolean>,
): Promise<Scope[] | null> {
  const { disk, content, state } = core;
  const blocks = await disk.readAgain(stop);
  if (blocks === null) return null;
  const entriesByScope = new Map<Scope, Map<string, StoredEntry>>();
  for (const { scope, entries } of blocks) {
    const newest = entriesByScope.get(scope) ?? new Map<string, StoredEntry>();
    for (const entry of entries)
      if (!isBefore(entry, state.scopes[scope]?.from)) newest.set(entryKey(entry), entry);
    entriesByScope.set(scope, newest);
  }
  const wrong: [Scope, ScopeState][] = [];
  for (const [scope, known] of Object.entries(state.scopes)) {
    const live = [...(entriesByScope.get(scope)?.values() ?? [])].filter(isLive);
    const digest = await sumOf(live, stop);
    if (digest === null) return null;
    if (live.length !== known.count || !sameLanes(digest, known.digest))
      wrong.push([scope, { ...known, count: live.length, digest }]);
  }
  if (wrong.length > 0) {
    // From here on memory says what the disk says, so that the repair asks for what is missing there.
    core.state = { ...state, scopes: { ...state.scopes, ...Object.fromEntries(wrong) } };
    const scopes = wrong.map(([scope]) => scope);
    content.removeScopes(scopes);
    for (const scope of scopes)
      content.put(scope, [...(entriesByScope.get(scope)?.values() ?? [])]);
    core.changed();
  }
  return differing(core.state);
}

async function sumOf(
  entries: readonly StoredEntry[],
  stop: () => Promise<boolean>,
): Promise<DigestLanes | null> {
  let sum = NO_LANES;
  for (let from = 0; from < entries.length; from += HASHED_AT_ONCE) {
    if (await stop()) return null;
    const lanes = await lanesOfAll(entries.slice(from, from + HASHED_AT_ONCE));
    for (const own of lanes) sum = addLanes(sum, own, 1);
  }
  return sum;
}

export async function purge(core: ReplicaCore, scope: Scope): Promise<void> {
  const { disk, content, state } = core;
  const next = { ...state, scopes: withoutKeys(state.scopes, [scope]) };
  if (!(await disk.write(next, { ranges: [], drop: [scope] }))) {
    await core.reload();
    return purge(core, scope);
  }
  core.state = next;
  content.removeScopes([scope]);
  core.changed();
}

export async function reset(core: ReplicaCore): Promise<void> {
  await core.disk.clear();
  core.state = EMPTY_STATE;
  core.content.clear();
  core.changed();
}

function withoutKeys<V>(record: Readonly<Record<string, V>>, gone: readonly string[]) {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !gone.includes(key)));
}

/** What is here of a scope, bucket by bucket. */
export function repairRequest(core: ReplicaCore, scope: Scope): Promise<RepairRequest | null> {
  return repairRequestOf(core.state, scope, core.content.scope(scope).values());
}

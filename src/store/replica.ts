import type { DocumentBody, DocumentKind } from '../domain/document.ts';
import type { Id } from '../domain/id.ts';
import type { Fact } from '../domain/operation.ts';
import type { Scope } from '../domain/scope.ts';
import type { ScopeHead, ScopePage, SyncReply } from '../protocol/sync.ts';
import { createContent, entryKey, type StoredEntry } from './replica-content.ts';
import type { RepairRequest } from '../protocol/repair.ts';
import type { RepairBuckets } from './replica-repair.ts';
import { openReplicaDisk, type ReplicaDisk } from './replica-disk.ts';
import {
  advance,
  cutWindows,
  differing,
  EMPTY_STATE,
  hasHole,
  isBefore,
  newEntries,
  type ReplicaState,
} from './replica-state.ts';
import { openTabChannel } from './tab-channel.ts';
import type { Unlocked } from './vault.ts';

export type PullChanges = Extract<NonNullable<SyncReply['pull']>, { outcome: 'changes' }>;

export interface ApplyParts {
  /** The cursor with which the changes were asked for. */
  cursorUsed: string | null;
  changes: PullChanges;
}

/**
 * `applied`; `moved`: another tab was faster, its state was loaded instead; `differs`: what is here for
 * `scopes` disagrees with the server, and the replica should be reset.
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
  /** What is here of a scope, to ask the server where it differs; `null` where nothing is. */
  repairRequest: (scope: Scope) => Promise<RepairRequest | null>;
  /** Takes what differs from the server. `false` where the scope has gone on meanwhile, or still differs. */
  repair: (request: RepairRequest, reply: RepairBuckets) => Promise<boolean>;
  purgeScope: (scope: Scope) => Promise<void>;
  /** Empties everything; the next pull starts from the beginning. */
  reset: () => Promise<void>;
  close: () => void;
}

interface Core {
  disk: ReplicaDisk;
  state: ReplicaState;
  content: ReturnType<typeof createContent>;
  /** Scopes whose blocks on disk still hold facts that were dropped. */
  stale: Set<Scope>;
  /** Tells the screens and the other tabs that content has changed. */
  changed: () => void;
}

export async function openReplica({ accountId, replicaKey }: Unlocked): Promise<Replica> {
  const listeners = new Set<() => void>();
  let revision = 0;
  let isClosed = false;
  const inTurn = createQueue();
  const channel = openTabChannel<'changed'>(`replica-${accountId}`, () => {
    void inTurn(async () => {
      if (!isClosed && (await reload(core))) notify();
    });
  });
  const notify = () => {
    revision += 1;
    for (const listener of listeners) listener();
  };
  const core: Core = {
    disk: openReplicaDisk(accountId, replicaKey),
    state: EMPTY_STATE,
    content: createContent(),
    stale: new Set(),
    changed: () => {
      notify();
      channel.tell('changed');
    },
  };
  // Twice where the first look was at a snapshot that `prepareReplica` took.
  while (await reload(core));

  return {
    accountId,
    documents: core.content.documents,
    documentsIn: core.content.documentsIn,
    facts: core.content.facts,
    revision: () => revision,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cursor: () => core.state.cursor,
    heads: () => core.state.heads,
    isLoaded: () => core.state.isLoaded,
    apply: (parts) => inTurn(() => apply(core, parts)),
    repairRequest: async (scope) => {
      const { repairRequestOf } = await import('./replica-repair.ts');
      return repairRequestOf(core.state, scope, core.content.scope(scope).values());
    },
    repair: (request, reply) => inTurn(() => repair(core, request, reply)),
    purgeScope: (scope) => inTurn(() => purge(core, scope)),
    reset: () => inTurn(() => reset(core)),
    close: () => {
      isClosed = true;
      channel.close();
      core.disk.close();
    },
  };
}

/** Takes in what the disk has and memory has not. `false` if there was nothing. */
async function reload(core: Core): Promise<boolean> {
  const { disk, content, stale } = core;
  const news = await disk.readNews();
  if (news === null) return false;
  if (news.isWhole) content.clear();
  const { scopes } = news.state;
  for (const { scope, entries } of news.ranges) {
    const kept = entries.filter((entry) => !isBefore(entry, scopes[scope]?.from));
    if (kept.length < entries.length) stale.add(scope);
    content.put(scope, await tryUnread(kept));
  }
  dropOld(core, scopes);
  core.state = news.state;
  return true;
}

/** What lies on the disk was checked when it came: schemas are fetched for news, and for what is still unread. */
async function tryUnread(entries: readonly StoredEntry[]): Promise<readonly StoredEntry[]> {
  if (!entries.some(({ isUnread }) => isUnread)) return entries;
  const [shapes] = await Promise.allSettled([import('./entry-shape.ts')]);
  // Not to be had now: what is unread stays so until the next start.
  if (shapes.status === 'rejected') return entries;
  const { checkShape } = shapes.value;
  return entries.map((entry) => (entry.isUnread ? checkShape(entry) : entry));
}

/** Of what another tab has dropped, this one lets go too. */
function dropOld({ content, state }: Core, scopes: ReplicaState['scopes']): void {
  for (const [scope, { from }] of Object.entries(scopes)) {
    if (from === state.scopes[scope]?.from) continue;
    const old = [...content.scope(scope).values()].filter((entry) => isBefore(entry, from));
    content.removeFacts(scope, old.map(entryKey));
  }
}

async function apply(core: Core, { cursorUsed, changes }: ApplyParts): Promise<ApplyResult> {
  const { disk, content, state } = core;
  if (cursorUsed !== state.cursor) return moved(core);
  const { cursor, more, drop, heads } = changes;
  const pages = changes.pages.filter(({ scope }) => !drop.includes(scope));
  const holed = pages.filter((page) => hasHole(state, page)).map(({ scope }) => scope);
  if (holed.length > 0) return { outcome: 'differs', scopes: holed };

  const scopes = withoutKeys(state.scopes, drop);
  const next: ReplicaState = { cursor, isLoaded: state.isLoaded || !more, heads, scopes };
  const taken = await takePages(core, next, pages);
  const entriesOf = (scope: Scope) => [
    ...content.scope(scope).values(),
    ...taken.filter((range) => range.scope === scope).flatMap((range) => range.entries),
  ];
  const gone = await cutWindows(next, entriesOf);
  const ranges = taken.map((range) => ({
    ...range,
    entries: range.entries.filter((entry) => !isBefore(entry, next.scopes[range.scope]?.from)),
  }));
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

async function moved(core: Core): Promise<ApplyResult> {
  if (await reload(core)) core.changed();
  return { outcome: 'moved' };
}

/** Carries `next.scopes` on over the pages, one after the other. */
async function takePages(
  { content }: Core,
  next: ReplicaState,
  pages: readonly ScopePage[],
): Promise<{ scope: Scope; after: number; through: number; entries: StoredEntry[] }[]> {
  const { checkShape } = await import('./entry-shape.ts');
  const ranges = [];
  for (const page of pages) {
    const { scope } = page;
    const entries = newEntries(next, page).map(checkShape);
    const staged = new Map(
      ranges
        .filter((range) => range.scope === scope)
        .flatMap((range) => range.entries.map((entry) => [entryKey(entry), entry])),
    );
    const before = (key: string) => staged.get(key) ?? content.scope(scope).get(key);
    next.scopes[scope] = await advance(next.scopes[scope], before, { ...page, entries });
    ranges.push({ ...page, entries });
  }
  return ranges;
}

async function repair(
  core: Core,
  { scope, through }: RepairRequest,
  reply: RepairBuckets,
): Promise<boolean> {
  const { checkShape } = await import('./entry-shape.ts');
  const { replaceBuckets } = await import('./replica-repair.ts');
  const { disk, content, state } = core;
  const known = state.scopes[scope];
  if (known?.through !== through) return false;
  const checked = { ...reply, entries: reply.entries.map(checkShape) };
  const mended = await replaceBuckets(known, content.scope(scope).values(), checked);
  const next = { ...state, scopes: { ...state.scopes, [scope]: mended.state } };
  const whole = { scope, after: 0, through, entries: mended.entries };
  if (!(await disk.write(next, { ranges: [whole], drop: [scope] }))) return false;
  core.state = next;
  content.removeScopes([scope]);
  content.put(scope, mended.entries);
  core.changed();
  return !differing(next).includes(scope);
}

async function purge(core: Core, scope: Scope): Promise<void> {
  const { disk, content, state } = core;
  const next = { ...state, scopes: withoutKeys(state.scopes, [scope]) };
  if (!(await disk.write(next, { ranges: [], drop: [scope] }))) {
    await reload(core);
    return purge(core, scope);
  }
  core.state = next;
  content.removeScopes([scope]);
  core.changed();
}

async function reset(core: Core): Promise<void> {
  await core.disk.clear();
  core.state = EMPTY_STATE;
  core.content.clear();
  core.changed();
}

function withoutKeys<V>(record: Readonly<Record<string, V>>, gone: readonly string[]) {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !gone.includes(key)));
}

/** One change after the other within this tab; the disk's revision guards between tabs. */
function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = Promise.allSettled([turn]);
    return turn;
  };
}

import type { DocumentBody, DocumentKind } from '../domain/document.ts';
import type { Id } from '../domain/id.ts';
import type { Fact } from '../domain/operation.ts';
import type { Scope } from '../domain/scope.ts';
import type { RepairRequest } from '../protocol/repair.ts';
import type { ScopeHead } from '../protocol/sync.ts';
import { createContent, entryKey, type StoredEntry } from './replica-content.ts';
import type { ReplicaCore } from './replica-core.ts';
import { openReplicaDisk } from './replica-disk.ts';
import type { ApplyParts, ApplyResult, Mending } from './replica-intake.ts';
import type { RepairBuckets } from './replica-repair.ts';
import { EMPTY_STATE, isBefore, type ReplicaState } from './replica-state.ts';
import { openTabChannel } from './tab-channel.ts';
import type { Unlocked } from './vault.ts';

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
  /** Takes what differs from the server. Not mended where the scope has gone on meanwhile, or still differs. */
  repair: (request: RepairRequest, reply: RepairBuckets) => Promise<Mending>;
  /**
   * Counts everything again from the disk, not from the running sums. Gives the scopes that differ from the
   * server; `null` where `stop` ended it, or another tab wrote meanwhile.
   */
  recount: (stop: () => Promise<boolean>) => Promise<Scope[] | null>;
  purgeScope: (scope: Scope) => Promise<void>;
  /** Empties everything; the next pull starts from the beginning. */
  reset: () => Promise<void>;
  close: () => void;
}

/** What comes down: no door waits for it, so it is fetched when something does, with the sync. */
const intake = () => import('./replica-intake.ts');
type Intake = Awaited<ReturnType<typeof intake>>;

export async function openReplica({ accountId, replicaKey }: Unlocked): Promise<Replica> {
  const listeners = new Set<() => void>();
  let revision = 0;
  let isClosed = false;
  const inTurn = createQueue();
  const takeIn = async <T>(work: (code: Intake) => Promise<T>): Promise<T> => {
    const code = await intake();
    return inTurn(() => work(code));
  };
  const channel = openTabChannel<'changed'>(`replica-${accountId}`, () => {
    void inTurn(async () => {
      if (!isClosed && (await reload(core))) notify();
    });
  });
  const notify = () => {
    revision += 1;
    for (const listener of listeners) listener();
  };
  const core: ReplicaCore = {
    disk: openReplicaDisk(accountId, replicaKey),
    state: EMPTY_STATE,
    content: createContent(),
    stale: new Set(),
    reload: () => reload(core),
    changed: () => {
      notify();
      channel.tell('changed');
    },
  };
  await reload(core);

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
    apply: (parts) => takeIn(({ apply }) => apply(core, parts)),
    repairRequest: async (scope) => (await intake()).repairRequest(core, scope),
    repair: (request, reply) => takeIn(({ repair }) => repair(core, request, reply)),
    recount: (stop) => takeIn(({ recount }) => recount(core, stop)),
    purgeScope: (scope) => takeIn(({ purge }) => purge(core, scope)),
    reset: () => takeIn(({ reset }) => reset(core)),
    close: () => {
      isClosed = true;
      channel.close();
      core.disk.close();
    },
  };
}

/** Takes in what the disk has and memory has not. `false` if there was nothing. */
async function reload(core: ReplicaCore): Promise<boolean> {
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
function dropOld({ content, state }: ReplicaCore, scopes: ReplicaState['scopes']): void {
  for (const [scope, { from }] of Object.entries(scopes)) {
    if (from === state.scopes[scope]?.from) continue;
    const old = [...content.scope(scope).values()].filter((entry) => isBefore(entry, from));
    content.removeFacts(scope, old.map(entryKey));
  }
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

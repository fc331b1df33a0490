import type { DocumentBody, DocumentKind } from '../domain/document.ts';
import type { Id } from '../domain/id.ts';
import type { Fact } from '../domain/operation.ts';
import type { Scope } from '../domain/scope.ts';
import type { FeedEntry } from '../protocol/sync.ts';

/**
 * An entry as it is kept. `isUnread` marks a shape that this build did not know when it came: it
 * counts, but is not shown; a later build tries again.
 */
export type StoredEntry = FeedEntry & { isUnread?: true };

type DocumentEntry = Extract<StoredEntry, { kind: 'document' }>;

/** The newest entry of each scope by `entryKey`, and all scopes merged. */
export interface ReplicaContent {
  /** Also documents that have left the scope: an older block may still hold them. */
  scope: (scope: Scope) => ReadonlyMap<string, StoredEntry>;
  documents: <K extends DocumentKind>(kind: K) => ReadonlyMap<Id, DocumentBody<K>>;
  documentsIn: <K extends DocumentKind>(scope: Scope, kind: K) => ReadonlyMap<Id, DocumentBody<K>>;
  facts: () => ReadonlyMap<Id, Fact>;
  /** In the order of their numbers. */
  put: (scope: Scope, entries: readonly StoredEntry[]) => void;
  removeScopes: (scopes: readonly Scope[]) => void;
  /** By id. A fact that lies in another scope too stays shown. */
  removeFacts: (scope: Scope, ids: readonly Id[]) => void;
  clear: () => void;
}

export const entryKey = (entry: FeedEntry): string =>
  entry.kind === 'fact' ? entry.fact.id : `${entry.documentKind}:${entry.id}`;

export function createContent(): ReplicaContent {
  const scopes = new Map<Scope, Map<string, StoredEntry>>();
  const merged = createMerged(scopes);
  const perScope = new Map<string, ReadonlyMap<Id, unknown>>();
  const scopeMap = (scope: Scope) => getOrMake(scopes, scope, () => new Map());

  return {
    scope: scopeMap,
    documents: <K extends DocumentKind>(kind: K) =>
      merged.ofKind(kind) as ReadonlyMap<Id, DocumentBody<K>>,
    documentsIn: <K extends DocumentKind>(scope: Scope, kind: K) =>
      getOrMake(perScope, `${scope} ${kind}`, () => ofKind(scopeMap(scope), kind)) as ReadonlyMap<
        Id,
        DocumentBody<K>
      >,
    facts: () => merged.facts,
    put: (scope, entries) => {
      const map = scopeMap(scope);
      for (const entry of entries) {
        const key = entryKey(entry);
        map.set(key, entry);
        merged.take(key, entry);
      }
      perScope.clear();
    },
    removeScopes: (gone) => {
      for (const scope of gone) scopes.delete(scope);
      perScope.clear();
      merged.clear();
      for (const entries of scopes.values())
        for (const [key, entry] of entries) merged.take(key, entry);
    },
    removeFacts: (scope, ids) => {
      const map = scopeMap(scope);
      for (const id of ids) map.delete(id);
      for (const id of ids)
        if (![...scopes.values()].some((entries) => entries.has(id))) merged.facts.delete(id);
    },
    clear: () => {
      scopes.clear();
      perScope.clear();
      merged.clear();
    },
  };
}

type Scopes = ReadonlyMap<Scope, ReadonlyMap<string, StoredEntry>>;

/** Over all scopes: each fact once, and of each document the newest version that is in any scope. */
function createMerged(scopes: Scopes) {
  const facts = new Map<Id, Fact>();
  const documents = new Map<string, Map<Id, unknown>>();
  const shown = new Map<string, DocumentEntry>();
  const kindMap = (kind: string) => getOrMake(documents, kind, () => new Map());

  function show(key: string, entry: DocumentEntry): void {
    const current = shown.get(key);
    const isHere = isShown(entry);
    if (isHere && (current === undefined || entry.version >= current.version)) {
      shown.set(key, entry);
      kindMap(entry.documentKind).set(entry.id, entry.body);
    } else if (!isHere && current !== undefined) showNewestElsewhere(key, entry);
  }

  /** A document lies in several scopes: it is gone only when it has left them all. */
  function showNewestElsewhere(key: string, { documentKind, id }: DocumentEntry): void {
    shown.delete(key);
    kindMap(documentKind).delete(id);
    for (const entries of scopes.values()) {
      const other = entries.get(key);
      if (other?.kind === 'document' && isShown(other)) show(key, other);
    }
  }

  return {
    facts,
    ofKind: kindMap,
    take: (key: string, entry: StoredEntry) => {
      if (entry.kind === 'document') show(key, entry);
      else if (entry.isUnread !== true) facts.set(entry.fact.id, entry.fact);
    },
    clear: () => {
      facts.clear();
      shown.clear();
      for (const map of documents.values()) map.clear();
    },
  };
}

const isShown = (entry: DocumentEntry): boolean => entry.body !== null && entry.isUnread !== true;

function ofKind(entries: ReadonlyMap<string, StoredEntry>, kind: DocumentKind): Map<Id, unknown> {
  const found = new Map<Id, unknown>();
  for (const entry of entries.values())
    if (entry.kind === 'document' && entry.documentKind === kind && isShown(entry))
      found.set(entry.id, entry.body);
  return found;
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

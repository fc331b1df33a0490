import { canonicalJson } from '../../domain/canonical-json.ts';
import { DOCUMENT_KINDS, type DocumentBody, type DocumentKind } from '../../domain/document.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { Scope } from '../../domain/scope.ts';
import { sha256Hex } from './digest.ts';
import { stampFeed, type FeedChange } from './feed.ts';
import { chunksOf, idChunks, insertMany, type Into } from './insert-many.ts';
import { keepLookUps } from './look-ups.ts';
import { isPostgres } from './postgres.ts';
import type { Reader, Tables, Tx } from './tables.ts';
import { ConcurrentChange } from './transaction.ts';

/** A document as it shall be, and every scope in which it shall lie. No scope: the office's alone. */
export type DocumentPut = {
  [K in DocumentKind]: { kind: K; id: Id; body: DocumentBody<K>; scopes: readonly Scope[] };
}[DocumentKind];

export interface StoredDocument<K extends DocumentKind> {
  id: Id;
  version: number;
  sha: string;
  body: DocumentBody<K>;
  updatedAt: Instant;
}

/** Who writes, and when. `accountId` is `null` for the server itself. */
export interface Writer {
  accountId: Id | null;
  at: Instant;
}

/**
 * Writes documents in bulk: history (but of marks), look-ups and feeds with them. A body equal to the stored one
 * makes no new version; a scope that is no longer named gets an entry without a body. It takes the
 * scopes' counters, so **let it be the last thing of the transaction**, and put all documents of a
 * transaction in one call. Gives the heads of the scopes that changed. Throws on a body that its
 * schema refuses. 30,000 people take some seconds.
 */
export async function putDocuments(
  tx: Tx,
  puts: readonly DocumentPut[],
  by: Writer,
): Promise<Map<Scope, number>> {
  return stampFeed(tx, await storeDocuments(tx, puts, by));
}

/** Documents as they are before a change, and in which scopes they lie. By `keyOf`. */
export interface Standing {
  current: ReadonlyMap<string, Tables['document']>;
  scopes: ReadonlyMap<string, Scope[]>;
}

export async function readStanding(
  tx: Reader,
  named: readonly { kind: DocumentKind; id: Id }[],
): Promise<Standing> {
  const current = await currentOf(tx, named);
  if (current.size === 0) return { current, scopes: new Map() };
  const kinds = [...new Set(named.map(({ kind }) => kind))];
  const ids = named.map(({ id }) => id);
  return { current, scopes: await scopesOf(tx, kinds, ids) };
}

/**
 * All of `putDocuments` but the numbers: for a transaction that also stores facts and stamps once, at
 * its end, with `stampFeed`.
 */
export async function storeDocuments(
  tx: Tx,
  puts: readonly DocumentPut[],
  by: Writer,
): Promise<FeedChange[]> {
  return storeOver(tx, { puts, standing: await readStanding(tx, puts) }, by);
}

/** The same where the caller has read, in this transaction, what stood before. */
export async function storeOver(
  tx: Tx,
  { puts, standing }: { puts: readonly DocumentPut[]; standing: Standing },
  by: Writer,
): Promise<FeedChange[]> {
  const next = new Map(puts.map((put) => [keyOf(put), { ...put, ...textOf(put) }]));
  const written: Tables['document'][] = [];
  const replaced: Tables['document'][] = [];
  const changes: FeedChange[] = [];
  for (const [key, put] of next) {
    const old = standing.current.get(key);
    const isEqual = old?.sha === put.sha;
    const version = isEqual ? old.version : (old?.version ?? 0) + 1;
    const { kind, id, sha, text: body } = put;
    if (!isEqual) {
      if (old !== undefined && kind !== 'mark') replaced.push(old);
      written.push({ kind, id, version, body, sha, updatedAt: by.at, updatedBy: by.accountId });
    }
    const before = standing.scopes.get(key) ?? [];
    const entry = { kind, refId: id, version, sha, isNew: old === undefined, day: null };
    for (const scope of new Set(put.scopes))
      if (!isEqual || !before.includes(scope)) changes.push({ ...entry, scope, isGone: false });
    for (const scope of before)
      if (!put.scopes.includes(scope)) changes.push({ ...entry, scope, isGone: true });
  }
  await insertMany(tx, INTO_VERSIONS, replaced);
  await writeCurrent(tx, written);
  await keepLookUps(tx, written, by.at);
  return changes;
}

const keyOf = (document: { kind: DocumentKind; id: Id }): string =>
  `${document.kind} ${document.id}`;

function textOf(put: DocumentPut): { text: string; sha: string } {
  const parsed = DOCUMENT_KINDS[put.kind].safeParse(put.body);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new Error(`${put.kind} ${put.id} is not of its shape at "${path}"`);
  }
  const text = canonicalJson(put.body);
  return { text, sha: sha256Hex(text) };
}

async function currentOf(
  tx: Reader,
  puts: readonly { kind: DocumentKind; id: Id }[],
): Promise<Map<string, Tables['document']>> {
  const known = new Map<string, Tables['document']>();
  for (const kind of new Set(puts.map((put) => put.kind))) {
    const ids = puts.filter((put) => put.kind === kind).map((put) => put.id);
    for (const chunk of idChunks(ids)) {
      const rows = await tx
        .selectFrom('document')
        .selectAll()
        .where('kind', '=', kind)
        .where('id', 'in', chunk)
        .execute();
      for (const row of rows) known.set(keyOf(row), row);
    }
  }
  return known;
}

async function scopesOf(
  tx: Reader,
  kinds: readonly DocumentKind[],
  refIds: readonly Id[],
): Promise<Map<string, Scope[]>> {
  const scopes = new Map<string, Scope[]>();
  for (const ids of idChunks(refIds)) {
    const rows = await tx
      .selectFrom('feed')
      .select(['scope', 'kind', 'refId'])
      .where('refId', 'in', ids)
      .where('kind', 'in', kinds)
      .where('isGone', '=', 0)
      .execute();
    for (const row of rows) {
      const key = `${row.kind} ${row.refId}`;
      const list = scopes.get(key);
      if (list === undefined) scopes.set(key, [row.scope]);
      else list.push(row.scope);
    }
  }
  return scopes;
}

const INTO_VERSIONS: Into<'documentVersion'> = { table: 'documentVersion' };
const INTO_DOCUMENTS: Into<'document'> = {
  table: 'document',
  finish: (insert) =>
    insert.onConflict((conflict) =>
      conflict
        .columns(['kind', 'id'])
        .doUpdateSet((of) => ({
          version: of.ref('excluded.version'),
          body: of.ref('excluded.body'),
          sha: of.ref('excluded.sha'),
          updatedAt: of.ref('excluded.updatedAt'),
          updatedBy: of.ref('excluded.updatedBy'),
        }))
        .whereRef('document.version', '<', 'excluded.version'),
    ),
};

async function writeCurrent(tx: Tx, rows: readonly Tables['document'][]): Promise<void> {
  const count = await insertMany(tx, INTO_DOCUMENTS, rows);
  if (count !== rows.length) throw new ConcurrentChange();
}

/**
 * On PostgreSQL, holds these documents to the end of the transaction, so that what is read after it and
 * written back is the newest: pushes at one door then wait for each other instead of running again.
 */
export async function lockDocuments(tx: Tx, kind: DocumentKind, ids: readonly Id[]): Promise<void> {
  if (!isPostgres(tx)) return;
  for (const chunk of chunksOf([...new Set(ids)].sort(), 500))
    await tx
      .selectFrom('document')
      .select('id')
      .where('kind', '=', kind)
      .where('id', 'in', chunk)
      .orderBy('id')
      .forUpdate()
      .execute();
}

/** The document as it is now, or `null`. */
export async function getDocument<K extends DocumentKind>(
  db: Reader,
  kind: K,
  id: Id,
): Promise<StoredDocument<K> | null> {
  const row = await db
    .selectFrom('document')
    .selectAll()
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : readRow<K>(row);
}

/** Every document of a kind, or those of `ids`, in no order. */
export async function listDocuments<K extends DocumentKind>(
  db: Reader,
  kind: K,
  ids?: readonly Id[],
): Promise<StoredDocument<K>[]> {
  const all = db.selectFrom('document').selectAll().where('kind', '=', kind);
  if (ids === undefined) return (await all.execute()).map((row) => readRow<K>(row));
  const found: StoredDocument<K>[] = [];
  for (const chunk of idChunks(ids)) {
    const rows = await all.where('id', 'in', chunk).execute();
    found.push(...rows.map((row) => readRow<K>(row)));
  }
  return found;
}

/** Every body of a kind, in no order: of tens of thousands sooner read than with all that `listDocuments` tells. */
export async function listBodies<K extends DocumentKind>(
  db: Reader,
  kind: K,
): Promise<DocumentBody<K>[]> {
  const rows = await db.selectFrom('document').select('body').where('kind', '=', kind).execute();
  return rows.map(({ body }) => JSON.parse(body) as DocumentBody<K>);
}

/** The scopes in which each of these documents lies now, by id. */
export async function scopesOfDocuments(
  db: Reader,
  kind: DocumentKind,
  ids: readonly Id[],
): Promise<Map<Id, Scope[]>> {
  const scopes = await scopesOf(db, [kind], ids);
  return new Map(ids.map((id) => [id, scopes.get(keyOf({ kind, id })) ?? []]));
}

/** Bodies were checked when they were written; what an older build wrote is the migrations' matter. */
function readRow<K extends DocumentKind>(row: Tables['document']): StoredDocument<K> {
  const { id, version, sha, updatedAt } = row;
  return { id, version, sha, updatedAt, body: JSON.parse(row.body) as DocumentBody<K> };
}

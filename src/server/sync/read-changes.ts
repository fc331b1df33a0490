import type { Id } from '../../domain/id.ts';
import type { Scope } from '../../domain/scope.ts';
import type { ScopeHead, ScopePage, SyncReply } from '../../protocol/sync.ts';
import { headOf } from '../database/feed.ts';
import { chunksOf } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { factOf } from './stored-facts.ts';

type Reply = NonNullable<SyncReply['pull']>;
export type PageText = Omit<ScopePage, 'entries'> & { entries: readonly EntryText[] };
/** As it comes down, but for the entries, which are texts already. */
export type Pull =
  | Exclude<Reply, { outcome: 'changes' }>
  | (Omit<Extract<Reply, { outcome: 'changes' }>, 'pages'> & { pages: readonly PageText[] });

/** A `FeedEntry` as JSON: a document is stored as the text that comes down, and nobody on the way reads it. */
export interface EntryText {
  seq: number;
  id: Id;
  text: string;
}

/**
 * What is new in the followed scopes, at most `max` entries, in a snapshot of one moment. A scope that
 * the cursor does not know starts at its first number; one that is no longer followed is to be dropped.
 * The scopes that a phone needs first come first.
 */
export async function readChanges(
  tx: Reader,
  from: {
    epoch: Id;
    scopes: readonly Scope[];
    cursor: string | null;
    max: number;
    /** Without the facts of days that are no longer read; the heads say from which day on. */
    isCut?: boolean;
  },
): Promise<Pull> {
  const before = from.cursor === null ? emptyCursor(from.epoch) : readCursor(from.cursor);
  if (before === null || before.epoch !== from.epoch) return { outcome: 'resync' };
  const headByScope = await readHeads(tx, from.scopes, from.isCut ?? false);
  const seqs = new Map<Scope, number>();
  const pages: PageText[] = [];
  const heads: Record<Scope, ScopeHead> = {};
  let left = from.max;
  for (const scope of inReadingOrder(from.scopes)) {
    const head = headByScope.get(scope) ?? EMPTY_HEAD;
    const after = before.seqs.get(scope) ?? 0;
    if (after > head.seq) return { outcome: 'resync' };
    const page = await readPage(tx, { scope, after, head, max: left });
    if (page !== null) pages.push(page);
    left -= page?.entries.length ?? 0;
    const through = page?.through ?? after;
    seqs.set(scope, through);
    if (through === head.seq) heads[scope] = head;
  }
  return {
    outcome: 'changes',
    cursor: writeCursor({ epoch: from.epoch, seqs }),
    more: Object.keys(heads).length < seqs.size,
    pages,
    drop: [...before.seqs.keys()].filter((scope) => !seqs.has(scope)),
    heads,
  };
}

const EMPTY_HEAD: ScopeHead = { seq: 0, count: 0, digest: [0, 0, 0, 0] };
const emptyCursor = (epoch: Id) => ({ epoch, seqs: new Map<Scope, number>() });

export async function readHeads(
  db: Reader,
  scopes: readonly Scope[],
  isCut: boolean,
): Promise<Map<Scope, ScopeHead>> {
  const heads = new Map<Scope, ScopeHead>();
  for (const chunk of chunksOf(scopes, 500)) {
    const rows = await db.selectFrom('scopeHead').selectAll().where('scope', 'in', chunk).execute();
    for (const row of rows) heads.set(row.scope, headOf(row, { isCut }));
  }
  return heads;
}

/** What may be done, where, and with whom comes before what has happened: nobody waits for history. */
const FIRST_TO_LAST = [
  /^person:/,
  /^campus\/public$/,
  /^campus\/staff$/,
  /\/door$/,
  /\/(round|upkeep)$/,
  /\/health$/,
];

function inReadingOrder(scopes: readonly Scope[]): Scope[] {
  return [...new Set(scopes)].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
}

function rankOf(scope: Scope): number {
  const found = FIRST_TO_LAST.findIndex((pattern) => pattern.test(scope));
  return found === -1 ? FIRST_TO_LAST.length : found;
}

async function readPage(
  tx: Reader,
  of: { scope: Scope; after: number; head: ScopeHead; max: number },
): Promise<PageText | null> {
  const { scope, after, head, max } = of;
  const { seq: last, from = null } = head;
  if (after === last || max === 0) return null;
  const rows = await selectEntries(tx, scope)
    .where('feed.seq', '>', after)
    .where('feed.seq', '<=', last)
    .$if(from !== null, (all) =>
      all.where((where) =>
        where.or([where('feed.day', 'is', null), where('feed.day', '>=', from)]),
      ),
    )
    .orderBy('feed.seq')
    .limit(max)
    .execute();
  const through = rows.length < max ? last : (rows.at(-1)?.seq ?? last);
  return { scope, after, through, entries: rows.map(entryText) };
}

/** These numbers of a scope, in their order. */
export async function readEntries(
  tx: Reader,
  scope: Scope,
  seqs: readonly number[],
): Promise<EntryText[]> {
  const rows = [];
  for (const chunk of chunksOf(seqs, 500))
    rows.push(...(await selectEntries(tx, scope).where('feed.seq', 'in', chunk).execute()));
  return rows.sort((a, b) => a.seq - b.seq).map(entryText);
}

/** Each number of the feed with what it stands for. */
const selectEntries = (tx: Reader, scope: Scope) =>
  tx
    .selectFrom('feed')
    .leftJoin('document', (join) =>
      join.onRef('document.kind', '=', 'feed.kind').onRef('document.id', '=', 'feed.refId'),
    )
    .leftJoin('opLog', (join) =>
      join.on('feed.kind', '=', 'fact').onRef('opLog.id', '=', 'feed.refId'),
    )
    .where('feed.scope', '=', scope)
    .select(['feed.seq', 'feed.kind', 'feed.refId', 'feed.version', 'feed.sha', 'feed.isGone'])
    .select(['document.body', 'opLog.envelope', 'opLog.deviceId'])
    .select(['opLog.correctedAt', 'opLog.receivedAt']);

type EntryRow = Awaited<ReturnType<ReturnType<typeof selectEntries>['execute']>>[number];

function entryText(row: EntryRow): EntryText {
  const { seq, sha, refId: id, version, kind } = row;
  if (kind === 'fact') {
    const { envelope, deviceId, correctedAt, receivedAt } = row;
    if (envelope === null || deviceId === null || correctedAt === null || receivedAt === null)
      throw new Error(`fact ${id} is in a feed only`);
    const fact = factOf({ id, deviceId, envelope, correctedAt, receivedAt });
    return { seq, id, text: JSON.stringify({ kind, seq, sha, fact }) };
  }
  const body = row.isGone === 1 ? 'null' : row.body;
  if (body === null) throw new Error(`${kind} ${id} is in a feed only`);
  // A damaged one must not spoil the reply that carries receipts: it throws here.
  JSON.parse(body);
  const entry = { kind: 'document', seq, sha, documentKind: kind, id, version };
  return { seq, id, text: `${JSON.stringify(entry).slice(0, -1)},"body":${body}}` };
}

import type { Id } from '../../domain/id.ts';
import { CAMPUS_STAFF, type Scope } from '../../domain/scope.ts';
import type { ScopeHead, ScopePage, SyncReply } from '../../protocol/sync.ts';
import { headOf } from '../database/feed.ts';
import { chunksOf } from '../database/insert-many.ts';
import type { Reader, Tables } from '../database/tables.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { factOf } from './stored-facts.ts';

type Reply = NonNullable<SyncReply['pull']>;
export type PageText = Omit<ScopePage, 'entries'> & { entries: readonly EntryText[] };
/** As it comes down, but for the entries, which are texts already. */
export type Pull =
  | Exclude<Reply, { outcome: 'changes' }>
  | (Omit<Extract<Reply, { outcome: 'changes' }>, 'pages'> & { pages: readonly PageText[] });
type FeedRow = Tables['feed'];

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

/** The own feed tells what may be done; doors work without the directory, which is the largest. */
const FIRST_TO_LAST = [/^person:/, /^campus\/public$/, /\/door$/, /\/(round|upkeep)$/, /\/health$/];

function inReadingOrder(scopes: readonly Scope[]): Scope[] {
  return [...new Set(scopes)].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
}

function rankOf(scope: Scope): number {
  if (scope === CAMPUS_STAFF) return FIRST_TO_LAST.length + 1;
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
  const rows = await tx
    .selectFrom('feed')
    .selectAll()
    .where('scope', '=', scope)
    .where('seq', '>', after)
    .where('seq', '<=', last)
    .$if(from !== null, (all) =>
      all.where((where) => where.or([where('day', 'is', null), where('day', '>=', from)])),
    )
    .orderBy('seq')
    .limit(max)
    .execute();
  const through = rows.length < max ? last : (rows.at(-1)?.seq ?? last);
  return { scope, after, through, entries: await readEntries(tx, rows) };
}

/** In the order of the rows. */
export async function readEntries(tx: Reader, rows: readonly FeedRow[]): Promise<EntryText[]> {
  const bodies = await readBodies(tx, rows);
  const facts = await readFacts(tx, rows);
  return rows.map((row): EntryText => {
    const { seq, sha, refId: id, version, kind } = row;
    if (kind !== 'fact') {
      const body = row.isGone === 1 ? 'null' : bodies.get(`${kind} ${id}`);
      if (body === undefined) throw new Error(`${kind} ${id} is in a feed only`);
      const entry = { kind: 'document', seq, sha, documentKind: kind, id, version };
      return { seq, id, text: `${JSON.stringify(entry).slice(0, -1)},"body":${body}}` };
    }
    const fact = facts.get(id);
    if (fact === undefined) throw new Error(`fact ${id} is in a feed only`);
    return { seq, id, text: JSON.stringify({ kind, seq, sha, fact }) };
  });
}

async function readBodies(tx: Reader, rows: readonly FeedRow[]): Promise<Map<string, string>> {
  const bodies = new Map<string, string>();
  const live = rows.filter((row) => row.isGone === 0);
  for (const kind of new Set(live.map((row) => row.kind))) {
    if (kind === 'fact') continue;
    const ids = live.filter((row) => row.kind === kind).map((row) => row.refId);
    for (const chunk of chunksOf(ids, 500)) {
      const documents = await tx
        .selectFrom('document')
        .select(['id', 'body'])
        .where('kind', '=', kind)
        .where('id', 'in', chunk)
        .execute();
      for (const { id, body } of documents) {
        // A damaged one must not spoil the reply that carries receipts: it throws here.
        JSON.parse(body);
        bodies.set(`${kind} ${id}`, body);
      }
    }
  }
  return bodies;
}

async function readFacts(
  tx: Reader,
  rows: readonly FeedRow[],
): Promise<Map<Id, ReturnType<typeof factOf>>> {
  const facts = new Map<Id, ReturnType<typeof factOf>>();
  const ids = rows.filter((row) => row.kind === 'fact').map((row) => row.refId);
  for (const chunk of chunksOf(ids, 500)) {
    const found = await tx
      .selectFrom('opLog')
      .select(['id', 'deviceId', 'envelope', 'correctedAt', 'receivedAt'])
      .where('id', 'in', chunk)
      .execute();
    for (const row of found) facts.set(row.id, factOf(row));
  }
  return facts;
}

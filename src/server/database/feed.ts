import { sql, type Selectable } from 'kysely';
import type { DocumentKind } from '../../domain/document.ts';
import type { Day } from '../../domain/id.ts';
import type { Scope } from '../../domain/scope.ts';
import { NO_LANES, addLanes } from '../../protocol/lanes.ts';
import type { DigestLanes, ScopeHead } from '../../protocol/sync.ts';
import { lanesOf } from './digest.ts';
import { idChunks, insertAndRead, insertMany, type Into } from './insert-many.ts';
import type { Tables, Tx } from './tables.ts';

/** What becomes the next number of a scope's feed. */
export interface FeedChange {
  scope: Scope;
  kind: DocumentKind | 'fact';
  refId: string;
  version: number;
  sha: string;
  /** The document leaves the scope. */
  isGone: boolean;
  /** Nothing of this id lies in the scope yet: no look for what it replaces. */
  isNew: boolean;
  /** Of a fact: the UTC date of `correctedAt`. */
  day: Day | null;
}

type HeadRow = Selectable<Tables['scopeHead']>;

/**
 * Gives each change the next number of its scope and keeps count and digest. Takes the scopes'
 * counter rows in the order of their names and holds them to the end of the transaction, so **call it
 * once and last**. A number is handed out only when the transaction with the number before has ended,
 * and an undone transaction gives its numbers back: that is why a reader can skip nothing.
 */
export async function stampFeed(
  tx: Tx,
  changes: readonly FeedChange[],
): Promise<Map<Scope, number>> {
  const byScope = new Map<Scope, FeedChange[]>();
  for (const change of changes) {
    const list = byScope.get(change.scope);
    if (list === undefined) byScope.set(change.scope, [change]);
    else list.push(change);
  }
  const lanesOfEntry = createLanes();
  const heads = await takeNumbers(tx, byScope, lanesOfEntry);
  const replaced = await removeReplaced(tx, changes);
  const rows: Tables['feed'][] = [];
  const corrected: HeadRow[] = [];
  for (const [scope, list] of byScope) {
    const head = heads.get(scope);
    if (head === undefined) throw new Error(`no counter for ${scope}`);
    const before = head.head - list.length;
    rows.push(...list.map((change, index) => feedRow(change, before + index + 1)));
    const removed = (replaced.get(scope) ?? []).filter((entry) => entry.isGone === 0);
    const late = list.filter((change) => isCutAway(change, head));
    if (removed.length > 0 || late.length > 0)
      corrected.push(countRow(head, { removed, late }, lanesOfEntry));
  }
  await insertMany(tx, INTO_FEED, rows);
  await insertMany(tx, INTO_HEAD_AS_IS, corrected);
  return new Map([...heads].map(([scope, row]) => [scope, row.head]));
}

const INTO_FEED: Into<'feed'> = { table: 'feed' };

type LanesOf = (entry: Pick<FeedChange, 'refId' | 'version' | 'sha'>) => DigestLanes;

/** One thing lies in several scopes, and is hashed once. */
function createLanes(): LanesOf {
  const known = new Map<string, { version: number; sha: string; lanes: DigestLanes }>();
  return (entry) => {
    const { refId, version, sha } = entry;
    const last = known.get(refId);
    if (last?.version === version && last.sha === sha) return last.lanes;
    const lanes = lanesOf(entry);
    known.set(refId, { version, sha, lanes });
    return lanes;
  };
}

/** Takes the numbers and counts what is added, as if it replaced nothing. */
async function takeNumbers(
  tx: Tx,
  byScope: ReadonlyMap<Scope, readonly FeedChange[]>,
  lanesOfEntry: LanesOf,
): Promise<Map<Scope, HeadRow>> {
  const scopes = [...byScope].sort(([a], [b]) => (a < b ? -1 : 1));
  const added = scopes.map(([scope, changes]) => {
    const live = changes.filter((change) => !change.isGone);
    let sum = NO_LANES;
    for (const change of live) sum = addLanes(sum, lanesOfEntry(change), 1);
    const [d0, d1, d2, d3] = sum;
    return { scope, head: changes.length, count: live.length, d0, d1, d2, d3 };
  });
  const heads = await insertAndRead(tx, ONTO_HEADS, added);
  return new Map(heads.map((row) => [row.scope, row]));
}

const ONTO_HEADS: Into<'scopeHead'> = {
  table: 'scopeHead',
  finish: (insert) =>
    insert
      .onConflict((conflict) =>
        conflict.column('scope').doUpdateSet({
          head: sql`scope_head.head + excluded.head`,
          count: sql`scope_head.count + excluded.count`,
          d0: sql`(scope_head.d0 + excluded.d0) % 4294967296`,
          d1: sql`(scope_head.d1 + excluded.d1) % 4294967296`,
          d2: sql`(scope_head.d2 + excluded.d2) % 4294967296`,
          d3: sql`(scope_head.d3 + excluded.d3) % 4294967296`,
        }),
      )
      .returningAll(),
};

/** Over everything in the feed, or without the facts of days that are no longer read. */
export function headOf(row: HeadRow, { isCut }: { isCut: boolean }): ScopeHead {
  const all: ScopeHead = {
    seq: row.head,
    count: row.count,
    digest: [row.d0, row.d1, row.d2, row.d3],
  };
  if (!isCut) return all;
  const digest = addLanes(all.digest, cutLanes(row), -1);
  return { ...all, count: row.count - row.cutCount, digest, from: row.cutDay };
}

const cutLanes = (row: HeadRow): DigestLanes => [row.cutD0, row.cutD1, row.cutD2, row.cutD3];

/** A document stands once in a scope: its older entry goes. Gives what went, by scope. */
async function removeReplaced(
  tx: Tx,
  changes: readonly FeedChange[],
): Promise<Map<Scope, Tables['feed'][]>> {
  const renewed = changes.filter((change) => !change.isNew);
  const keys = new Set(renewed.map(keyOf));
  const kinds = [...new Set(renewed.map((change) => change.kind))];
  const replaced = new Map<Scope, Tables['feed'][]>();
  for (const ids of idChunks(renewed.map((change) => change.refId))) {
    const rows = await tx
      .selectFrom('feed')
      .selectAll()
      .where('refId', 'in', ids)
      .where('kind', 'in', kinds)
      .execute();
    const found = rows.filter((row) => keys.has(keyOf(row)));
    for (const row of found) {
      const list = replaced.get(row.scope);
      if (list === undefined) replaced.set(row.scope, [row]);
      else list.push(row);
    }
  }
  for (const [scope, rows] of replaced)
    for (const seqs of idChunks(rows.map((row) => row.seq)))
      await tx.deleteFrom('feed').where('scope', '=', scope).where('seq', 'in', seqs).execute();
  return replaced;
}

const keyOf = (entry: { scope: Scope; kind: string; refId: string }): string =>
  `${entry.scope} ${entry.kind} ${entry.refId}`;

function feedRow(change: FeedChange, seq: number): Tables['feed'] {
  const { scope, kind, refId, version, sha, isGone, day } = change;
  return { scope, seq, kind, refId, version, sha, isGone: isGone ? 1 : 0, day };
}

/** A fact of a day that is no longer read from this feed. */
const isCutAway = ({ day, isGone }: FeedChange, { cutDay }: HeadRow): boolean =>
  !isGone && day !== null && cutDay !== null && day < cutDay;

/** The counter once more, without what was replaced and with what is cut away. */
function countRow(
  head: HeadRow,
  { removed, late }: { removed: readonly Tables['feed'][]; late: readonly FeedChange[] },
  lanesOfEntry: LanesOf,
): HeadRow {
  let sum: DigestLanes = [head.d0, head.d1, head.d2, head.d3];
  let cut = cutLanes(head);
  for (const entry of removed) sum = addLanes(sum, lanesOfEntry(entry), -1);
  for (const entry of late) cut = addLanes(cut, lanesOfEntry(entry), 1);
  const [d0, d1, d2, d3] = sum;
  const [cutD0, cutD1, cutD2, cutD3] = cut;
  return {
    ...head,
    count: head.count - removed.length,
    d0,
    d1,
    d2,
    d3,
    cutCount: head.cutCount + late.length,
    cutD0,
    cutD1,
    cutD2,
    cutD3,
  };
}

const INTO_HEAD_AS_IS: Into<'scopeHead'> = {
  table: 'scopeHead',
  finish: (insert) =>
    insert.onConflict((conflict) =>
      conflict.column('scope').doUpdateSet((of) => ({
        count: of.ref('excluded.count'),
        d0: of.ref('excluded.d0'),
        d1: of.ref('excluded.d1'),
        d2: of.ref('excluded.d2'),
        d3: of.ref('excluded.d3'),
        cutCount: of.ref('excluded.cutCount'),
        cutD0: of.ref('excluded.cutD0'),
        cutD1: of.ref('excluded.cutD1'),
        cutD2: of.ref('excluded.cutD2'),
        cutD3: of.ref('excluded.cutD3'),
      })),
    ),
};

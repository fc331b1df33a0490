import { sql, type Selectable } from 'kysely';
import type { DocumentKind } from '../../domain/document.ts';
import type { Day } from '../../domain/id.ts';
import type { Scope } from '../../domain/scope.ts';
import { addLanes } from '../../protocol/lanes.ts';
import type { DigestLanes, ScopeHead } from '../../protocol/sync.ts';
import { lanesOf } from './digest.ts';
import { chunksOf, insertMany } from './insert-many.ts';
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
type HeadUpdate = Omit<HeadRow, 'cutDay'>;

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
  const heads = await takeNumbers(tx, byScope);
  const replaced = await removeReplaced(tx, changes);
  const rows: Tables['feed'][] = [];
  const updated: HeadUpdate[] = [];
  for (const [scope, list] of byScope) {
    const head = heads.get(scope);
    if (head === undefined) throw new Error(`no counter for ${scope}`);
    const before = head.head - list.length;
    rows.push(...list.map((change, index) => feedRow(change, before + index + 1)));
    updated.push(countRow(scope, { head, added: list, removed: replaced.get(scope) ?? [] }));
  }
  await insertMany(tx, { table: 'feed' }, rows);
  await writeHeads(tx, updated);
  return new Map(updated.map((row) => [row.scope, row.head]));
}

async function takeNumbers(
  tx: Tx,
  byScope: ReadonlyMap<Scope, readonly FeedChange[]>,
): Promise<Map<Scope, HeadRow>> {
  const heads = new Map<Scope, HeadRow>();
  const scopes = [...byScope.keys()].sort((a, b) => (a < b ? -1 : 1));
  for (const chunk of chunksOf(scopes, 400)) {
    const rows = await tx
      .insertInto('scopeHead')
      .values(
        chunk.map((scope) => ({
          scope,
          head: byScope.get(scope)?.length ?? 0,
          count: 0,
          d0: 0,
          d1: 0,
          d2: 0,
          d3: 0,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('scope').doUpdateSet({ head: sql`scope_head.head + excluded.head` }),
      )
      .returningAll()
      .execute();
    for (const row of rows) heads.set(row.scope, row);
  }
  return heads;
}

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
  const keys = new Set(changes.filter((change) => !change.isNew).map((change) => keyOf(change)));
  const refIds = [
    ...new Set(changes.filter((change) => !change.isNew).map((change) => change.refId)),
  ];
  const replaced = new Map<Scope, Tables['feed'][]>();
  for (const chunk of chunksOf(refIds, 500)) {
    const rows = await tx.selectFrom('feed').selectAll().where('refId', 'in', chunk).execute();
    const found = rows.filter((row) => keys.has(keyOf(row)));
    for (const row of found) {
      const list = replaced.get(row.scope);
      if (list === undefined) replaced.set(row.scope, [row]);
      else list.push(row);
    }
  }
  for (const [scope, rows] of replaced)
    for (const chunk of chunksOf(rows, 500))
      await tx
        .deleteFrom('feed')
        .where('scope', '=', scope)
        .where(
          'seq',
          'in',
          chunk.map((row) => row.seq),
        )
        .execute();
  return replaced;
}

const keyOf = (entry: { scope: Scope; kind: string; refId: string }): string =>
  `${entry.scope} ${entry.kind} ${entry.refId}`;

function feedRow(change: FeedChange, seq: number): Tables['feed'] {
  const { scope, kind, refId, version, sha, isGone, day } = change;
  return { scope, seq, kind, refId, version, sha, isGone: isGone ? 1 : 0, day };
}

function countRow(
  scope: Scope,
  change: { head: HeadRow; added: readonly FeedChange[]; removed: readonly Tables['feed'][] },
): HeadUpdate {
  const { head } = change;
  const added = change.added.filter((entry) => !entry.isGone);
  const removed = change.removed.filter((entry) => entry.isGone === 0);
  const late = added.filter(({ day }) => day !== null && head.cutDay !== null && day < head.cutDay);
  let sum: DigestLanes = [head.d0, head.d1, head.d2, head.d3];
  let cut = cutLanes(head);
  for (const entry of added) sum = addLanes(sum, lanesOf(entry), 1);
  for (const entry of removed) sum = addLanes(sum, lanesOf(entry), -1);
  for (const entry of late) cut = addLanes(cut, lanesOf(entry), 1);
  const [d0, d1, d2, d3] = sum;
  const [cutD0, cutD1, cutD2, cutD3] = cut;
  return {
    scope,
    head: head.head,
    count: head.count + added.length - removed.length,
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

async function writeHeads(tx: Tx, rows: readonly HeadUpdate[]): Promise<void> {
  await insertMany(
    tx,
    {
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
    },
    rows,
  );
}

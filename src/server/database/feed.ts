import { sql } from 'kysely';
import type { DocumentKind } from '../../domain/document.ts';
import type { Scope } from '../../domain/scope.ts';
import type { ScopeHead } from '../../protocol/sync.ts';
import { addLanes, lanesOf } from './digest.ts';
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
}

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
  const updated: Tables['scopeHead'][] = [];
  for (const [scope, list] of byScope) {
    const head = heads.get(scope);
    if (head === undefined) throw new Error(`no counter for ${scope}`);
    const before = head.seq - list.length;
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
): Promise<Map<Scope, ScopeHead>> {
  const heads = new Map<Scope, ScopeHead>();
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
    for (const row of rows) heads.set(row.scope, headOf(row));
  }
  return heads;
}

export function headOf(row: Tables['scopeHead']): ScopeHead {
  return { seq: row.head, count: row.count, digest: [row.d0, row.d1, row.d2, row.d3] };
}

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
  const { scope, kind, refId, version, sha, isGone } = change;
  return { scope, seq, kind, refId, version, sha, isGone: isGone ? 1 : 0 };
}

function countRow(
  scope: Scope,
  change: { head: ScopeHead; added: readonly FeedChange[]; removed: readonly Tables['feed'][] },
): Tables['scopeHead'] {
  const added = change.added.filter((entry) => !entry.isGone);
  const removed = change.removed.filter((entry) => entry.isGone === 0);
  let sum = change.head.digest;
  for (const entry of added) sum = addLanes(sum, lanesOf(entry), 1);
  for (const entry of removed) sum = addLanes(sum, lanesOf(entry), -1);
  const [d0, d1, d2, d3] = sum;
  const count = change.head.count + added.length - removed.length;
  return { scope, head: change.head.seq, count, d0, d1, d2, d3 };
}

async function writeHeads(tx: Tx, rows: readonly Tables['scopeHead'][]): Promise<void> {
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
          })),
        ),
    },
    rows,
  );
}

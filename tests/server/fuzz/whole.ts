import { expect } from 'vitest';
import type { DigestLanes } from '../../../src/protocol/sync.ts';
import { addLanes } from '../../../src/protocol/lanes.ts';
import { lanesOf } from '../../../src/server/database/digest.ts';
import type { TestServer } from '../support/test-server.ts';

/** Nothing in the database is half: what counts is filed, what does not is not, and every sum is right. */
export async function expectWhole({ db }: TestServer): Promise<void> {
  const operations = await db.selectFrom('opLog').select(['id', 'outcome', 'type']).execute();
  const feed = await db.selectFrom('feed').selectAll().orderBy('seq').execute();
  const filed = new Set(feed.filter(({ kind }) => kind === 'fact').map(({ refId }) => refId));
  for (const { id, outcome } of operations)
    expect([id, filed.has(id)]).toEqual([id, outcome === 'stored']);
  const entries = await db.selectFrom('logEntry').select('opId').execute();
  const known = new Set(operations.map(({ id }) => id));
  expect(entries.filter(({ opId }) => !known.has(opId))).toEqual([]);

  for (const head of await db.selectFrom('scopeHead').selectAll().execute()) {
    const rows = feed.filter(({ scope }) => scope === head.scope);
    const live = rows.filter(({ isGone }) => isGone === 0);
    const sum = live.reduce<DigestLanes>(
      (lanes, row) => addLanes(lanes, lanesOf(row), 1),
      [0, 0, 0, 0],
    );
    expect({ scope: head.scope, count: live.length, digest: sum, last: rows.at(-1)?.seq }).toEqual({
      scope: head.scope,
      count: head.count,
      digest: [head.d0, head.d1, head.d2, head.d3],
      last: head.head,
    });
  }
  const documents = await db.selectFrom('document').select(['kind', 'id', 'version']).execute();
  const replaced = await db
    .selectFrom('documentVersion')
    .select(['kind', 'id', (of) => of.fn.countAll<number>().as('count')])
    .groupBy(['kind', 'id'])
    .execute();
  const countOf = new Map(replaced.map(({ kind, id, count }) => [`${kind} ${id}`, count]));
  for (const { kind, id, version } of documents)
    expect([kind, id, countOf.get(`${kind} ${id}`) ?? 0]).toEqual([kind, id, version - 1]);
}

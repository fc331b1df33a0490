import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { insertMany } from '../../src/server/database/insert-many.ts';
import { isPostgres } from '../../src/server/database/postgres.ts';
import { writeDatabase } from '../../src/server/database/transaction.ts';
import { openServer } from './support/test-server.ts';

test('rows of any number come back as they went in, and so do great numbers and all text but what no database takes', async () => {
  const { db } = await openServer();
  const texts = ['', 'a "quoted" \\ line\n', '周望舒 😀', 'half \uD83D a pair'];
  if (isPostgres(db)) texts.push('with \0 in it');
  const rows = Array.from({ length: 2100 }, (_, index) => ({
    scope: 'campus/staff',
    seq: Number.MAX_SAFE_INTEGER - index,
    kind: 'fact' as const,
    refId: randomUUID(),
    version: 1,
    sha: texts[index % texts.length]!,
    isGone: 0,
    day: index % 2 === 0 ? null : '2026-11-22',
  }));

  expect(await writeDatabase(db, (tx) => insertMany(tx, { table: 'feed' }, rows))).toBe(2100);

  const stored = await db.selectFrom('feed').selectAll().orderBy('seq', 'desc').execute();
  const there = rows.map((row) => ({
    ...row,
    sha: row.sha.replace(/\0|\p{Surrogate}/gu, '\uFFFD'),
  }));
  expect(stored).toEqual(there);
});

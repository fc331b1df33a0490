import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { CAMPUS_STAFF } from '../../src/domain/scope.ts';
import {
  getDocument,
  listDocuments,
  putDocuments,
  type DocumentPut,
} from '../../src/server/database/documents.ts';
import { migrate } from '../../src/server/database/migrate.ts';
import { openDatabase } from '../../src/server/database/open.ts';
import { isAtLeast } from '../../src/server/database/sqlite-module.ts';
import { readSnapshot, writeDatabase } from '../../src/server/database/transaction.ts';
import { at, openServer } from './support/test-server.ts';

const by = { accountId: null, at: at(0) };

const policyless = (name: string): DocumentPut => {
  const id = randomUUID();
  const body = { id, name, zone: 'Asia/Shanghai' };
  return { kind: 'campus', id, body, scopes: [CAMPUS_STAFF] };
};

test('SQLite runs with write-ahead log, full synchronisation and foreign keys, new enough to trust', async () => {
  const { db } = await openServer();

  const values = await readSnapshot(db, async (tx) => ({
    journal: await sql<object>`pragma journal_mode`.execute(tx),
    synchronous: await sql<object>`pragma synchronous`.execute(tx),
    foreignKeys: await sql<object>`pragma foreign_keys`.execute(tx),
    version: await sql<{ version: string }>`select sqlite_version() as version`.execute(tx),
  }));

  expect(values.journal.rows).toEqual([{ journalMode: 'wal' }]);
  expect(values.synchronous.rows).toEqual([{ synchronous: 2 }]);
  expect(values.foreignKeys.rows).toEqual([{ foreignKeys: 1 }]);
  expect(isAtLeast(values.version.rows[0]!.version, '3.51.3')).toBe(true);
});

test('nobody else on the machine may read the file, also where the folder is open to all', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'shouwang-'));
  chmodSync(dir, 0o755);
  const db = await openDatabase({ url: null, dataDir: dir, report: () => undefined });
  await migrate(db);

  const modes = readdirSync(dir).map((name) => statSync(join(dir, name)).mode & 0o777);
  await db.destroy();
  rmSync(dir, { recursive: true });

  expect(new Set(modes)).toEqual(new Set([0o600]));
});

test.each([
  ['3.51.3', true],
  ['3.51.2', false],
  ['3.53.0', true],
  ['3.9.0', false],
  ['4.0.0', true],
])('SQLite %s is new enough: %s', (version, isEnough) => {
  expect(isAtLeast(version, '3.51.3')).toBe(isEnough);
});

test('a second start finds what the first one stored, under the same server id', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-'));
  const open = async () => {
    const db = await openDatabase({ url: null, dataDir, report: () => {} });
    await migrate(db);
    return db;
  };
  const first = await open();
  const campus = policyless('North');
  await writeDatabase(first, (tx) => putDocuments(tx, [campus], by));
  const meta = await first.selectFrom('meta').selectAll().execute();
  await first.destroy();
  expect(statSync(join(dataDir, 'shouwang.sqlite-wal'), { throwIfNoEntry: false })?.size ?? 0).toBe(
    0,
  );

  const second = await open();

  expect(await second.selectFrom('meta').selectAll().execute()).toEqual(meta);
  expect(await getDocument(second, 'campus', campus.id)).toMatchObject({ body: campus.body });
  await second.destroy();
  rmSync(dataDir, { recursive: true });
});

test('writers wait for each other in the order they came, and a failed one leaves nothing behind', async () => {
  const { db } = await openServer();
  const order: string[] = [];
  const write = (name: string, fails = false) =>
    writeDatabase(db, async (tx) => {
      order.push(`${name} begins`);
      await putDocuments(tx, [policyless(name)], by);
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(`${name} ends`);
      if (fails) throw new Error('changed my mind');
    });

  const results = await Promise.allSettled([write('a'), write('b', true), write('c')]);

  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  const names = (await listDocuments(db, 'campus')).map(({ body }) => body.name);
  expect(names.sort()).toEqual(['a', 'c']);
  const heads = await db.selectFrom('scopeHead').select('head').execute();
  expect(heads).toEqual([{ head: 2 }]);
});

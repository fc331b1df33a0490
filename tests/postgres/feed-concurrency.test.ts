import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Scope } from '../../src/domain/scope.ts';
import { stampFeed } from '../../src/server/database/feed.ts';
import { readServerIdentity } from '../../src/server/database/meta.ts';
import type { Db } from '../../src/server/database/open.ts';
import type { Tables, Tx } from '../../src/server/database/tables.ts';
import { readSnapshot, writeDatabase } from '../../src/server/database/transaction.ts';
import { readChanges } from '../../src/server/sync/read-changes.ts';
import { at, openServer, openServerAt } from '../server/support/test-server.ts';
import { openWithoutLocks } from './without-locks.ts';

const SCOPE: Scope = 'campus/staff';
const [WRITERS, READERS, WRITES] = [8, 8, 40];

/** Writers on the one pool and readers on the other, at once; what each reader saw, and what there was to see. */
async function race(first: Db, second: Db): Promise<{ seen: number[][]; all: number[] }> {
  const writing = new AbortController();
  const readers = Array.from({ length: READERS }, async () => {
    const readOn = await openReader(second);
    const seen: number[] = [];
    while (!writing.signal.aborted) seen.push(...(await readOn()));
    for (let rest = await readOn(); rest.length > 0; rest = await readOn()) seen.push(...rest);
    return seen;
  });
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let write = 0; write < WRITES; write += 1) {
      const isUndone = write % 10 === writer;
      await writeDatabase(first, async (tx) => {
        await writeFact(tx);
        // Others commit meanwhile, in any order.
        await setTimeout(Math.random() * 4);
        if (isUndone) throw new Undone();
      }).catch(passUndone);
    }
  });
  await Promise.all(writers);
  writing.abort();
  return { seen: await Promise.all(readers), all: await numbersIn(second) };
}

class Undone extends Error {}
function passUndone(error: unknown): void {
  if (!(error instanceof Undone)) throw error;
}

/** Gives one fact its numbers, in the transaction that stores it. It lies in other scopes too, in any order. */
async function writeFact(tx: Tx): Promise<void> {
  const row = factRow();
  await tx.insertInto('opLog').values(row).execute();
  const others = ['a', 'b', 'c', 'd'].map((name) => `test:${name}`);
  const scopes = [SCOPE, ...others].sort(() => Math.random() - 0.5).slice(0, 4);
  const entry = { kind: 'fact', refId: row.id, version: 1, sha: row.sha, day: null } as const;
  const changes = new Set([SCOPE, ...scopes]);
  await stampFeed(
    tx,
    [...changes].map((scope) => ({ ...entry, scope, isGone: false, isNew: true })),
  );
}

/** Reads as a phone does: goes on where it stopped, and gives the numbers that are new. */
async function openReader(db: Db): Promise<() => Promise<number[]>> {
  const { feedEpoch: epoch } = await readServerIdentity(db);
  let cursor: string | null = null;
  return async () => {
    const from = { epoch, scopes: [SCOPE], cursor, max: 25 };
    const changes = await readSnapshot(db, (tx) => readChanges(tx, from));
    if (changes.outcome !== 'changes') throw new Error(changes.outcome);
    cursor = changes.cursor;
    return changes.pages.flatMap(({ entries }) => entries.map(({ seq }) => seq));
  };
}

async function numbersIn(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('feed').select('seq').where('scope', '=', SCOPE).execute();
  return rows.map(({ seq }) => seq).sort((a, b) => a - b);
}

function factRow(): Tables['opLog'] {
  const id = randomUUID();
  const ids = { id, sentId: id, logId: id, deviceId: id, accountId: null, rootId: null };
  const times = { at: at(0), correctedAt: at(0), receivedAt: at(0), purgedAt: null };
  const ruling = { outcome: 'stored', why: null, field: null, waitsFor: null } as const;
  const later = { emptiedAt: null, answeredBy: null, rejudgedAt: null };
  return { ...ids, ...times, ...ruling, ...later, seq: 1, type: 'test', sha: id, envelope: '{}' };
}

test('no reader steps over a number that is still being written, and none is left out', async () => {
  const server = await openServer();
  const { db: other } = await openServerAt(server);

  const { seen, all } = await race(server.db, other);

  const count = all.length;
  expect(count).toBe(WRITERS * WRITES - WRITERS * (WRITES / 10));
  expect(all).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  for (const numbers of seen) expect(numbers).toEqual(all);
  const head = await server.db
    .selectFrom('scopeHead')
    .select(['head', 'count'])
    .where('scope', '=', SCOPE)
    .executeTakeFirstOrThrow();
  expect(head).toEqual({ head: count, count });
});

test('control: the same writing code without its locks lets readers step over numbers that come later', async () => {
  const server = await openServer();
  const unlocked = await openWithoutLocks(server.url ?? '', server.deps.report);

  const { seen, all } = await race(unlocked, server.db);

  const missed = seen.map((numbers) => all.filter((seq) => !numbers.includes(seq)).length);
  expect(all).toHaveLength(WRITERS * WRITES - WRITERS * (WRITES / 10));
  expect(Math.max(...missed)).toBeGreaterThan(0);
});

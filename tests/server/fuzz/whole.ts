import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { DigestLanes } from '../../../src/protocol/sync.ts';
import { OFFICE_DESK_ID } from '../../../src/protocol/office-door-log.ts';
import { addLanes, NO_LANES } from '../../../src/protocol/lanes.ts';
import { lanesOf } from '../../../src/server/database/digest.ts';
import type { Db } from '../../../src/server/database/open.ts';
import type { TestServer } from '../support/test-server.ts';

/** Nothing in the database is half: what counts is filed, what does not is not, and every sum and number is right. */
export async function expectWhole({ db }: TestServer): Promise<void> {
  await expectOperations(db);
  await expectJournals(db);
  await expectFeeds(db);
  await expectDocuments(db);
  await expectPhotos(db);
  await expectPhones(db);
}

async function expectOperations(db: Db): Promise<void> {
  const operations = await db.selectFrom('opLog').select(['id', 'outcome']).execute();
  const facts = await db
    .selectFrom('feed')
    .select('refId')
    .distinct()
    .where('kind', '=', 'fact')
    .execute();
  const filed = new Set(facts.map(({ refId }) => refId));
  expect(operations.filter(({ id, outcome }) => filed.has(id) !== (outcome === 'stored'))).toEqual(
    [],
  );
  const known = new Set(operations.map(({ id }) => id));
  expect([...filed].filter((id) => !known.has(id))).toEqual([]);
  const entries = await db.selectFrom('logEntry').select('opId').execute();
  const entered = new Set(entries.map(({ opId }) => opId));
  expect([...entered].filter((id) => !known.has(id))).toEqual([]);
}

/** Every journal is as far as its numbers reach without a hole. */
async function expectJournals(db: Db): Promise<void> {
  const entries = await db.selectFrom('logEntry').select(['logId', 'seq']).execute();
  const numbers = new Map<string, Set<number>>();
  for (const { logId, seq } of entries)
    numbers.set(logId, (numbers.get(logId) ?? new Set()).add(seq));
  for (const { logId, contiguous } of await db.selectFrom('deviceLog').selectAll().execute()) {
    const own = numbers.get(logId) ?? new Set();
    let reached = 0;
    while (own.has(reached + 1)) reached += 1;
    expect([logId, contiguous]).toEqual([logId, reached]);
  }
}

async function expectFeeds(db: Db): Promise<void> {
  const counted = new Map<string, { count: number; digest: DigestLanes; last: number }>();
  const lanes = new Map<string, DigestLanes>();
  for (const row of await db.selectFrom('feed').selectAll().orderBy('seq').execute()) {
    const { count, digest } = counted.get(row.scope) ?? { count: 0, digest: NO_LANES };
    const key = `${row.refId} ${String(row.version)} ${row.sha}`;
    const own = lanes.get(key) ?? lanesOf(row);
    lanes.set(key, own);
    const isLive = row.isGone === 0;
    counted.set(row.scope, {
      count: count + (isLive ? 1 : 0),
      digest: isLive ? addLanes(digest, own, 1) : digest,
      last: row.seq,
    });
  }
  const heads = await db.selectFrom('scopeHead').selectAll().execute();
  const told = heads.map(({ scope, count, d0, d1, d2, d3, head: last }) => {
    return [scope, { count, digest: [d0, d1, d2, d3], last }] as const;
  });
  expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(told));
}

async function expectDocuments(db: Db): Promise<void> {
  const documents = await db
    .selectFrom('document')
    .select(['kind', 'id', 'version'])
    // What is folded of facts keeps no older versions.
    .where('kind', '<>', 'mark')
    .execute();
  const replaced = await db
    .selectFrom('documentVersion')
    .select(['kind', 'id', (of) => of.fn.countAll<number>().as('count')])
    .groupBy(['kind', 'id'])
    .execute();
  const countOf = new Map(replaced.map(({ kind, id, count }) => [`${kind} ${id}`, count]));
  const isTold = ({ kind, id, version }: (typeof documents)[number]) =>
    (countOf.get(`${kind} ${id}`) ?? 0) === version - 1;
  expect(documents.filter((one) => !isTold(one))).toEqual([]);
}

/** What is there is what its name says; what is still coming has no gap; nobody brings what they have brought. */
async function expectPhotos(db: Db): Promise<void> {
  const present = new Set<string>();
  for (const { sha, bytes } of await db.selectFrom('attachment').selectAll().execute()) {
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha);
    present.add(sha);
  }
  const holders = await db.selectFrom('attachmentHolder').selectAll().execute();
  expect(holders.filter(({ sha }) => !present.has(sha))).toEqual([]);
  const held = new Set(holders.map(({ deviceId, sha }) => `${deviceId} ${sha}`));
  const reached = new Map<string, number>();
  const chunks = await db.selectFrom('attachmentChunk').selectAll().orderBy('fromByte').execute();
  for (const { deviceId, sha, fromByte, toByte, bytes } of chunks) {
    const key = `${deviceId} ${sha}`;
    expect([key, fromByte, toByte]).toEqual([key, reached.get(key) ?? 0, fromByte + bytes.length]);
    reached.set(key, toByte);
    expect(held).not.toContain(key);
  }
}

/** A phone has somebody on it, a used code has its phone, a session its account on that phone. */
async function expectPhones(db: Db): Promise<void> {
  const bound = await db.selectFrom('deviceAccount').select(['deviceId', 'accountId']).execute();
  const pairs = new Set(bound.map(({ deviceId, accountId }) => `${deviceId} ${accountId}`));
  const used = await db
    .selectFrom('enrolmentCode')
    .select(['deviceId', 'accountId'])
    .where('usedAt', 'is not', null)
    .execute();
  const opened = await db
    .selectFrom('session')
    .select(['deviceId', 'accountId'])
    .where('kind', '=', 'device')
    .execute();
  const named = [...used, ...opened].map((row) => `${String(row.deviceId)} ${row.accountId}`);
  expect(named.filter((pair) => !pairs.has(pair))).toEqual([]);
  const occupied = new Set(bound.map(({ deviceId }) => deviceId));
  const devices = await db.selectFrom('device').select('id').execute();
  const phones = devices.filter(({ id }) => id !== OFFICE_DESK_ID);
  expect(phones.filter(({ id }) => !occupied.has(id))).toEqual([]);
}

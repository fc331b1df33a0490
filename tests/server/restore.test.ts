import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { backUpSqlite, recordBackup } from '../../src/server/backup/back-up.ts';
import { checkFeedGuard, keepFeedGuard } from '../../src/server/backup/feed-guard.ts';
import { restoreSqlite } from '../../src/server/backup/restore.ts';
import { readServerIdentity } from '../../src/server/database/meta.ts';
import { migrate } from '../../src/server/database/migrate.ts';
import { openDatabase, sqlitePath, type Db } from '../../src/server/database/open.ts';
import { check } from './support/campus.ts';
import { openEastDoor, type EastDoor } from './support/east-door.ts';
import { at, MORNING_MS, push, record, sync, type TestPhone } from './support/test-server.ts';

const HOUR_MS = 3_600_000;

let east: EastDoor;
let dataDir: string;
let backup: string;
const reopened: Db[] = [];
const dirs: string[] = [];

beforeEach(async () => {
  east = await openEastDoor();
  dataDir = east.server.dir;
  backup = join(dataDir, 'backup.sqlite');
});

afterEach(async () => {
  for (const db of reopened.splice(0)) await db.destroy();
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
});

const eastCheck = () => check(east.campus.east.doorId, east.resident.id);
const checks = (phone: TestPhone, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => record(phone, from + index, eastCheck()));

async function backUp(hours = 1) {
  east.server.clock.nowMs = MORNING_MS + hours * HOUR_MS;
  return backUpSqlite(east.server.db, {
    dataDir,
    target: backup,
    nowMs: east.server.clock.nowMs,
  });
}

/** As when the process has ended: within one process SQLite lets go of a closed file only some time later. */
async function stopServer(db: Db = east.server.db): Promise<void> {
  await db.destroy();
  const dir = mkdtempSync(join(tmpdir(), 'shouwang-stopped-'));
  dirs.push(dir);
  cpSync(dataDir, dir, { recursive: true });
  dataDir = dir;
}

const restore = () => restoreSqlite({ dataDir, from: backup, nowMs: MORNING_MS + 2 * HOUR_MS });

/** The same phone after the server has been started again on what now lies in its folder. */
async function startAgain(): Promise<TestPhone> {
  const { server } = east;
  const db = await openDatabase({ url: null, dataDir, report: server.deps.report });
  reopened.push(db);
  await migrate(db);
  const deps = { ...server.deps, db };
  return { ...east.phone, server: { ...server, db, deps, app: createApp(deps) } };
}

const epochOf = async (db: Db) => (await readServerIdentity(db)).feedEpoch;

test('a restored server says from where on it lacks what it had acknowledged, and begins a new feed', async () => {
  const { phone } = east;
  await push(phone, ...checks(phone, 1, 3));
  const epoch = await epochOf(east.server.db);
  const { pull } = await sync(phone, {
    pull: { account: phone.accountId, cursor: null, max: 5000 },
  });
  await backUp();
  await push(phone, ...checks(phone, 4, 3));
  await stopServer();

  await restore();
  const again = await startAgain();
  const reply = await sync(again, {
    push: { log: phone.log, operations: [], acked: 6 },
    pull: {
      account: phone.accountId,
      cursor: pull?.outcome === 'changes' ? pull.cursor : null,
      max: 5000,
    },
  });

  expect(reply.push?.contiguous).toBe(3);
  expect(reply.feedEpoch).not.toBe(epoch);
  expect(reply.pull).toEqual({ outcome: 'resync' });
});

test('no phone is told that a backup covers it before one was made and proved', async () => {
  const { phone } = east;
  const before = await push(phone, ...checks(phone, 1, 3));

  const { coversThrough, operationCount } = await backUp();
  const after = await push(phone);

  expect(before.durableThrough).toBeNull();
  expect(after.durableThrough).toBe(coversThrough);
  expect(coversThrough).toBe(at(50));
  expect(operationCount).toBe(3);
  expect(statSync(backup).mode & 0o777).toBe(0o600);
});

test('after a restore phones are told the time that this backup covers, not a later one', async () => {
  await push(east.phone, ...checks(east.phone, 1, 3));
  const { coversThrough } = await backUp();
  await recordBackup(east.server.db, { coversThrough: at(70), nowMs: MORNING_MS + 2 * HOUR_MS });
  await stopServer();

  await restore();
  const reply = await push(await startAgain());

  expect(reply.durableThrough).toBe(coversThrough);
});

test('a backup recorded by hand never takes cover away, nor covers the future', async () => {
  const { db } = east.server;
  const nowMs = MORNING_MS + 2 * HOUR_MS;
  await recordBackup(db, { coversThrough: at(60), nowMs });
  await recordBackup(db, { coversThrough: at(30), nowMs });

  await expect(recordBackup(db, { coversThrough: at(121), nowMs })).rejects.toThrow('not happened');
  expect((await push(east.phone)).durableThrough).toBe(at(60));
});

test('nothing is put in the place of a database that a server has open', async () => {
  await backUp();

  await expect(restore()).rejects.toThrow('stop it first');
  expect(readdirSync(dataDir).filter((name) => name.includes('restor'))).toEqual([]);
});

test('a damaged backup is refused, and the database stays', async () => {
  await push(east.phone, ...checks(east.phone, 1, 3));
  await backUp();
  await stopServer();
  const bytes = Buffer.alloc(64 * 1024, 7);
  writeFileSync(backup, bytes, { flag: 'r+' });

  await expect(restore()).rejects.toThrow();
  const reply = await push(await startAgain());
  expect(reply.contiguous).toBe(3);
});

test("another server's backup is refused", async () => {
  const other = await openEastDoor();
  await backUpSqlite(other.server.db, {
    dataDir: other.server.dir,
    target: backup,
    nowMs: MORNING_MS,
  });
  await stopServer();

  await expect(restore()).rejects.toThrow('another server');
});

test('the replaced database stays beside the restored one', async () => {
  await backUp();
  await push(east.phone, ...checks(east.phone, 1, 3));
  await stopServer();

  const { keptAs } = await restore();

  copyFileSync(keptAs!, sqlitePath(dataDir));
  expect((await push(await startAgain())).contiguous).toBe(3);
});

test('a database that was copied back by hand is found out at start, and begins a new feed', async () => {
  const nowMs = MORNING_MS;
  await push(east.phone, ...checks(east.phone, 1, 3));
  const copy = join(dataDir, 'by-hand.sqlite');
  await backUpSqlite(east.server.db, { dataDir, target: copy, nowMs });
  await push(east.phone, ...checks(east.phone, 4, 1));
  await keepFeedGuard(east.server.db, dataDir);
  const epoch = await epochOf(east.server.db);
  await stopServer();
  copyFileSync(copy, sqlitePath(dataDir));
  const { server } = await startAgain();

  expect(await checkFeedGuard(server.db, { dataDir, nowMs })).toBe('older-database');
  expect(await epochOf(server.db)).not.toBe(epoch);
  expect(await checkFeedGuard(server.db, { dataDir, nowMs })).toBe('continued');
});

test('a database that goes back to a feed that was left is found out even when it has grown', async () => {
  const nowMs = MORNING_MS;
  await checkFeedGuard(east.server.db, { dataDir, nowMs });
  await backUp();
  await stopServer();
  const { keptAs } = await restore();
  const restored = await startAgain();
  expect(await checkFeedGuard(restored.server.db, { dataDir, nowMs })).toBe('continued');
  reopened.pop();
  await stopServer(restored.server.db);
  copyFileSync(keptAs!, sqlitePath(dataDir));
  const { server, ...phone } = await startAgain();
  await push({ server, ...phone }, ...checks(east.phone, 1, 5));

  expect(await checkFeedGuard(server.db, { dataDir, nowMs })).toBe('older-database');
});

test('a server that goes on where it was keeps its feed', async () => {
  const nowMs = MORNING_MS;
  const epoch = await epochOf(east.server.db);

  expect(await checkFeedGuard(east.server.db, { dataDir, nowMs })).toBe('first-start');
  await push(east.phone, ...checks(east.phone, 1, 3));
  expect(await checkFeedGuard(east.server.db, { dataDir, nowMs })).toBe('continued');
  expect(await epochOf(east.server.db)).toBe(epoch);
});

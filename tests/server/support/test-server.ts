import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import type { Id } from '../../../src/domain/id.ts';
import type { Operation } from '../../../src/domain/operation.ts';
import { signedText } from '../../../src/domain/operation-text.ts';
import { SyncReply, type SyncRequest } from '../../../src/protocol/sync.ts';
import {
  SCHEMA_VERSION,
  SESSION_HEADER,
  SYNC_CONTENT_TYPE,
} from '../../../src/protocol/version.ts';
import { hashSecret, newSecret } from '../../../src/server/accounts/secrets.ts';
import { createApp } from '../../../src/server/app.ts';
import type { DocumentPut } from '../../../src/server/database/documents.ts';
import { migrate } from '../../../src/server/database/migrate.ts';
import { openDatabase, type Db } from '../../../src/server/database/open.ts';
import { putWithAccess } from '../../../src/server/database/refresh-access.ts';
import { writeDatabase } from '../../../src/server/database/transaction.ts';
import type { Dependencies } from '../../../src/server/dependencies.ts';
import { createPokeBoard } from '../../../src/server/sync/poke-board.ts';
import { createSharedPokeBoard } from '../../../src/server/sync/shared-poke-board.ts';
import { freshDatabase } from '../../support/postgres/fresh-database.ts';

export interface TestServer {
  app: Hono;
  db: Db;
  deps: Dependencies;
  /** `null`: SQLite in `dir`. */
  url: string | null;
  dir: string;
  clock: { nowMs: number };
  reports: unknown[];
  put: (puts: readonly DocumentPut[], accountIds?: readonly Id[]) => Promise<Map<string, number>>;
}

/** 2020-06-08 08:00 UTC, a Monday. */
export const MORNING_MS = Date.UTC(2020, 5, 8, 8);
export const at = (minutes: number): string =>
  new Date(MORNING_MS + minutes * 60_000).toISOString();
export const LONG_AGO = '2020-01-01T00:00:00.000Z';

/**
 * The real server with a clock of the test's, closed after the test: on a SQLite file, or in the project
 * `postgres` on a database of its own.
 */
export async function openServer(appDir: string | null = null): Promise<TestServer> {
  const dir = mkdtempSync(join(tmpdir(), 'shouwang-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const fresh = await freshDatabase();
  onTestFinished(() => fresh?.giveBack());
  return openServerAt({ url: fresh?.url ?? null, dir, appDir });
}

/** The same where the caller says; two may share a database by its URL. */
export async function openServerAt(place: {
  url: string | null;
  dir: string;
  appDir?: string | null;
}): Promise<TestServer> {
  const { url, dir, appDir = null } = place;
  const reports: unknown[] = [];
  const report = (error: unknown) => reports.push(error);
  const db = await openDatabase({ url, dataDir: dir, report });
  await migrate(db);
  const pokes = url === null ? createPokeBoard() : await createSharedPokeBoard({ url, db, report });
  onTestFinished(async () => {
    await pokes.close();
    await db.destroy();
  });
  const clock = { nowMs: MORNING_MS };
  const deps: Dependencies = {
    db,
    now: () => clock.nowMs,
    settings: {
      dataDir: dir,
      publicUrl: 'http://127.0.0.1:8470',
      isHttps: false,
      isBehindProxy: false,
      serverSecret: null,
      campusZone: 'Asia/Shanghai',
      enrolmentHours: 24,
      appDir,
    },
    pokes,
    report,
  };
  const put: TestServer['put'] = (puts, accountIds = []) =>
    writeDatabase(db, (tx) =>
      putWithAccess(tx, { puts, accountIds }, { accountId: null, at: at(-60) }),
    );
  return { app: createApp(deps), db, deps, url, dir, clock, reports, put };
}

/** A phone with one account on it, and the session that its unlocked owner has. */
export interface TestPhone {
  server: TestServer;
  deviceId: Id;
  token: string;
  accountId: Id;
  personId: Id;
  secret: string;
  session: string;
  log: Id;
  boot: string;
}

export async function addPhone(
  server: TestServer,
  account: { id: Id; personId: Id },
): Promise<TestPhone> {
  const phone: TestPhone = {
    server,
    deviceId: randomUUID(),
    token: newSecret(),
    accountId: account.id,
    personId: account.personId,
    secret: newSecret(),
    session: newSecret(),
    log: randomUUID(),
    boot: randomUUID(),
  };
  await server.db
    .insertInto('device')
    .values({
      id: phone.deviceId,
      name: 'door phone',
      platform: 'test',
      tokenHash: hashSecret(phone.token),
      enrolledAt: LONG_AGO,
      pending: 0,
      parked: 0,
      persisted: 0,
    })
    .execute();
  await server.db
    .insertInto('deviceAccount')
    .values({
      deviceId: phone.deviceId,
      accountId: account.id,
      secret: phone.secret,
      boundAt: LONG_AGO,
      unboundAt: null,
    })
    .execute();
  await openSession(phone);
  return phone;
}

export async function openSession(phone: TestPhone): Promise<void> {
  await phone.server.db
    .insertInto('session')
    .values({
      tokenHash: hashSecret(phone.session),
      kind: 'device',
      accountId: phone.accountId,
      deviceId: phone.deviceId,
      nonceHash: null,
      createdAt: LONG_AGO,
      expiresAt: '2020-06-09T00:00:00.000Z',
    })
    .execute();
}

export interface Recording {
  type: string;
  body: unknown;
  id?: Id;
  tv?: number;
  by?: Id;
  at?: string;
  monoMs?: number;
  boot?: string;
  offsetMs?: number | null;
  shiftId?: Id | null;
}

/** An operation as the phone signs it. Without `boot` it is of an earlier run, with the right clock. */
export function record(phone: TestPhone, seq: number, recording: Recording): Operation {
  const unsigned = {
    id: randomUUID(),
    by: phone.accountId,
    at: at(0),
    zone: 'Asia/Shanghai',
    boot: 'an earlier run',
    monoMs: 0,
    offsetMs: 0,
    tv: 1,
    shiftId: null,
    ...recording,
  };
  return { ...unsigned, seq, sig: sign(phone.secret, unsigned) };
}

export function sign(secret: string, unsigned: Omit<Operation, 'sig' | 'seq'>): string {
  return createHmac('sha256', Buffer.from(secret, 'base64url'))
    .update(signedText(unsigned))
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}

export function requestOf(phone: TestPhone, parts: Partial<SyncRequest> = {}): SyncRequest {
  return {
    v: 1,
    nonce: randomBytes(16).toString('base64url'),
    app: '0.1.0',
    schema: SCHEMA_VERSION,
    clock: {
      now: new Date(phone.server.clock.nowMs).toISOString(),
      zone: 'Asia/Shanghai',
      boot: phone.boot,
      monoMs: 1_000_000,
    },
    push: null,
    pull: null,
    health: { pending: 0, oldestPendingAt: null, parked: 0, persisted: true, freeBytes: null },
    doorId: null,
    ...parts,
  };
}

export const headersOf = (phone: TestPhone): Record<string, string> => ({
  authorization: `Bearer ${phone.token}`,
  'content-type': SYNC_CONTENT_TYPE,
  [SESSION_HEADER]: phone.session,
});

export async function post(phone: TestPhone, request: unknown): Promise<Response> {
  return phone.server.app.request('/api/v1/sync', {
    method: 'POST',
    headers: headersOf(phone),
    body: JSON.stringify(request),
  });
}

/** A request that must succeed; its reply, checked by the protocol's schema. */
export async function sync(phone: TestPhone, parts: Partial<SyncRequest> = {}): Promise<SyncReply> {
  const response = await post(phone, requestOf(phone, parts));
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return SyncReply.parse(await response.json());
}

export async function push(phone: TestPhone, ...operations: unknown[]) {
  const reply = await sync(phone, { push: { log: phone.log, operations, acked: 0 } });
  return reply.push!;
}

/** Pulls to the end, page by page. */
export async function pullAll(phone: TestPhone, cursor: string | null = null, max = 5000) {
  const pages = [];
  const drop: string[] = [];
  for (let round = 0; round < 1000; round += 1) {
    const { pull } = await sync(phone, { pull: { account: phone.accountId, cursor, max } });
    if (pull?.outcome !== 'changes') throw new Error(`pull: ${JSON.stringify(pull)}`);
    pages.push(...pull.pages);
    drop.push(...pull.drop);
    cursor = pull.cursor;
    if (!pull.more) return { pages, drop, cursor, heads: pull.heads };
  }
  throw new Error('the pull never ends');
}

/** Records under the next number of each phone's journal. */
export function inJournals(): (
  phone: TestPhone,
  recording: Recording,
) => ReturnType<typeof record> {
  const numbers = new Map<TestPhone, number>();
  return (phone, recording) => {
    const seq = (numbers.get(phone) ?? 0) + 1;
    numbers.set(phone, seq);
    return record(phone, seq, recording);
  };
}

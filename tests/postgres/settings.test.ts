import { inject, expect, test } from 'vitest';
import { sql } from 'kysely';
import { assertSameSecret } from '../../src/server/accounts/server-secret.ts';
import { explainFault } from '../../src/server/explain-fault.ts';
import { openDatabase } from '../../src/server/database/open.ts';
import { openServer } from '../server/support/test-server.ts';
import { freshDatabase } from '../support/postgres/fresh-database.ts';

const reports: unknown[] = [];
const open = (url: string) =>
  openDatabase({ url, dataDir: '', report: (error) => reports.push(error) });

/** What the operator reads when the server does not start on this database. */
async function sentenceOf(url: string): Promise<unknown> {
  const db = await open(url).catch((error: unknown) => explainFault(error));
  if (typeof db !== 'string') throw new Error(`it starts: ${String(db)}`);
  return db;
}

test.each([
  ['synchronous_commit', 'off', 'PostgreSQL must have synchronous_commit=on.'],
  ['synchronous_commit', 'local', 'PostgreSQL must have synchronous_commit=on.'],
  [
    'default_transaction_isolation',
    'serializable',
    'PostgreSQL must have default_transaction_isolation=read committed.',
  ],
])('with %s=%s the server says so and does not start', async (name, value, sentence) => {
  const { url, giveBack } = (await freshDatabase())!;
  const database = new URL(url).pathname.slice(1);
  const db = await open(url);
  await sql.raw(`alter database ${database} set ${name} = '${value}'`).execute(db);

  expect(await sentenceOf(url)).toBe(sentence);

  await sql.raw(`alter database ${database} reset ${name}`).execute(db);
  await db.destroy();
  giveBack();
});

/** A database that answers with this `server_version_num`, as an older or a newer PostgreSQL would. */
async function databaseOfVersion(
  version: string,
): Promise<{ url: string; end: () => Promise<void> }> {
  const { url } = (await freshDatabase())!;
  const database = new URL(url).pathname.slice(1);
  const db = await open(url);
  await sql
    .raw(
      `create function public.current_setting(name text) returns text language sql as $$
        select case name when 'server_version_num' then '${version}'
          else pg_catalog.current_setting(name) end $$`,
    )
    .execute(db);
  await sql.raw(`alter database ${database} set search_path = public, pg_catalog`).execute(db);
  return { url, end: () => db.destroy() };
}

test.each(['90624', '140024', '149999'])('PostgreSQL %s is refused as too old', async (version) => {
  const { url, end } = await databaseOfVersion(version);

  expect(await sentenceOf(url)).toBe('PostgreSQL is older than version 15.');

  await end();
});

test.each(['150000', '150019', '160000', '180004'])(
  'PostgreSQL %s is new enough',
  async (version) => {
    const { url, end } = await databaseOfVersion(version);

    const db = await open(url);
    const told = await sql<{ version: string }>`
      select current_setting('server_version_num') as version`.execute(db);
    expect(told.rows).toEqual([{ version }]);

    await db.destroy();
    await end();
  },
);

test('a database in another encoding is refused', async () => {
  const { adminUrl } = inject('postgres');
  const admin = await open(adminUrl);
  await sql`create database latin template template0 encoding latin1 locale 'C' locale_provider libc`.execute(
    admin,
  );
  await admin.destroy();
  const url = new URL(adminUrl);
  url.pathname = '/latin';

  expect(await sentenceOf(url.href)).toBe(
    'PostgreSQL must keep this database in the encoding UTF8.',
  );
});

test('a setting that changes while the server runs stops the next connection from writing', async () => {
  const { app, db, url } = await openServer();
  const database = new URL(url!).pathname.slice(1);
  await sql.raw(`alter database ${database} set synchronous_commit = off`).execute(db);
  await endConnections(database);

  const refused = await app.request('/api/v1/health');
  const admin = await open(inject('postgres').adminUrl);
  await sql.raw(`alter database ${database} reset synchronous_commit`).execute(admin);
  await admin.destroy();
  const answered = await app.request('/api/v1/health');

  expect([refused.status, answered.status]).toEqual([503, 200]);
});

test('a connection that ends in the middle of a transaction is a 503, and the next request is served', async () => {
  const { app, db, url, reports: faults } = await openServer();
  const running = db.transaction().execute(async (tx) => {
    await sql`select 1`.execute(tx);
    await endConnections(new URL(url!).pathname.slice(1));
    await sql`select 2`.execute(tx);
  });
  await expect(running).rejects.toThrow();

  const response = await app.request('/api/v1/health');

  expect(response.status).toBe(200);
  expect(faults.length).toBeGreaterThan(0);
});

test('a second server with another secret does not start, one with the same does', async () => {
  const { db, deps } = await openServer();
  const [secret, other] = ['a secret that the servers share', 'another secret, of nobody else'];

  await assertSameSecret(db, { ...deps.settings, serverSecret: secret });
  await assertSameSecret(db, { ...deps.settings, serverSecret: secret });

  await expect(assertSameSecret(db, { ...deps.settings, serverSecret: other })).rejects.toThrow(
    /every server needs the same/,
  );
});

async function endConnections(database: string): Promise<void> {
  const admin = await open(inject('postgres').adminUrl);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${database}`.execute(admin);
  await admin.destroy();
}

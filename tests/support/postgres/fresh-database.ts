import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { TEMPLATE } from './prepare.ts';

/** A database for one test server. */
export interface FreshDatabase {
  url: string;
  /** Once nobody is connected any more: the next test gets it, emptied. */
  giveBack: () => void;
}

const idle: string[] = [];
let tables: string | undefined;

/**
 * On the run's PostgreSQL, with our tables and no rows in it, not even a server's identity (`isEmpty`:
 * without tables too); `null` in projects that have none: then SQLite is under test.
 */
export async function freshDatabase({ isEmpty = false } = {}): Promise<FreshDatabase | null> {
  const postgres = inject('postgres') as ReturnType<typeof inject<'postgres'>> | undefined;
  if (postgres === undefined) return null;
  const url = (await takeIdle()) ?? (await copyTemplate(postgres.adminUrl));
  if (isEmpty) await order(url, 'drop schema public cascade; create schema public');
  return { url, giveBack: () => void idle.push(url) };
}

/** Emptying one takes a fifth of the time of a copy. One whose tables a test has changed is left alone. */
async function takeIdle(): Promise<string | null> {
  const url = idle.pop();
  if (url === undefined) return null;
  const [row] = await order(url, TABLES);
  if (row?.tables !== tables) return takeIdle();
  await order(url, EMPTY_ALL);
  return url;
}

async function copyTemplate(adminUrl: string): Promise<string> {
  const name = `t_${randomBytes(8).toString('hex')}`;
  await order(adminUrl, `create database ${name} template ${TEMPLATE}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await order(url.href, EMPTY_ALL);
  tables ??= (await order(url.href, TABLES))[0]?.tables;
  return url.href;
}

const TABLES = `
  select string_agg(tablename, ' ' order by tablename) as tables from pg_tables
    where schemaname = 'public'`;

const EMPTY_ALL = `
  do $$
  declare name text;
  begin
    set local session_replication_role = replica;
    for name in select tablename from pg_tables
      where schemaname = 'public' and tablename not like 'kysely%'
    loop execute format('delete from %I', name); end loop;
  end $$`;

async function order(url: string, sql: string): Promise<{ tables: string }[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ tables: string }>(sql)).rows;
  } finally {
    await client.end();
  }
}

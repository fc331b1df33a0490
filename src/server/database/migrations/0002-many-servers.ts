import type { Kysely, Migration } from 'kysely';

// A migration that was released is never edited: it names columns, not today's types.
type AnyDb = Kysely<Record<string, never>>;

/** What servers that share one PostgreSQL must not keep each for itself. */
export const manyServers: Migration = {
  async up(database) {
    const db = database as AnyDb;
    // The shape that rate-limiter-flexible asks for.
    await db.schema
      .createTable('rate_limit')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('points', 'integer', (c) => c.notNull())
      .addColumn('expire', 'bigint')
      .execute();
    await db.schema
      .createTable('preview')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('file_name', 'text', (c) => c.notNull())
      .addColumn('bytes', 'bytea', (c) => c.notNull())
      .addColumn('plan_sha', 'text')
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .execute();
  },
};

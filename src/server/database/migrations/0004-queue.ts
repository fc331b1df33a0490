import type { Kysely, Migration } from 'kysely';

type AnyDb = Kysely<Record<string, never>>;

/** What becomes of what was set aside, and of a revoked phone. */
export const queue: Migration = {
  async up(database) {
    const db = database as AnyDb;
    for (const column of ['waits_for', 'emptied_at', 'answered_by', 'rejudged_at'])
      await db.schema.alterTable('op_log').addColumn(column, 'text').execute();
    for (const column of ['waits_for', 'rejudged_at'])
      await db.schema
        .createIndex(`op_log_${column}`)
        .on('op_log')
        .column(column)
        .where(column as never, 'is not', null)
        .execute();
    await db.schema.alterTable('device').addColumn('wiped_at', 'text').execute();
  },
};

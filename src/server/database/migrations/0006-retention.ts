import { sql, type Kysely, type Migration } from 'kysely';

type AnyDb = Kysely<Record<string, Record<string, string | null>>>;

/** What is to be erased next is found without a walk over all that was erased before. */
export const retention: Migration = {
  async up(database) {
    const db = database as AnyDb;
    await db.schema.dropIndex('op_log_corrected').execute();
    await db.schema
      .createIndex('op_log_kept')
      .on('op_log')
      .column('corrected_at')
      .where(sql<boolean>`purged_at is null`)
      .execute();
  },
};

import { sql, type Kysely, type Migration } from 'kysely';

type AnyDb = Kysely<Record<string, never>>;

/** What is no operation and has no id is known again by its hash alone: few rows, which must not be sought in all. */
export const nameless: Migration = {
  async up(database) {
    const db = database as AnyDb;
    await sql`create index op_log_nameless on op_log (sha, log_id) where type = ''`.execute(db);
  },
};

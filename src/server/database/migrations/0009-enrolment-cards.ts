import type { Kysely, Migration } from 'kysely';

type AnyDb = Kysely<Record<string, never>>;

/** Codes that are bound to a person's number, and the wrong tries of each number, whether it is anybody's or not. */
export const enrolmentCards: Migration = {
  async up(database) {
    const db = database as AnyDb;
    await db.schema.alterTable('enrolment_code').addColumn('number_hash', 'text').execute();
    await db.schema
      .createIndex('enrolment_code_account')
      .on('enrolment_code')
      .column('account_id')
      .execute();
    await db.schema
      .createIndex('device_account_account')
      .on('device_account')
      .column('account_id')
      .execute();
    await db.schema
      .createTable('number_try')
      .addColumn('number_hash', 'text', (c) => c.primaryKey())
      .addColumn('wrong', 'integer', (c) => c.notNull())
      .addColumn('tried_at', 'text', (c) => c.notNull())
      .execute();
  },
};

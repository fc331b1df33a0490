import type { Kysely, Migration } from 'kysely';

type AnyDb = Kysely<Record<string, never>>;

/** Bytes that facts name by their SHA-256: who named them, what is still awaited, what has come. */
export const attachment: Migration = {
  async up(database) {
    const db = database as AnyDb;
    await db.schema
      .createTable('attachment_ref')
      .addColumn('op_id', 'text', (c) => c.notNull().references('op_log.id'))
      .addColumn('sha', 'text', (c) => c.notNull())
      .addColumn('device_id', 'text', (c) => c.notNull())
      .addColumn('size', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('attachment_ref_key', ['op_id', 'sha'])
      .execute();
    await db.schema
      .createIndex('attachment_ref_sha')
      .on('attachment_ref')
      .columns(['sha', 'device_id'])
      .execute();
    await db.schema
      .createTable('attachment_wanted')
      .addColumn('device_id', 'text', (c) => c.notNull())
      .addColumn('sha', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('attachment_wanted_key', ['device_id', 'sha'])
      .execute();
    await db.schema
      .createTable('attachment_chunk')
      .addColumn('device_id', 'text', (c) => c.notNull())
      .addColumn('sha', 'text', (c) => c.notNull())
      .addColumn('from_byte', 'integer', (c) => c.notNull())
      .addColumn('to_byte', 'integer', (c) => c.notNull())
      .addColumn('bytes', 'bytea', (c) => c.notNull())
      .addPrimaryKeyConstraint('attachment_chunk_key', ['device_id', 'sha', 'from_byte'])
      .execute();
    await db.schema
      .createTable('attachment')
      .addColumn('sha', 'text', (c) => c.primaryKey())
      .addColumn('present_at', 'text', (c) => c.notNull())
      .addColumn('bytes', 'bytea', (c) => c.notNull())
      .execute();
  },
};

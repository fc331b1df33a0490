import type { Kysely, Migration } from 'kysely';

// A migration that was released is never edited: it names columns, not today's types.
type AnyDb = Kysely<Record<string, never>>;

export const first: Migration = {
  async up(database) {
    const db = database as AnyDb;
    await createDocuments(db);
    await createOperations(db);
    await createAccounts(db);
    await createDevices(db);
    await createLookUps(db);
  },
};

async function createDocuments(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('meta')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
  const versioned = (table: string) =>
    db.schema
      .createTable(table)
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('sha', 'text', (c) => c.notNull())
      .addColumn('updated_at', 'text', (c) => c.notNull())
      .addColumn('updated_by', 'text');
  await versioned('document').addPrimaryKeyConstraint('document_key', ['kind', 'id']).execute();
  await versioned('document_version')
    .addPrimaryKeyConstraint('document_version_key', ['kind', 'id', 'version'])
    .execute();
  await db.schema
    .createTable('feed')
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('ref_id', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('sha', 'text', (c) => c.notNull())
    .addColumn('is_gone', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('feed_key', ['scope', 'seq'])
    .execute();
  await db.schema.createIndex('feed_ref').on('feed').columns(['ref_id', 'kind']).execute();
  await db.schema
    .createTable('scope_head')
    .addColumn('scope', 'text', (c) => c.primaryKey())
    .addColumn('head', 'bigint', (c) => c.notNull())
    .addColumn('count', 'bigint', (c) => c.notNull())
    .addColumn('d0', 'bigint', (c) => c.notNull())
    .addColumn('d1', 'bigint', (c) => c.notNull())
    .addColumn('d2', 'bigint', (c) => c.notNull())
    .addColumn('d3', 'bigint', (c) => c.notNull())
    .execute();
}

async function createOperations(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('op_log')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('sent_id', 'text', (c) => c.notNull())
    .addColumn('log_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('device_id', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text')
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('root_id', 'text')
    .addColumn('sha', 'text', (c) => c.notNull())
    .addColumn('envelope', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('why', 'text')
    .addColumn('field', 'text')
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('corrected_at', 'text', (c) => c.notNull())
    .addColumn('received_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('op_log_sent').on('op_log').column('sent_id').execute();
  await db.schema.createIndex('op_log_root').on('op_log').column('root_id').execute();
  await db.schema
    .createIndex('op_log_outcome')
    .on('op_log')
    .columns(['outcome', 'received_at'])
    .execute();
  await db.schema
    .createTable('device_log')
    .addColumn('log_id', 'text', (c) => c.primaryKey())
    .addColumn('device_id', 'text', (c) => c.notNull())
    .addColumn('contiguous', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('log_entry')
    .addColumn('log_id', 'text', (c) => c.notNull().references('device_log.log_id'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('op_id', 'text', (c) => c.notNull().references('op_log.id'))
    .addPrimaryKeyConstraint('log_entry_key', ['log_id', 'seq'])
    .execute();
}

async function createAccounts(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('account')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('login', 'text', (c) => c.unique())
    .addColumn('password_hash', 'text')
    .addColumn('is_active', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('assignment')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('post', 'text', (c) => c.notNull())
    .addColumn('from_at', 'text', (c) => c.notNull())
    .addColumn('to_at', 'text')
    .execute();
  await db.schema.createIndex('assignment_account').on('assignment').column('account_id').execute();
  await db.schema
    .createTable('audit')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text')
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('subject', 'text')
    .addColumn('details', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('audit_at').on('audit').column('at').execute();
}

async function createDevices(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('device')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('enrolled_at', 'text', (c) => c.notNull())
    .addColumn('revoked_at', 'text')
    .addColumn('drained_at', 'text')
    .addColumn('last_contact_at', 'text')
    .addColumn('emptied_at', 'text')
    .addColumn('app', 'text')
    .addColumn('pending', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('oldest_pending_at', 'text')
    .addColumn('parked', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('clock_offset_ms', 'bigint')
    .addColumn('free_bytes', 'bigint')
    .addColumn('persisted', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable('device_account')
    .addColumn('device_id', 'text', (c) => c.notNull().references('device.id'))
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('bound_at', 'text', (c) => c.notNull())
    .addColumn('unbound_at', 'text')
    .addPrimaryKeyConstraint('device_account_key', ['device_id', 'account_id'])
    .execute();
  await db.schema
    .createTable('replaced_secret')
    .addColumn('device_id', 'text', (c) => c.notNull().references('device.id'))
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('replaced_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('replaced_secret_key', ['device_id', 'account_id', 'secret'])
    .execute();
  await db.schema
    .createTable('enrolment_code')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('used_at', 'text')
    .addColumn('redeem_hash', 'text')
    .addColumn('device_id', 'text')
    .execute();
  await db.schema
    .createTable('session')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('device_id', 'text', (c) => c.references('device.id'))
    .addColumn('nonce_hash', 'text', (c) => c.unique())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute();
}

async function createLookUps(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('person_number')
    .addColumn('number', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('person_phone')
    .addColumn('phone', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('stay')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('building_id', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text')
    .addColumn('from_at', 'text', (c) => c.notNull())
    .addColumn('to_at', 'text')
    .execute();
  await db.schema.createIndex('stay_person').on('stay').column('person_id').execute();
  await db.schema
    .createTable('class_member')
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('class_id', 'text', (c) => c.notNull())
    .addColumn('from_at', 'text', (c) => c.notNull())
    .addColumn('to_at', 'text')
    .addPrimaryKeyConstraint('class_member_key', ['person_id', 'from_at'])
    .execute();
}

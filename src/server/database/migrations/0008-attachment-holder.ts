import { sql, type Kysely, type Migration } from 'kysely';

type AnyDb = Kysely<Record<string, never>>;

/** Which phone has proved that it holds an attachment, by bringing every byte of it. */
export const attachmentHolder: Migration = {
  async up(database) {
    const db = database as AnyDb;
    await db.schema
      .createTable('attachment_holder')
      .addColumn('device_id', 'text', (c) => c.notNull())
      .addColumn('sha', 'text', (c) => c.notNull())
      .addColumn('brought_at', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('attachment_holder_key', ['sha', 'device_id'])
      .execute();
    // Until now nobody was written down: whoever named first what is here has brought it.
    await sql`
      insert into attachment_holder (device_id, sha, brought_at)
      select attachment_ref.device_id, attachment.sha, attachment.present_at
      from attachment
      join attachment_ref on attachment_ref.sha = attachment.sha
      join op_log on op_log.id = attachment_ref.op_id
      where op_log.received_at = (
        select min(first.received_at) from op_log as first
        join attachment_ref as ref on ref.op_id = first.id
        where ref.sha = attachment.sha)
      on conflict do nothing`.execute(db);
  },
};

import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';
import { sumOfShas } from '../../../protocol/lanes.ts';

// A migration that was released is never edited: it names columns, not today's types.
type AnyDb = Kysely<Record<string, Record<string, string | number | null>>>;

/**
 * What both sides need to prove that they agree, to forget in time, and to share the work of the
 * night: the digest of each journal, the day of each fact and the day below which a feed's facts are
 * no longer read, when a body was erased, and who does which job.
 */
export const proof: Migration = {
  async up(database) {
    const db = database as AnyDb;
    await addLanes(db, 'device_log', 'd');
    await addLanes(db, 'scope_head', 'cut_d');
    await addText(db, 'scope_head', 'cut_day');
    await db.schema
      .alterTable('scope_head')
      .addColumn('cut_count', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
    await addText(db, 'feed', 'day');
    await addText(db, 'op_log', 'purged_at');
    await addText(db, 'device', 'agreed_at');
    await addText(db, 'device', 'differs_since');
    await db.schema
      .createIndex('op_log_corrected')
      .on('op_log')
      .columns(['corrected_at'])
      .execute();
    await db.schema
      .createTable('job')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('leased_by', 'text')
      .addColumn('lease_until', 'text')
      .addColumn('finished_at', 'text')
      .addColumn('result', 'text')
      .execute();
    await sql`update feed set day =
      (select substr(op_log.corrected_at, 1, 10) from op_log where op_log.id = feed.ref_id)
      where kind = 'fact'`.execute(db);
    await fillDigests(db);
  },
};

async function addLanes(db: AnyDb, table: string, prefix: string): Promise<void> {
  for (const lane of [0, 1, 2, 3])
    await db.schema
      .alterTable(table)
      .addColumn(`${prefix}${String(lane)}`, 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
}

async function addText(db: AnyDb, table: string, name: string): Promise<void> {
  await db.schema.alterTable(table).addColumn(name, 'text').execute();
}

async function fillDigests(db: AnyDb): Promise<void> {
  const logs = await sql<{ logId: string; contiguous: number }>`
    select log_id as "logId", contiguous from device_log`.execute(db);
  for (const { logId, contiguous } of logs.rows) {
    const shas = await sql<{ sha: string }>`
      select op_log.sha from log_entry join op_log on op_log.id = log_entry.op_id
      where log_entry.log_id = ${logId} and log_entry.seq <= ${contiguous}`.execute(db);
    const [d0, d1, d2, d3] = sumOfShas(shas.rows.map(({ sha }) => sha));
    await sql`update device_log set d0 = ${d0}, d1 = ${d1}, d2 = ${d2}, d3 = ${d3}
      where log_id = ${logId}`.execute(db);
  }
}

import { sql, type Kysely, type Migration } from 'kysely';
import { isPostgres } from '../postgres.ts';

type AnyDb = Kysely<Record<string, never>>;

/**
 * Which rooms were visited on which rounds, without a look into each of the visits: the round and the room as they
 * stand in the envelope. A text is cut out and no JSON is read, so that no envelope whatever can fail to be stored.
 */
export const roundVisits: Migration = {
  async up(database) {
    const db = database as AnyDb;
    const at = sql.raw(isPostgres(db) ? 'strpos' : 'instr');
    await sql`
      create index op_log_round_visit on op_log (
        (substr(envelope, ${at}(envelope, '"shiftId":"') + 11, 36)),
        (substr(envelope, ${at}(envelope, '"roomId":"') + 10, 36)),
        id)
      where type in ('presence', 'second-check', 'inspection', 'finding', 'rectification', 'visit-note')
        and outcome || '' = 'stored' and purged_at is null`.execute(db);
  },
};

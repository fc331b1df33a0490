import type { Id } from '../../domain/id.ts';
import type { JournalListReply, JournalListRequest } from '../../protocol/journal-list.ts';
import type { Db } from '../database/open.ts';
import { Problem } from '../problem.ts';
import { recountLog } from './verify-logs.ts';

const PAGE = 2000;

/**
 * What is here of a phone's journal, number by number. Before its first page the server counts the
 * journal again, as it does by night: what it then lacks is asked for at the next contact.
 */
export async function listJournal(
  db: Db,
  { log, after }: JournalListRequest,
  deviceId: Id,
): Promise<JournalListReply> {
  const row = await db
    .selectFrom('deviceLog')
    .select('deviceId')
    .where('logId', '=', log)
    .executeTakeFirst();
  if (row === undefined) return { operations: [], more: false };
  if (row.deviceId !== deviceId) throw new Problem('forbidden');
  if (after === 0) await recountLog(db, log);
  const operations = await db
    .selectFrom('logEntry')
    .innerJoin('opLog', 'opLog.id', 'logEntry.opId')
    .select(['opLog.sentId as id', 'logEntry.seq', 'opLog.sha', 'opLog.receivedAt'])
    .where('logEntry.logId', '=', log)
    .where('logEntry.seq', '>', after)
    // What came without a readable id is no operation of any phone of ours.
    .where('opLog.type', '<>', '')
    .orderBy('logEntry.seq')
    .limit(PAGE)
    .execute();
  return { operations, more: operations.length === PAGE };
}

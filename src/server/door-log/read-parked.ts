import { sql } from 'kysely';
import type { Void } from '../../domain/door-check.ts';
import type { Operation } from '../../domain/operation.ts';
import type { ParkedEnd, ParkedPage } from '../../protocol/office-people.ts';
import { ParkReason } from '../../protocol/sync.ts';
import type { Reader } from '../database/tables.ts';

const PAGE = 100;

/** Operations that are or were kept apart, as they were sent: those that still wait first, then newest first. */
export async function readParked(db: Reader, offset: number): Promise<ParkedPage> {
  const open = await countParked(db, 'open');
  const rows = await parkedRows(db)
    .leftJoin('account', 'account.id', 'opLog.accountId')
    .leftJoin('device', 'device.id', 'opLog.deviceId')
    .leftJoin('opLog as answer', 'answer.id', 'opLog.answeredBy')
    .select([
      'opLog.id',
      'opLog.outcome',
      'opLog.why',
      'opLog.field',
      'opLog.type',
      'opLog.deviceId',
      'opLog.receivedAt',
      'opLog.rejudgedAt',
      'opLog.envelope',
      'account.name as byName',
      'device.name as deviceName',
      'answer.envelope as answer',
      'answer.receivedAt as answeredAt',
    ])
    .orderBy(
      sql`case when op_log.outcome = 'parked' and op_log.answered_by is null then 0 else 1 end`,
    )
    .orderBy('opLog.receivedAt', 'desc')
    .orderBy('opLog.id', 'desc')
    .limit(PAGE)
    .offset(offset)
    .execute();
  return {
    total: await countParked(db, 'all'),
    open,
    parked: rows.map((row) => ({
      id: row.id,
      why: row.why === null ? null : ParkReason.parse(row.why),
      became: endOf(row),
      field: row.field,
      type: row.type,
      byName: row.byName,
      device: { id: row.deviceId, name: row.deviceName },
      receivedAt: row.receivedAt,
      operation: JSON.parse(row.envelope) as unknown,
    })),
  };
}

const parkedRows = (db: Reader) =>
  db
    .selectFrom('opLog')
    .where((where) =>
      where.or([
        where('opLog.outcome', '=', 'parked'),
        where.and([
          where('opLog.outcome', '=', 'stored'),
          where('opLog.rejudgedAt', 'is not', null),
        ]),
      ]),
    );

async function countParked(db: Reader, which: 'open' | 'all'): Promise<number> {
  const rows =
    which === 'all'
      ? parkedRows(db)
      : db.selectFrom('opLog').where('outcome', '=', 'parked').where('answeredBy', 'is', null);
  const { count } = await rows
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function endOf(row: {
  outcome: string;
  rejudgedAt: string | null;
  answer: string | null;
  answeredAt: string | null;
}): ParkedEnd | null {
  const { outcome, rejudgedAt, answer, answeredAt } = row;
  if (outcome !== 'parked') return rejudgedAt === null ? null : { kind: 'counts', at: rejudgedAt };
  if (answer === null || answeredAt === null) return null;
  const { reason, replacedBy = null } = (JSON.parse(answer) as Operation).body as Void;
  return { kind: 'answered', at: answeredAt, reason, replacedBy };
}

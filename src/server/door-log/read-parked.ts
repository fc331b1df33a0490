import type { ParkedPage } from '../../protocol/office-people.ts';
import { ParkReason } from '../../protocol/sync.ts';
import type { Reader } from '../database/tables.ts';

const PAGE = 100;

/** Operations kept apart, newest first, as they were sent. */
export async function readParked(db: Reader, offset: number): Promise<ParkedPage> {
  const parked = db.selectFrom('opLog').where('outcome', '=', 'parked');
  const { count } = await parked
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = await parked
    .leftJoin('account', 'account.id', 'opLog.accountId')
    .leftJoin('device', 'device.id', 'opLog.deviceId')
    .select([
      'opLog.id',
      'opLog.why',
      'opLog.field',
      'opLog.type',
      'opLog.deviceId',
      'opLog.receivedAt',
      'opLog.envelope',
      'account.name as byName',
      'device.name as deviceName',
    ])
    .orderBy('opLog.receivedAt', 'desc')
    .orderBy('opLog.id', 'desc')
    .limit(PAGE)
    .offset(offset)
    .execute();
  return {
    total: count,
    parked: rows.map((row) => ({
      id: row.id,
      why: ParkReason.parse(row.why),
      field: row.field,
      type: row.type,
      byName: row.byName,
      device: { id: row.deviceId, name: row.deviceName },
      receivedAt: row.receivedAt,
      operation: JSON.parse(row.envelope) as unknown,
    })),
  };
}

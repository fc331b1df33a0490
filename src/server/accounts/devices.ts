import type { Id } from '../../domain/id.ts';
import { phoneAlarm } from '../../domain/phone-alarm.ts';
import { OFFICE_DESK_ID } from '../../protocol/office-door-log.ts';
import type { DeviceEntry } from '../../protocol/office-staff.ts';
import type { Reader } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { byNaturalOrder } from '../places/natural-order.ts';
import { Problem } from '../problem.ts';
import type { DeviceRow } from '../sync/authenticate.ts';
import { writeAudit } from './audit.ts';
import { markRevoked } from './mark-revoked.ts';
import { readStorageLosses } from './phones.ts';

/** Every phone ever enrolled: first those that somebody should look after, then the one heard last. */
export async function listDevices(db: Reader, nowMs: number): Promise<DeviceEntry[]> {
  const devices = await db
    .selectFrom('device')
    .selectAll()
    .where('id', '!=', OFFICE_DESK_ID)
    .orderBy('lastContactAt', (order) => order.desc().nullsLast())
    .orderBy('id')
    .execute();
  const bound = await db
    .selectFrom('deviceAccount')
    .innerJoin('account', 'account.id', 'deviceAccount.accountId')
    .select(['deviceAccount.deviceId', 'account.id', 'account.name'])
    .where('deviceAccount.unboundAt', 'is', null)
    .execute();
  // Each database has an order of its own.
  bound.sort((a, b) => byNaturalOrder(a.name, b.name));
  const accountsOf = (deviceId: Id) =>
    bound.filter((row) => row.deviceId === deviceId).map(({ id, name }) => ({ id, name }));
  const losses = await readStorageLosses(db);
  const entries = devices.map((device): DeviceEntry => ({
    id: device.id,
    name: device.name,
    platform: device.platform,
    accounts: accountsOf(device.id),
    enrolledAt: device.enrolledAt,
    lastContactAt: device.lastContactAt,
    pending: device.pending,
    oldestPendingAt: device.oldestPendingAt,
    parked: device.parked,
    app: device.app,
    clockOffsetMs: device.clockOffsetMs,
    persisted: device.app === null ? null : device.persisted === 1,
    freeBytes: device.freeBytes,
    revokedAt: device.revokedAt,
    wipedAt: device.wipedAt,
    agreedAt: device.agreedAt,
    differsSince: device.differsSince,
    storageLost: losses.get(device.id) ?? null,
    alarm: device.revokedAt === null ? phoneAlarm(device, nowMs) : null,
  }));
  return [...entries.filter(({ alarm }) => alarm), ...entries.filter(({ alarm }) => !alarm)];
}

/** From now on it reads nothing; the sync route lets it drain once, into quarantine. Repeatable. */
export async function revokeDevice(
  deps: Dependencies,
  of: { deviceId: Id; by: Id },
): Promise<void> {
  const at = instantOf(deps.now());
  await writeDatabase(deps.db, async (tx) => {
    const device = await tx
      .selectFrom('device')
      .select('revokedAt')
      .where('id', '=', of.deviceId)
      .where('id', '!=', OFFICE_DESK_ID)
      .executeTakeFirst();
    if (device === undefined) throw new Problem('not-found');
    if (device.revokedAt !== null) return;
    await markRevoked(tx, [of.deviceId], at);
    await tx.deleteFrom('session').where('deviceId', '=', of.deviceId).execute();
    await writeAudit(tx, { at, accountId: of.by, what: 'device.revoke', subject: of.deviceId });
  });
}

/** A revoked phone says that it has deleted all it held. Repeatable. Throws `conflict` for one that is not revoked. */
export async function confirmWipe(deps: Dependencies, device: DeviceRow): Promise<void> {
  if (device.revokedAt === null) throw new Problem('conflict', { why: 'not-revoked' });
  if (device.wipedAt !== null) return;
  const at = instantOf(deps.now());
  await writeDatabase(deps.db, async (tx) => {
    await tx.updateTable('device').set({ wipedAt: at }).where('id', '=', device.id).execute();
    await writeAudit(tx, { at, accountId: null, what: 'device.wipe', subject: device.id });
  });
}

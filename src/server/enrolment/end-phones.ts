import type { Id, Instant } from '../../domain/id.ts';
import { OFFICE_DESK_ID } from '../../protocol/office-door-log.ts';
import { markRevoked } from '../accounts/mark-revoked.ts';
import type { Tx } from '../database/tables.ts';

interface Ending {
  accountIds: readonly Id[];
  at: Instant;
}

/**
 * Ends what these accounts have on phones. A phone that nobody else uses is revoked: what it still holds is taken
 * once, apart, and it is wiped. From a phone of several people the account is taken off: it reads nothing any more,
 * and what it recorded before still counts. The office's desk is no phone. Gives the phones that were revoked.
 */
export async function endPhones(tx: Tx, { accountIds, at }: Ending): Promise<Id[]> {
  if (accountIds.length === 0) return [];
  const bound = await tx
    .selectFrom('deviceAccount')
    .innerJoin('device', 'device.id', 'deviceAccount.deviceId')
    .select(['deviceAccount.deviceId', 'deviceAccount.accountId'])
    .where('deviceAccount.accountId', 'in', accountIds)
    .where('deviceAccount.unboundAt', 'is', null)
    .where('device.revokedAt', 'is', null)
    .where('device.id', '!=', OFFICE_DESK_ID)
    .execute();
  const deviceIds = [...new Set(bound.map(({ deviceId }) => deviceId))];
  if (deviceIds.length === 0) return [];
  await tx
    .deleteFrom('session')
    .where('accountId', 'in', accountIds)
    .where('deviceId', 'in', deviceIds)
    .execute();
  const sharedIds = await sharedOf(tx, deviceIds, accountIds);
  if (sharedIds.length > 0)
    await tx
      .updateTable('deviceAccount')
      .set({ unboundAt: at })
      .where('accountId', 'in', accountIds)
      .where('deviceId', 'in', sharedIds)
      .where('unboundAt', 'is', null)
      .execute();
  const ownIds = deviceIds.filter((id) => !sharedIds.includes(id));
  await markRevoked(tx, ownIds, at);
  return ownIds;
}

/** Those that somebody else uses too. Who is no longer active uses none. */
async function sharedOf(
  tx: Tx,
  deviceIds: readonly Id[],
  accountIds: readonly Id[],
): Promise<Id[]> {
  const rows = await tx
    .selectFrom('deviceAccount')
    .innerJoin('account', 'account.id', 'deviceAccount.accountId')
    .select('deviceAccount.deviceId')
    .distinct()
    .where('deviceAccount.deviceId', 'in', deviceIds)
    .where('deviceAccount.accountId', 'not in', accountIds)
    .where('deviceAccount.unboundAt', 'is', null)
    .where('account.isActive', '=', 1)
    .execute();
  return rows.map(({ deviceId }) => deviceId);
}

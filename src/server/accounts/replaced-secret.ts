import type { Id, Instant } from '../../domain/id.ts';
import type { Tx } from '../database/tables.ts';

/** `replacedAt` of a secret that still signs: nobody has used the one after it. */
const NOT_YET: Instant = '9999-12-31T23:59:59.999Z';

interface Bound {
  deviceId: Id;
  accountId: Id;
}

/**
 * Keeps what the account signed with on this device so far, and ends the sessions that it opened. It opens no more, but
 * signs until the new secret is first used: a phone that never heard of the new one keeps what it records.
 */
export async function replaceSecret(tx: Tx, of: Bound & { secret: string }): Promise<void> {
  const { deviceId, accountId, secret } = of;
  await tx
    .insertInto('replacedSecret')
    .values({ deviceId, accountId, secret, replacedAt: NOT_YET })
    .execute();
  await tx
    .deleteFrom('session')
    .where('deviceId', '=', deviceId)
    .where('accountId', '=', accountId)
    .execute();
}

/** The newest secret is in use: those before it have signed their last. */
export async function endReplaced(
  tx: Tx,
  { deviceId, accountId }: Bound,
  at: Instant,
): Promise<void> {
  await tx
    .updateTable('replacedSecret')
    .set({ replacedAt: at })
    .where('deviceId', '=', deviceId)
    .where('accountId', '=', accountId)
    .where('replacedAt', '=', NOT_YET)
    .execute();
}

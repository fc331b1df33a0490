import type { Context } from 'hono';
import type { Id, Instant } from '../../domain/id.ts';
import { SESSION_HEADER } from '../../protocol/version.ts';
import { hashSecret } from '../accounts/secrets.ts';
import type { Reader, Tables } from '../database/tables.ts';
import { Problem } from '../problem.ts';

export type DeviceRow = Tables['device'];

/** The device whose bearer token this is, revoked or not. Throws `device-unknown`. */
export async function requireDevice(c: Context, db: Reader): Promise<DeviceRow> {
  const token = /^Bearer ([\w-]{43})$/.exec(c.req.header('authorization') ?? '')?.[1];
  if (token === undefined) throw new Problem('device-unknown');
  const device = await db
    .selectFrom('device')
    .selectAll()
    .where('tokenHash', '=', hashSecret(token))
    .executeTakeFirst();
  if (device === undefined) throw new Problem('device-unknown');
  return device;
}

/** One that is known, as it stands now. */
export const readDevice = (db: Reader, id: Id): Promise<DeviceRow> =>
  db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

export type SessionState =
  | { outcome: 'open'; accountId: Id; personId: Id }
  | { outcome: 'session-expired' }
  | { outcome: 'account-unknown' };

/** Whose session the phone shows beside its own token; it holds on this device and for its account only. */
export async function readDeviceSession(
  c: Context,
  db: Reader,
  of: { deviceId: Id; at: Instant },
): Promise<SessionState> {
  const token = c.req.header(SESSION_HEADER);
  if (token === undefined) return { outcome: 'session-expired' };
  const session = await db
    .selectFrom('session')
    .select(['accountId', 'expiresAt'])
    .where('tokenHash', '=', hashSecret(token))
    .where('kind', '=', 'device')
    .where('deviceId', '=', of.deviceId)
    .executeTakeFirst();
  if (session === undefined || session.expiresAt <= of.at) return { outcome: 'session-expired' };
  const account = await db
    .selectFrom('account')
    .innerJoin('deviceAccount', 'deviceAccount.accountId', 'account.id')
    .select('account.personId')
    .where('account.id', '=', session.accountId)
    .where('account.isActive', '=', 1)
    .where('deviceAccount.deviceId', '=', of.deviceId)
    .where('deviceAccount.unboundAt', 'is', null)
    .executeTakeFirst();
  if (account === undefined) return { outcome: 'account-unknown' };
  return { outcome: 'open', accountId: session.accountId, personId: account.personId };
}

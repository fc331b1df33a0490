import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Id, Instant } from '../../domain/id.ts';
import {
  sessionProofText,
  type DeviceMemory,
  type SessionReply,
  type SessionRequest,
  type StorageLost,
} from '../../protocol/enrolment.ts';
import type { Reader } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { readDeviceSession, requireDevice, type DeviceRow } from '../sync/authenticate.ts';
import { writeAudit } from './audit.ts';
import { endReplaced } from './replaced-secret.ts';
import { cookieSecret, hashSecret, hmacText, isSameSecret, newSecret } from './secrets.ts';
import { readServerSecret } from './server-secret.ts';

const SESSION_MS = 12 * 60 * 60 * 1000;
const MEMORY_COOKIE = 'shouwang-device';
/** As long as Chrome keeps any cookie. */
const MEMORY_SECONDS = 400 * 24 * 60 * 60;

/** The phone that asks. Throws `device-unknown` or `device-revoked`. */
export async function requirePhone(c: Context, db: Reader): Promise<DeviceRow> {
  const device = await requireDevice(c, db);
  if (device.revokedAt !== null) throw new Problem('device-revoked');
  return device;
}

/** The account that reads on the phone that asks. Throws `session-expired`. */
export async function requirePhoneAccount(c: Context, deps: Dependencies): Promise<Id> {
  const device = await requirePhone(c, deps.db);
  const at = instantOf(deps.now());
  const session = await readDeviceSession(c, deps.db, { deviceId: device.id, at });
  if (session.outcome !== 'open') throw new Problem('session-expired');
  return session.accountId;
}

/**
 * Opens a reading session of 12 hours for an account that has proved, with its secret on this phone,
 * that its PIN was entered. A nonce opens one session only.
 */
export async function openPhoneSession(
  deps: Dependencies,
  device: DeviceRow,
  request: SessionRequest,
): Promise<SessionReply> {
  const { accountId, nonce, proof } = request;
  const bound = await deps.db
    .selectFrom('deviceAccount')
    .innerJoin('account', 'account.id', 'deviceAccount.accountId')
    .select(['deviceAccount.secret', 'account.isActive'])
    .where('deviceId', '=', device.id)
    .where('accountId', '=', accountId)
    .where('unboundAt', 'is', null)
    .executeTakeFirst();
  if (bound?.isActive !== 1) throw new Problem('forbidden');
  const expected = hmacText(bound.secret, sessionProofText(device.id, accountId, nonce));
  if (!isSameSecret(expected, proof)) throw new Problem('forbidden');
  const token = newSecret();
  const now = deps.now();
  const expiresAt = instantOf(now + SESSION_MS);
  await writeDatabase(deps.db, async (tx) => {
    const added = await tx
      .insertInto('session')
      .values({
        tokenHash: hashSecret(token),
        kind: 'device',
        accountId,
        deviceId: device.id,
        nonceHash: hashSecret(nonce),
        createdAt: instantOf(now),
        expiresAt,
      })
      .onConflict((conflict) => conflict.column('nonceHash').doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows !== 1n) throw new Problem('conflict', { at: 'nonce' });
    await endReplaced(tx, { deviceId: device.id, accountId }, instantOf(now));
  });
  return { session: token, expiresAt };
}

/** The device's id, and that we said so. */
function signed(settings: Dependencies['settings'], deviceId: Id): string {
  return `${deviceId}.${hmacText(cookieSecret(readServerSecret(settings)), deviceId)}`;
}

/** The phone whose cookie this is, in our own hand: its id alone others know too, for it comes down with facts. */
function rememberedId(c: Context, { settings }: Dependencies): Id | null {
  const cookie = getCookie(c, MEMORY_COOKIE) ?? '';
  const id = cookie.split('.')[0] ?? '';
  return isSameSecret(cookie, signed(settings, id)) ? id : null;
}

/** Names the phone and grants nothing: an app that finds itself empty can ask what it last held. */
export function rememberPhone(c: Context, { settings }: Dependencies, deviceId: Id): void {
  setCookie(c, MEMORY_COOKIE, signed(settings, deviceId), {
    path: '/api',
    httpOnly: true,
    sameSite: 'Strict',
    secure: settings.isHttps,
    maxAge: MEMORY_SECONDS,
  });
}

/** The app on it is empty because it should be. */
export function forgetPhone(c: Context, { settings }: Dependencies): void {
  deleteCookie(c, MEMORY_COOKIE, { path: '/api', secure: settings.isHttps });
}

/**
 * For the office, once for each loss: what was told since the last contact is told already. Nothing for a phone that
 * is not known.
 */
export async function noteStorageLost(
  c: Context,
  deps: Dependencies,
  { pending }: StorageLost,
): Promise<void> {
  const id = rememberedId(c, deps);
  if (id === null) return;
  const at = instantOf(deps.now());
  await writeDatabase(deps.db, async (tx) => {
    const device = await tx
      .selectFrom('device')
      .select(['id', 'lastContactAt'])
      .where('id', '=', id)
      .where('revokedAt', 'is', null)
      .executeTakeFirst();
    if (device === undefined) return;
    const told = (await readStorageLosses(tx)).get(device.id);
    if (told !== undefined && told.at >= (device.lastContactAt ?? told.at)) return;
    const details = { pending };
    await writeAudit(tx, { at, accountId: null, what: STORAGE_LOST, subject: device.id, details });
  });
}

const STORAGE_LOST = 'device.storage-lost';

/** The last loss that each phone has told of. */
export async function readStorageLosses(
  db: Reader,
): Promise<Map<Id, { at: Instant; pending: number | null }>> {
  const rows = await db
    .selectFrom('audit')
    .select(['subject', 'at', 'details'])
    .where('what', '=', STORAGE_LOST)
    .orderBy('at')
    .execute();
  return new Map(
    rows.map(({ subject, at, details }) => {
      const { pending } = JSON.parse(details) as StorageLost;
      return [subject ?? '', { at, pending }];
    }),
  );
}

/** A revoked phone is empty because it was wiped: nothing is missed on it. */
export async function readDeviceMemory(c: Context, deps: Dependencies): Promise<DeviceMemory> {
  const id = rememberedId(c, deps);
  if (id === null) return { device: null };
  const device = await deps.db
    .selectFrom('device')
    .select(['name', 'lastContactAt', 'pending', 'oldestPendingAt'])
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return { device: device ?? null };
}

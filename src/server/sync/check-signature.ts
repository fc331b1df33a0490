import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Id, Instant } from '../../domain/id.ts';
import { signedText, type Operation } from '../../domain/operation.ts';
import type { ParkReason } from '../../protocol/sync.ts';
import type { Reader } from '../database/tables.ts';

const SIGNATURE_BYTES = 16;

/**
 * Whether the account recorded it on this device: `null`, or why not. An account that was taken off the
 * device keeps what it recorded before.
 */
export async function checkSignature(
  db: Reader,
  operation: Operation,
  from: { deviceId: Id; correctedAt: Instant },
): Promise<Extract<ParkReason, 'not-bound' | 'bad-signature'> | null> {
  const bound = await db
    .selectFrom('deviceAccount')
    .select(['secret', 'unboundAt'])
    .where('deviceId', '=', from.deviceId)
    .where('accountId', '=', operation.by)
    .executeTakeFirst();
  if (bound === undefined) return 'not-bound';
  if (!isSignedWith(bound.secret, operation) && !(await isSignedBefore(db, operation, from)))
    return 'bad-signature';
  return bound.unboundAt !== null && from.correctedAt >= bound.unboundAt ? 'not-bound' : null;
}

/** By the secret of an earlier enrolment, while that was in force: unsent work outlives ten wrong PINs. */
async function isSignedBefore(
  db: Reader,
  operation: Operation,
  from: { deviceId: Id; correctedAt: Instant },
): Promise<boolean> {
  const replaced = await db
    .selectFrom('replacedSecret')
    .select('secret')
    .where('deviceId', '=', from.deviceId)
    .where('accountId', '=', operation.by)
    .where('replacedAt', '>', from.correctedAt)
    .execute();
  return replaced.some(({ secret }) => isSignedWith(secret, operation));
}

/** `secret` is base64url; the key of the HMAC is its 32 bytes. */
function isSignedWith(secret: string, operation: Operation): boolean {
  const expected = createHmac('sha256', Buffer.from(secret, 'base64url'))
    .update(signedText(operation), 'utf8')
    .digest()
    .subarray(0, SIGNATURE_BYTES);
  const given = Buffer.from(operation.sig, 'base64url');
  return given.length === SIGNATURE_BYTES && timingSafeEqual(given, expected);
}

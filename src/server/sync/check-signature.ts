import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Id, Instant } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import { signedText } from '../../domain/operation-text.ts';
import type { ParkReason } from '../../protocol/sync.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';

const SIGNATURE_BYTES = 16;

/** An account on the device that sends, with every secret that it ever signed with there. */
export interface Signer {
  personId: Id;
  secret: string;
  unboundAt: Instant | null;
  /** Of earlier enrolments: unsent work outlives ten wrong PINs. */
  replaced: { secret: string; replacedAt: Instant }[];
}

export async function readSigners(
  db: Reader,
  { deviceId, accountIds }: { deviceId: Id; accountIds: readonly Id[] },
): Promise<ReadonlyMap<Id, Signer>> {
  const signers = new Map<Id, Signer>();
  for (const ids of idChunks(accountIds)) {
    const bound = await db
      .selectFrom('deviceAccount')
      .innerJoin('account', 'account.id', 'deviceAccount.accountId')
      .select(['accountId', 'personId', 'secret', 'unboundAt'])
      .where('deviceId', '=', deviceId)
      .where('accountId', 'in', ids)
      .execute();
    for (const { accountId, ...row } of bound) signers.set(accountId, { ...row, replaced: [] });
  }
  if (signers.size === 0) return signers;
  const replaced = await db
    .selectFrom('replacedSecret')
    .select(['accountId', 'secret', 'replacedAt'])
    .where('deviceId', '=', deviceId)
    .execute();
  for (const { accountId, ...row } of replaced) signers.get(accountId)?.replaced.push(row);
  return signers;
}

/**
 * Whether the account recorded it on this device: `null`, or why not. An account that was taken off the
 * device keeps what it recorded before.
 */
export function checkSignature(
  signer: Signer,
  operation: Operation,
  correctedAt: Instant,
): Extract<ParkReason, 'not-bound' | 'bad-signature'> | null {
  const { secret, unboundAt, replaced } = signer;
  const secrets = replaced.filter(({ replacedAt }) => replacedAt > correctedAt);
  const isSigned =
    isSignedWith(secret, operation) ||
    secrets.some((earlier) => isSignedWith(earlier.secret, operation));
  if (!isSigned) return 'bad-signature';
  return unboundAt !== null && correctedAt >= unboundAt ? 'not-bound' : null;
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

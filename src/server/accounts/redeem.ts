import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { v4 as uuidv4 } from 'uuid';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { RedeemReply, RedeemRequest } from '../../protocol/enrolment.ts';
import { numberOf, readCode } from '../../protocol/enrolment-code.ts';
import type { ProblemCode } from '../../protocol/problem.ts';
import { readMeta, readServerIdentity } from '../database/meta.ts';
import { isPostgres } from '../database/postgres.ts';
import type { Reader, Tables, Tx } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { readStandings } from '../enrolment/standing.ts';
import { Problem } from '../problem.ts';
import { writeAudit } from './audit.ts';
import { countNumberTry, forgetNumberTries, WRONG_TRIES } from './number-tries.ts';
import { hashCode, hashNumber, hashSecret } from './secrets.ts';
import { replaceSecret } from './replaced-secret.ts';
import { readServerSecret } from './server-secret.ts';

type CodeRow = Selectable<Tables['enrolmentCode']>;

/** One redemption: what was sent, and what of it is looked up. */
interface Redemption {
  request: RedeemRequest;
  codeHash: string;
  /** `null` for a code that enrols by itself. */
  numberHash: string | null;
  redeemHash: string;
  knownDeviceId: Id | null;
  at: Instant;
}

/**
 * Takes a code and binds its account to a phone: a new one, or `knownDeviceId`'s. The same body again
 * gets the same answer (the reply may have been lost); another body with the same code is `code-used`.
 */
export async function redeem(
  deps: Dependencies,
  request: RedeemRequest,
  knownDeviceId: Id | null,
): Promise<RedeemReply> {
  const code = readCode(request.code);
  if (code === null) throw new Problem('code-unknown');
  const secret = readServerSecret(deps.settings);
  const number = numberOf(code);
  const redemption: Redemption = {
    request,
    codeHash: hashCode(secret, code),
    numberHash: number === null ? null : hashNumber(secret, number),
    redeemHash: createHash('sha256')
      .update(canonicalJson({ ...request, code }))
      .digest('base64url'),
    knownDeviceId,
    at: instantOf(deps.now()),
  };
  const answer = await writeDatabase(deps.db, (tx) => redeemIn(tx, redemption));
  if (typeof answer === 'string') throw new Problem(answer);
  return answer;
}

/** A refusal that was counted is given, not thrown: the count must outlive the transaction. */
async function redeemIn(
  tx: Tx,
  redemption: Redemption,
): Promise<RedeemReply | Extract<ProblemCode, 'code-mismatch' | 'code-locked'>> {
  const { codeHash, numberHash, redeemHash, at } = redemption;
  const row = await tx
    .selectFrom('enrolmentCode')
    .selectAll()
    .where('hash', '=', codeHash)
    // Of two redemptions at once on PostgreSQL, the second finds the code as the first one left it.
    .$if(isPostgres(tx), (select) => select.forUpdate())
    .executeTakeFirst();
  if (row !== undefined && row.usedAt !== null && row.redeemHash === redeemHash)
    return repeatReply(tx, { ...row, boundAt: row.usedAt });
  if (numberHash !== null) {
    const tries = await countNumberTry(tx, { numberHash, at });
    if (tries > WRONG_TRIES || (row === undefined && tries === WRONG_TRIES)) return 'code-locked';
    if (row === undefined) return 'code-mismatch';
  }
  if (row === undefined) throw new Problem('code-unknown');
  if (row.usedAt !== null) throw new Problem('code-used');
  if (row.expiresAt <= at || !(await isStillFor(tx, row, at))) throw new Problem('code-expired');
  if (numberHash !== null) await forgetNumberTries(tx, [numberHash]);
  return claim(tx, row, redemption);
}

/** No code is for who is no longer active, and a card only for who reports: it lies about on paper for weeks. */
async function isStillFor(
  tx: Tx,
  { accountId, numberHash }: CodeRow,
  at: Instant,
): Promise<boolean> {
  const { personId } = await tx
    .selectFrom('account')
    .select('personId')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const { state } = (await readStandings(tx, [personId], at))(personId);
  return state !== 'inactive' && (numberHash === null || state !== 'on_post');
}

async function claim(tx: Tx, row: CodeRow, redemption: Redemption): Promise<RedeemReply> {
  const { request, codeHash, redeemHash, at } = redemption;
  const { accountId } = row;
  const deviceId = await takeDevice(tx, redemption);
  const secret = request.accountSecret;
  const boundAt = await bindAccount(tx, { deviceId, accountId, secret, at });
  const claimed = await tx
    .updateTable('enrolmentCode')
    .set({ usedAt: boundAt, redeemHash, deviceId })
    .where('hash', '=', codeHash)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  if (claimed.numUpdatedRows !== 1n) throw new Problem('code-used');
  await writeAudit(tx, { at, accountId, what: 'device.enrol', subject: deviceId });
  return describe(tx, { deviceId, accountId, boundAt });
}

function repeatReply(tx: Tx, row: CodeRow & { boundAt: Instant }): Promise<RedeemReply> {
  const { accountId, deviceId, boundAt } = row;
  if (deviceId === null) throw new Problem('code-used');
  return describe(tx, { deviceId, accountId, boundAt });
}

async function takeDevice(
  tx: Tx,
  of: Pick<Redemption, 'request' | 'knownDeviceId' | 'at'>,
): Promise<Id> {
  const { request, knownDeviceId, at } = of;
  if (knownDeviceId !== null) return knownDeviceId;
  if (request.deviceToken === null) throw new Problem('bad-request', { at: 'deviceToken' });
  const tokenHash = hashSecret(request.deviceToken);
  const taken = await tx
    .selectFrom('device')
    .select('id')
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
  if (taken !== undefined) throw new Problem('conflict', { at: 'deviceToken' });
  const id = uuidv4();
  await tx
    .insertInto('device')
    .values({
      id,
      name: request.deviceName,
      platform: request.platform,
      tokenHash,
      enrolledAt: at,
      revokedAt: null,
      drainedAt: null,
      wipedAt: null,
      lastContactAt: at,
      emptiedAt: null,
      app: null,
      pending: 0,
      oldestPendingAt: null,
      parked: 0,
      clockOffsetMs: null,
      freeBytes: null,
      persisted: 0,
    })
    .execute();
  return id;
}

/**
 * Enrolled again: the phone has made a new secret, and the old one signs until the new one is first used, for our
 * reply may be lost. What the old one has opened ends here. Gives when it was bound: later than the time before, also
 * by a clock that was set back.
 */
async function bindAccount(
  tx: Tx,
  of: { deviceId: Id; accountId: Id; secret: string; at: Instant },
): Promise<Instant> {
  const { deviceId, accountId, secret, at } = of;
  const known = await tx
    .selectFrom('deviceAccount')
    .select(['secret', 'boundAt'])
    .where('deviceId', '=', deviceId)
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  const isLater = known === undefined || at > known.boundAt;
  const boundAt = isLater ? at : instantOf(Date.parse(known.boundAt) + 1);
  if (known !== undefined) await replaceSecret(tx, { deviceId, accountId, secret: known.secret });
  await tx
    .insertInto('deviceAccount')
    .values({ deviceId, accountId, secret, boundAt, unboundAt: null })
    .onConflict((conflict) =>
      conflict.columns(['deviceId', 'accountId']).doUpdateSet({ secret, boundAt, unboundAt: null }),
    )
    .execute();
  return boundAt;
}

async function describe(
  db: Reader,
  of: { deviceId: Id; accountId: Id; boundAt: Instant },
): Promise<RedeemReply> {
  const { deviceId, accountId, boundAt } = of;
  const account = await db
    .selectFrom('account')
    .select(['id', 'personId', 'name'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const { serverId } = await readServerIdentity(db);
  const publicKey = await readMeta(db, 'organisation_public_key');
  if (publicKey === null) throw new Problem('unavailable', { why: 'not-set-up' });
  return {
    server: serverId,
    deviceId,
    account,
    boundAt,
    organisation: (await readMeta(db, 'organisation_name')) ?? '',
    isDemo: (await readMeta(db, 'is_demo')) === '1',
    publicKey: JSON.parse(publicKey) as Record<string, unknown>,
  };
}

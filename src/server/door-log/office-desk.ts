import { createHmac } from 'node:crypto';
import { FACT_VERSIONS, type FactBody, type FactType } from '../../domain/fact.ts';
import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import { signedText } from '../../domain/operation-text.ts';
import { OFFICE_DESK_ID } from '../../protocol/office-door-log.ts';
import type { GivenResult } from '../../protocol/sync.ts';
import { newSecret } from '../accounts/secrets.ts';
import type { Tx } from '../database/tables.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { openLog } from '../sync/device-log.ts';
import { takeOperations, type TakenPush } from '../sync/take-operations.ts';

/** One journal for the whole office. */
const DESK_LOG_ID = OFFICE_DESK_ID;
const SIGNATURE_BYTES = 16;
/** No hash is written like this: nobody can show the token that belongs to it. */
const NO_TOKEN = 'none:office-desk';
const BOOT = 'office';

/** Something that an account of the office records, under an id that its screen has made. */
export interface DeskFact<T extends FactType> {
  id: Id;
  accountId: Id;
  type: T;
  body: FactBody<T>;
}

/** The office's journal, locked until the transaction ends: two requests of one click come one after the other. */
export async function openDesk(tx: Tx, at: string): Promise<void> {
  await tx
    .insertInto('device')
    .values({
      id: OFFICE_DESK_ID,
      name: 'office desk',
      platform: 'office-desk',
      tokenHash: NO_TOKEN,
      enrolledAt: at,
      pending: 0,
      parked: 0,
      persisted: 0,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await openLog(tx, DESK_LOG_ID, OFFICE_DESK_ID);
}

/**
 * Signs the fact as the account's and takes it through the same door as every phone's. The desk must be
 * open. What would be parked comes back as such; the caller undoes the transaction.
 */
export async function recordAtDesk<T extends FactType>(
  tx: Tx,
  deps: Dependencies,
  fact: DeskFact<T>,
): Promise<{ result: GivenResult; heads: TakenPush['heads'] }> {
  const receivedAtMs = deps.now();
  const receivedAt = instantOf(receivedAtMs);
  const zone = deps.settings.campusZone;
  const { id, accountId: by, type, body } = fact;
  const secret = await deskSecret(tx, by, receivedAt);
  const tv = FACT_VERSIONS[type];
  const unsigned = { id, by, at: receivedAt, zone, boot: BOOT, monoMs: 0, offsetMs: 0 };
  const operation = { ...unsigned, type, tv, shiftId: null, body };
  const numbered = { ...operation, seq: await nextSeq(tx), sig: sign(secret, operation) };
  const taken = await takeOperations(
    {
      tx,
      deviceId: OFFICE_DESK_ID,
      logId: DESK_LOG_ID,
      clock: { now: receivedAt, zone, boot: BOOT, monoMs: 0 },
      clockReadAtMs: receivedAtMs,
      receivedAt,
      emptiedAt: null,
      isQuarantined: false,
      campusZone: zone,
      report: deps.report,
    },
    [numbered],
  );
  const [result] = taken.reply.results;
  if (result === undefined) throw new Error('one operation was taken and none answered');
  return { result, heads: taken.heads };
}

async function nextSeq(tx: Tx): Promise<number> {
  const last = await tx
    .selectFrom('logEntry')
    .select('seq')
    .where('logId', '=', DESK_LOG_ID)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (last?.seq ?? 0) + 1;
}

/** The account's secret at the desk, made at its first fact. It never leaves the server. */
async function deskSecret(tx: Tx, accountId: Id, at: string): Promise<string> {
  await tx
    .insertInto('deviceAccount')
    .values({
      deviceId: OFFICE_DESK_ID,
      accountId,
      secret: newSecret(),
      boundAt: at,
      unboundAt: null,
    })
    .onConflict((conflict) => conflict.columns(['deviceId', 'accountId']).doNothing())
    .execute();
  const { secret } = await tx
    .selectFrom('deviceAccount')
    .select('secret')
    .where('deviceId', '=', OFFICE_DESK_ID)
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow();
  return secret;
}

function sign(secret: string, operation: Omit<Operation, 'sig' | 'seq'>): string {
  return createHmac('sha256', Buffer.from(secret, 'base64url'))
    .update(signedText(operation), 'utf8')
    .digest()
    .subarray(0, SIGNATURE_BYTES)
    .toString('base64url');
}

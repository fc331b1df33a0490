import { v7 as uuidv7 } from 'uuid';
import { FACT_TYPES, isFactType, type ReadBody } from '../../domain/fact.ts';
import type { Instant } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import type { OperationResult, ParkReason } from '../../protocol/sync.ts';
import { noteAttachments } from '../attachments/note-attachments.ts';
import { assignmentsOf } from '../database/access.ts';
import { Problem } from '../problem.ts';
import { checkSignature } from './check-signature.ts';
import { correctTime } from './correct-time.ts';
import { fileFact } from './file-fact.ts';
import { isParking, judgeFact, type Parking, type Ruling } from './judge-fact.ts';
import type { PushWork } from './push-work.ts';
import { readEnvelope, type Envelope } from './read-envelope.ts';
import type { OpRow } from './stored-facts.ts';
import { savepoint } from './savepoint.ts';

/** Stores one operation and judges it; one that came before gets the answer it got then. */
export async function takeOperation(work: PushWork, raw: unknown): Promise<OperationResult> {
  const envelope = readEnvelope(raw);
  await refuseFork(work, envelope);
  const known = await findKnown(work, envelope);
  if (known.same !== null) {
    await enterLog(work, envelope, known.same);
    return resultOf(known.same, envelope, 'known');
  }
  const row = newRow(work, envelope, known.isIdTaken);
  await work.tx.insertInto('opLog').values(row).execute();
  await enterLog(work, envelope, row);
  const { id, deviceId } = row;
  await noteAttachments(work.tx, { id, deviceId, body: envelope.operation?.body });
  const parking = known.isIdTaken
    ? ({ why: 'id-reuse', field: 'id' } as const)
    : await judgeOrPark(work, envelope, row);
  if (parking === null) return resultOf(row, envelope, 'stored');
  const parked = { outcome: 'parked', why: parking.why, field: parking.field } as const;
  await work.tx.updateTable('opLog').set(parked).where('id', '=', row.id).execute();
  return resultOf({ ...row, ...parked }, envelope, 'stored');
}

/** One number of a journal names one operation for ever: else two copies of the journal are at work. */
async function refuseFork(work: PushWork, { seq, sentId, sha }: Envelope): Promise<void> {
  if (seq === null) return;
  const entry = await work.tx
    .selectFrom('logEntry')
    .innerJoin('opLog', 'opLog.id', 'logEntry.opId')
    .select(['opLog.sentId', 'opLog.sha'])
    .where('logEntry.logId', '=', work.logId)
    .where('logEntry.seq', '=', seq)
    .executeTakeFirst();
  if (entry === undefined || entry.sentId === sentId || entry.sha === sha) return;
  throw new Problem('log-fork', { seq });
}

/** The same operation from before, byte for byte; or that its id already names another one. */
async function findKnown(
  work: PushWork,
  { sentId, sha }: Envelope,
): Promise<{ same: OpRow | null; isIdTaken: boolean }> {
  const rows = await work.tx
    .selectFrom('opLog')
    .selectAll()
    .where((where) =>
      sentId === null
        ? where.and([where('sha', '=', sha), where('logId', '=', work.logId)])
        : where('sentId', '=', sentId),
    )
    .execute();
  return { same: rows.find((row) => row.sha === sha) ?? null, isIdTaken: rows.length > 0 };
}

async function enterLog(work: PushWork, { seq }: Envelope, row: OpRow): Promise<void> {
  if (seq === null) return;
  await work.tx
    .insertInto('logEntry')
    .values({ logId: work.logId, seq, opId: row.id })
    .onConflict((conflict) => conflict.columns(['logId', 'seq']).doNothing())
    .execute();
}

function newRow(work: PushWork, envelope: Envelope, isIdTaken: boolean): OpRow {
  const { operation, sentId, seq, sha, text } = envelope;
  const id = sentId === null || isIdTaken ? uuidv7() : sentId;
  return {
    id,
    sentId: sentId ?? id,
    logId: work.logId,
    seq: seq ?? 0,
    deviceId: work.deviceId,
    accountId: operation?.by ?? null,
    type: operation?.type ?? '',
    rootId: null,
    sha,
    envelope: text,
    outcome: 'stored',
    why: null,
    field: null,
    at: operation?.at ?? work.receivedAt,
    correctedAt:
      operation === null ? work.receivedAt : correctTime(operation, work.clock, work.clockReadAtMs),
    receivedAt: work.receivedAt,
    purgedAt: null,
  };
}

function resultOf(row: OpRow, envelope: Envelope, outcome: 'stored' | 'known'): OperationResult {
  return {
    id: row.sentId,
    seq: envelope.seq ?? 0,
    outcome: row.outcome === 'parked' ? 'parked' : outcome,
    why: row.why as ParkReason | null,
    field: row.field,
    correctedAt: row.correctedAt,
    receivedAt: row.receivedAt,
  };
}

/** A fault in our own rules parks the one operation that met it; a fault of the database undoes the push. */
async function judgeOrPark(
  work: PushWork,
  envelope: Envelope,
  row: OpRow,
): Promise<Parking | null> {
  if (envelope.operation === null) return { why: 'bad-body', field: envelope.field };
  const { operation } = envelope;
  const judged = await savepoint(work.tx, () => judge(work, operation, row));
  if (judged.outcome === 'done') return judged.value;
  work.report(judged.fault);
  return { why: 'bad-body', field: null };
}

/** `null` where it counts, and is filed. */
async function judge(work: PushWork, operation: Operation, row: OpRow): Promise<Parking | null> {
  if (work.isQuarantined) return { why: 'not-bound', field: null };
  const { correctedAt } = row;
  const from = { deviceId: work.deviceId, correctedAt };
  const unsigned = await checkSignature(work.tx, operation, from);
  if (unsigned !== null) return { why: unsigned, field: unsigned === 'not-bound' ? 'by' : 'sig' };
  const read = readBody(operation);
  if ('why' in read) return read;
  const account = await work.tx
    .selectFrom('account')
    .select('personId')
    .where('id', '=', operation.by)
    .executeTakeFirstOrThrow();
  const telling = { by: operation.by, personId: account.personId, correctedAt };
  const ruling = await judgeFact(work.tx, read, telling);
  if (isParking(ruling)) return ruling;
  const refused = await refuseWithoutRight(work, ruling, telling);
  if (refused !== null) return { why: refused, field: null };
  const { rootId, scopes } = ruling;
  if (rootId !== null)
    await work.tx.updateTable('opLog').set({ rootId }).where('id', '=', row.id).execute();
  await fileFact(work, { ...row, rootId, scopes });
  for (const id of ruling.personIds) work.personIds.add(id);
  for (const id of ruling.doorIds) work.doorIds.add(id);
  return null;
}

function readBody({ type, tv, body }: Operation): ReadBody | Parking {
  if (!isFactType(type)) return { why: 'unknown-type', field: 'type' };
  if (FACT_TYPES[type].tv !== tv) return { why: 'unknown-type', field: 'tv' };
  const parsed = FACT_TYPES[type].body.safeParse(body);
  if (parsed.success) return { type, body: parsed.data } as ReadBody;
  const path = parsed.error.issues[0]?.path ?? [];
  return { why: 'bad-body', field: ['body', ...path].join('.') };
}

/**
 * The right is judged at the time of the fact. A phone that had nothing waiting at its last contact
 * cannot hold older facts: one that claims to, and whose right has ended since, is for a person to judge.
 */
async function refuseWithoutRight(
  work: PushWork,
  ruling: Ruling,
  { by, correctedAt }: { by: string; correctedAt: Instant },
): Promise<ParkReason | null> {
  const assignments = (await assignmentsOf(work.tx, [by])).get(by) ?? [];
  if (!ruling.isAllowed(assignments, correctedAt)) return 'not-allowed';
  const isBackdated = work.emptiedAt !== null && correctedAt < work.emptiedAt;
  if (isBackdated && !ruling.isAllowed(assignments, work.receivedAt))
    return 'time-after-right-ended';
  return null;
}

import { v7 as uuidv7 } from 'uuid';
import type { Instant } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import type { GivenResult, ParkReason } from '../../protocol/sync.ts';
import { UNREADABLE_TYPE } from '../../protocol/unreadable.ts';
import type { FeedChange } from '../database/feed.ts';
import { attempt } from './attempt.ts';
import { checkSignature } from './check-signature.ts';
import { findUnagreed } from './consents-at-hand.ts';
import { correctTime } from './correct-time.ts';
import { fileFact } from './file-fact.ts';
import type { Ground } from './ground.ts';
import { isParking, judgeFact, type Parking, type Ruling } from './judge-fact.ts';
import type { News } from './news.ts';
import type { PushWork } from './push-work.ts';
import type { Envelope } from './read-envelope.ts';
import type { KnownOperation, Register } from './register.ts';
import { noteReport } from './report-marks.ts';
import { sealOf } from './seal-marks.ts';
import type { OpRow } from './stored-facts.ts';

/** What judging needs: who sends, what is known, and what has come of it so far. */
export interface Judging {
  work: PushWork;
  ground: Ground;
  news: News;
}

/** A push at work. */
export interface Taking extends Judging {
  register: Register;
}

/** Stores one operation and judges it; one that came before gets the answer it got then. */
export function takeOperation(taking: Taking, envelope: Envelope): GivenResult {
  const { work, register, news } = taking;
  register.refuseFork(envelope);
  const known = register.find(envelope);
  if (known.same !== null) {
    register.enter(envelope, known.same);
    return resultOf(known.same, envelope, 'known');
  }
  const row = newRow(work, envelope, known.isIdTaken);
  const parking: Parking | null = known.isIdTaken
    ? { why: 'id-reuse', field: 'id' }
    : envelope.operation === null
      ? { why: 'bad-body', field: envelope.field }
      : judgeOrPark(taking, envelope.operation, row);
  if (parking !== null) park(taking, row, parking);
  register.store(row);
  const { id, deviceId } = row;
  news.named.push({ id, deviceId, familyId: row.rootId ?? id, body: envelope.operation?.body });
  register.enter(envelope, row);
  return resultOf(row, envelope, 'stored');
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
    waitsFor: null,
    emptiedAt: null,
    answeredBy: null,
    rejudgedAt: null,
    at: operation?.at ?? work.receivedAt,
    correctedAt:
      operation === null ? work.receivedAt : correctTime(operation, work.clock, work.clockReadAtMs),
    receivedAt: work.receivedAt,
    purgedAt: null,
  };
}

function resultOf(
  row: KnownOperation,
  envelope: Envelope,
  outcome: 'stored' | 'known',
): GivenResult {
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

function park({ work, ground }: Judging, row: OpRow, parking: Parking): void {
  Object.assign(row, { ...parking, outcome: 'parked' });
  if (parking.waitsFor !== undefined) row.emptiedAt = work.emptiedAt;
  if (parking.why !== 'id-reuse') ground.parked.set(row.sentId, row);
}

/** `null` where it counts. A fault in our own rules parks the one operation that met it. */
export function judgeOrPark(taking: Judging, operation: Operation, row: OpRow): Parking | null {
  const judged = attempt(() => judge(taking, operation, row));
  if (judged.outcome === 'fault') {
    taking.work.report(judged.fault);
    return { why: 'bad-body', field: null };
  }
  if ('why' in judged.value) return judged.value;
  count(taking, row, judged.value);
  return null;
}

/** What to file where it counts. Changes nothing. */
function judge(
  { work, ground, news }: Judging,
  operation: Operation,
  row: OpRow,
): Parking | Counted {
  if (work.isQuarantined) return { why: 'not-bound', field: null };
  // Of a record that its phone can read no longer: for the office to know of, and never a fact.
  if (operation.type === UNREADABLE_TYPE) return { why: 'unreadable', field: null };
  const { correctedAt } = row;
  const signer = ground.signer(operation.by);
  const unsigned = signer === null ? 'not-bound' : checkSignature(signer, operation, correctedAt);
  if (signer === null || unsigned !== null)
    return { why: unsigned ?? 'not-bound', field: unsigned === 'bad-signature' ? 'sig' : 'by' };
  const read = ground.body(operation);
  if ('why' in read) return read;
  const telling = { by: operation.by, personId: signer.personId, correctedAt };
  const ruling = judgeFact(ground, read, telling);
  if (isParking(ruling)) return ruling;
  const refused = refuseWithoutRight(work, ruling, { ...telling, ground });
  if (refused !== null) return { why: refused, field: null };
  const unagreed = findUnagreed([...ground.consents, ...news.consents], read, telling);
  if (unagreed !== null) return unagreed;
  const { rootId, scopes } = ruling;
  const changes = fileFact(ground.facts, { ...row, read, rootId, scopes });
  return { ruling, changes };
}

interface Counted {
  ruling: Ruling;
  changes: FeedChange[];
}

/** The fact counts: those behind it in this push see it, and it will be filed and marked. */
function count({ ground, news }: Judging, row: OpRow, { ruling, changes }: Counted): void {
  const { rootId, passage, seen, answers } = ruling;
  row.rootId = rootId;
  ground.facts.hold(row);
  for (const change of changes) {
    ground.facts.file(change.refId, [change.scope]);
    news.changes.push(change);
  }
  if (passage !== undefined)
    news.passages.push({ ...passage, at: row.correctedAt, factId: row.id });
  if (answers !== undefined) news.answers.push({ parkedId: answers, voidId: row.id });
  if (seen !== undefined) news.seen.push({ ...seen, factId: row.id });
  for (const id of ruling.personIds) news.personIds.add(id);
  for (const id of ruling.unseenIds) news.unseenIds.add(id);
  for (const id of ruling.doorIds) news.doorIds.add(id);
  noteReport(news, ground.facts, row);
  const sealId = sealOf(ground.facts, row);
  if (sealId !== null) news.sealIds.add(sealId);
}

/**
 * The right is judged at the time of the fact. A phone that had nothing waiting at its last contact
 * cannot hold older facts: one that claims to, and whose right has ended since, is for a person to judge.
 */
function refuseWithoutRight(
  work: PushWork,
  ruling: Ruling,
  { by, correctedAt, ground }: { by: string; correctedAt: Instant; ground: Ground },
): ParkReason | null {
  const assignments = ground.assignments(by);
  if (!ruling.isAllowed(assignments, correctedAt)) return 'not-allowed';
  const isBackdated = work.emptiedAt !== null && correctedAt < work.emptiedAt;
  if (isBackdated && !ruling.isAllowed(assignments, work.receivedAt))
    return 'time-after-right-ended';
  return null;
}

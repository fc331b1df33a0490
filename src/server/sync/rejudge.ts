import { sql } from 'kysely';
import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import { isFactType } from '../../domain/fact.ts';
import type { GivenResult, ParkReason } from '../../protocol/sync.ts';
import { stampFeed } from '../database/feed.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader, Tx } from '../database/tables.ts';
import { ConcurrentChange, writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { consentMarkId } from './consents-at-hand.ts';
import { findReady, waitingRows } from './find-ready.ts';
import { readGround } from './ground.ts';
import type { Parking } from './judge-fact.ts';
import { createNews } from './news.ts';
import { noteAnswers } from './parked-at-hand.ts';
import { renewMarks } from './renew-marks.ts';
import type { OpRow } from './stored-facts.ts';
import { judgeOrPark } from './take-operation.ts';

/** So many answers go down in one reply. */
const TOLD_AT_ONCE = 100;
/** A chain of facts that name each other comes to its end in as many rounds. */
const ROUNDS = 20;

/**
 * Judges again what was parked because something was missing, once that is here: a fact of another phone, a
 * person or a door of the office's, the operation that a void names. In transactions of its own, by
 * state and not by event: what a fault leaves undone, a later call finds. It stands in no other's way.
 *
 * `pushed` has just been committed: looked at is what waits for it, what it waits for itself, and a
 * slice of all else that is waited for, so that the work of one call does not grow with what waits in vain.
 */
export async function rejudgeWaiting(deps: Dependencies, pushed: readonly Id[]): Promise<void> {
  const { db } = deps;
  const slice = await nextSlice(db);
  if (slice.length === 0) return;
  const failed = new Set<Id>();
  const wanted = new Set([...slice, ...(await wantedAround(db, pushed))]);
  for (let round = 0; round < ROUNDS; round += 1) {
    const ready = await findReady(db, [...wanted], failed);
    for (const { id, sentId } of ready) {
      if (!(await rejudgeOrReport(deps, id))) failed.add(id);
      // Others may wait for this one.
      wanted.add(sentId);
    }
    if (ready.length === 0) return;
  }
}

async function rejudgeOrReport(deps: Dependencies, id: Id): Promise<boolean> {
  try {
    await rejudge(deps, id);
    return true;
  } catch (error) {
    deps.report(error);
    return false;
  }
}

/** After an upgrade: what an older server did not understand, and what it parked without saying what it waits for. */
export async function rejudgeAfterStart(deps: Dependencies): Promise<void> {
  const rows = await deps.db
    .selectFrom('opLog')
    .select(['id', 'type', 'why'])
    .where('outcome', '=', 'parked')
    .where('why', 'in', ['unknown-type', 'unknown-reference'])
    .where('waitsFor', 'is', null)
    .where('answeredBy', 'is', null)
    .where('purgedAt', 'is', null)
    .execute();
  for (const { id, type, why } of rows)
    if (why !== 'unknown-type' || isFactType(type)) await rejudgeOrReport(deps, id);
}

/** Of this device, what came of operations that were parked before: repeated until the phone holds nothing parked. */
export async function readRejudged(db: Reader, deviceId: Id): Promise<GivenResult[]> {
  const rows = await db
    .selectFrom('opLog')
    .select(['sentId', 'seq', 'outcome', 'why', 'field', 'correctedAt', 'receivedAt'])
    .where('rejudgedAt', 'is not', null)
    .where('deviceId', '=', deviceId)
    .where('answeredBy', 'is', null)
    .orderBy('rejudgedAt', 'desc')
    .limit(TOLD_AT_ONCE)
    .execute();
  return rows.map(({ sentId: id, outcome, why, ...row }) => ({
    ...row,
    id,
    // One that came to count and was erased in its time has counted.
    outcome: outcome === 'parked' ? outcome : 'stored',
    why: why as ParkReason | null,
  }));
}

/** Those of the pushed that are waited for, and what they wait for themselves: it may have come while they were stored. */
async function wantedAround(db: Reader, pushed: readonly Id[]): Promise<Id[]> {
  const wanted: Id[] = [];
  for (const ids of idChunks(pushed)) {
    const rows = waitingRows(db).select('waitsFor').distinct();
    const own = await rows.where('sentId', 'in', ids).execute();
    const others = await rows.where('waitsFor', 'in', ids).execute();
    wanted.push(...[...own, ...others].flatMap(({ waitsFor }) => waitsFor ?? []));
    const consents = await consentsAmong(db, ids);
    wanted.push(...consents);
  }
  return wanted;
}

/** Of these operations, what a report waits for that waits for consent. */
async function consentsAmong(db: Reader, ids: readonly Id[]): Promise<Id[]> {
  const rows = await db
    .selectFrom('opLog')
    .innerJoin('account', 'account.id', 'opLog.accountId')
    .select('account.personId')
    .where('opLog.sentId', 'in', ids)
    .where(sql`${sql.ref('opLog.type')} || ''`, '=', 'consent')
    .execute();
  return rows.map(({ personId }) => consentMarkId(personId));
}

/** So much of what is waited for is looked at in passing. */
const SLICE = 100;
/** Where the next slice begins, in this process. */
const sliceFrom = new WeakMap<Reader, Id>();

/**
 * What the office has entered comes without a push. Goes round: each call takes the ids after those of
 * the last one. Empty only where nothing waits.
 */
async function nextSlice(db: Reader): Promise<Id[]> {
  const from = sliceFrom.get(db) ?? '';
  const rows = await waitingRows(db)
    .select('waitsFor')
    .distinct()
    .where('waitsFor', '>', from)
    .orderBy('waitsFor')
    .limit(SLICE)
    .execute();
  const wanted = rows.flatMap(({ waitsFor }) => waitsFor ?? []);
  sliceFrom.set(db, wanted.length < SLICE ? '' : (wanted.at(-1) ?? ''));
  return wanted.length === 0 && from !== '' ? nextSlice(db) : wanted;
}

async function rejudge(deps: Dependencies, id: Id): Promise<void> {
  const heads = await writeDatabase(deps.db, async (tx) => {
    const row = await tx
      .selectFrom('opLog')
      .selectAll()
      .where('id', '=', id)
      .where('outcome', '=', 'parked')
      .where('answeredBy', 'is', null)
      .executeTakeFirst();
    return row === undefined ? new Map<string, number>() : judgeAgain(tx, deps, row);
  });
  deps.pokes.announce(heads);
}

/** As it would have been judged at its receipt, had what it names been here. */
async function judgeAgain(tx: Tx, deps: Dependencies, before: OpRow): Promise<Map<string, number>> {
  const operation = { ...(JSON.parse(before.envelope) as Operation), seq: Math.max(1, before.seq) };
  const ground = await readGround(tx, { deviceId: before.deviceId, operations: [operation] });
  const at = instantOf(deps.now());
  const work = {
    tx,
    deviceId: before.deviceId,
    logId: before.logId,
    clock: { now: before.receivedAt, zone: '', boot: '', monoMs: 0 },
    clockReadAtMs: Date.parse(before.receivedAt),
    receivedAt: before.receivedAt,
    emptiedAt: before.emptiedAt,
    isQuarantined: false,
    campusZone: deps.settings.campusZone,
    report: deps.report,
  };
  const judging = { work, ground, news: createNews() };
  const row = { ...before, why: null, field: null, waitsFor: null };
  const parking = judgeOrPark(judging, operation, row);
  await settle(tx, row, {
    outcome: parking === null ? 'stored' : 'parked',
    why: parking?.why ?? null,
    field: parking?.field ?? null,
    rootId: row.rootId,
    waitsFor: stillWaits(before, parking),
    rejudgedAt: at,
  });
  await noteAnswers(tx, judging.news.answers);
  // The door was heard when the operation came, not now.
  judging.news.doorIds.clear();
  const marks = await renewMarks(judging);
  return stampFeed(tx, [...judging.news.changes, ...marks]);
}

/** What is here and still does not do would be looked at for ever; a consent may be given at any time. */
function stillWaits(before: OpRow, parking: Parking | null): Id | null {
  const waitsFor = parking?.waitsFor ?? null;
  return parking?.why !== 'no-consent' && waitsFor === before.waitsFor ? null : waitsFor;
}

/** Another server may judge it at the same time, or its author may just have taken it back. */
async function settle(
  tx: Tx,
  { id }: OpRow,
  outcome: Pick<OpRow, 'outcome' | 'why' | 'field' | 'rootId' | 'waitsFor' | 'rejudgedAt'>,
): Promise<void> {
  const settled = await tx
    .updateTable('opLog')
    .set(outcome)
    .where('id', '=', id)
    .where('outcome', '=', 'parked')
    .where('answeredBy', 'is', null)
    .executeTakeFirst();
  if (settled.numUpdatedRows !== 1n) throw new ConcurrentChange();
}

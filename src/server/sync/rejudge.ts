import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import { isFactType } from '../../domain/fact.ts';
import type { OperationResult, ParkReason } from '../../protocol/sync.ts';
import { stampFeed } from '../database/feed.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader, Tx } from '../database/tables.ts';
import { ConcurrentChange, writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { readGround } from './ground.ts';
import { createNews } from './news.ts';
import { noteAnswers } from './parked-at-hand.ts';
import { renewMarks } from './renew-marks.ts';
import type { OpRow } from './stored-facts.ts';
import { judgeOrPark } from './take-operation.ts';

const AT_ONCE = 100;
/** A chain of facts that name each other comes to its end in as many rounds. */
const ROUNDS = 20;

/**
 * Judges again what was parked because something was missing, once that is here: a fact of another phone, a
 * person or a door of the office's, the operation that a void names. In transactions of its own, by
 * state and not by event: what a fault leaves undone, the next call finds. It stands in no other's way.
 */
export async function rejudgeWaiting(deps: Dependencies): Promise<void> {
  const failed = new Set<Id>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const ids = await findReady(deps.db, failed);
    for (const id of ids) if (!(await rejudgeOrReport(deps, id))) failed.add(id);
    if (ids.length === 0) return;
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
export async function readRejudged(db: Reader, deviceId: Id): Promise<OperationResult[]> {
  const rows = await db
    .selectFrom('opLog')
    .select(['sentId', 'seq', 'outcome', 'why', 'field', 'correctedAt', 'receivedAt'])
    .where('rejudgedAt', 'is not', null)
    .where('deviceId', '=', deviceId)
    .where('answeredBy', 'is', null)
    .orderBy('rejudgedAt', 'desc')
    .limit(AT_ONCE)
    .execute();
  return rows.map(({ sentId: id, outcome, why, ...row }) => ({
    ...row,
    id,
    // One that came to count and was erased in its time has counted.
    outcome: outcome === 'parked' ? outcome : 'stored',
    why: why as ParkReason | null,
  }));
}

async function findReady(db: Reader, except: ReadonlySet<Id>): Promise<Id[]> {
  const waiting = await db
    .selectFrom('opLog')
    .select(['id', 'type', 'waitsFor'])
    .where('waitsFor', 'is not', null)
    .where('outcome', '=', 'parked')
    .where('answeredBy', 'is', null)
    .where('purgedAt', 'is', null)
    .orderBy('receivedAt')
    .execute();
  if (waiting.length === 0) return [];
  const here = await findHere(db, [...new Set(waiting.flatMap(({ waitsFor }) => waitsFor ?? []))]);
  const ready = waiting.filter(({ id, type, waitsFor }) => {
    if (except.has(id)) return false;
    const found = waitsFor === null ? undefined : here.get(waitsFor);
    return found === 'counts' || (found === 'parked' && type === 'void');
  });
  return ready.slice(0, AT_ONCE).map(({ id }) => id);
}

/** Which of these are documents or facts that count, and which are parked operations: only a void may name those. */
async function findHere(db: Reader, wanted: readonly Id[]): Promise<Map<Id, 'counts' | 'parked'>> {
  const here = new Map<Id, 'counts' | 'parked'>();
  for (const ids of idChunks(wanted)) {
    const operations = await db
      .selectFrom('opLog')
      .select(['id', 'sentId', 'outcome'])
      .where('sentId', 'in', ids)
      .execute();
    const documents = db
      .selectFrom('document')
      .select('id')
      .where('kind', 'in', ['door', 'room', 'unit', 'building', 'area', 'directory'])
      .where('id', 'in', ids);
    for (const { sentId } of operations.filter(({ outcome }) => outcome === 'parked'))
      here.set(sentId, 'parked');
    for (const { id } of operations.filter(({ outcome }) => outcome === 'stored'))
      here.set(id, 'counts');
    for (const { id } of await documents.execute()) here.set(id, 'counts');
  }
  return here;
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
    // What is here and still does not do would be looked at for ever.
    waitsFor: parking?.waitsFor === before.waitsFor ? null : (parking?.waitsFor ?? null),
    rejudgedAt: at,
  });
  await noteAnswers(tx, judging.news.answers);
  // The door was heard when the operation came, not now.
  judging.news.doorIds.clear();
  const marks = await renewMarks(judging);
  return stampFeed(tx, [...judging.news.changes, ...marks]);
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

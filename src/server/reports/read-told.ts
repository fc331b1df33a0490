import { setImmediate } from 'node:timers/promises';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Day, Id, Instant } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import type { Slot } from '../../domain/report-rules.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader, Tables } from '../database/tables.ts';
import { isRare, isStored, readFacts } from '../rounds/read-facts.ts';
import { factOf } from '../sync/stored-facts.ts';

type ToldType = 'self-report' | 'session-check' | 'session-return';
type Row = Pick<
  Tables['opLog'],
  'id' | 'deviceId' | 'envelope' | 'correctedAt' | 'receivedAt' | 'rootId'
>;

/** A campus tells some 15,000 reports in its fullest hour. */
const STEP_MS = 3_600_000;

/**
 * What was told of that day's sessions, or of one of them, then or late, and what was taken back since; and every
 * amendment since, which may have moved one here, with what it amends. `from` is the day's first instant. Goes on
 * hour by hour and lets others in between.
 */
export async function readToldOf(
  db: Reader,
  of: {
    types: readonly ToldType[];
    day: Day;
    slot?: Slot | undefined;
    from: Instant;
    now: Instant;
  },
): Promise<Fact[]> {
  const { types, day, slot, from, now } = of;
  const rows: Row[] = [];
  let untilMs = Date.parse(from) + STEP_MS;
  for (let since = from; ;) {
    const isLast = untilMs >= Date.parse(now);
    const until = new Date(untilMs).toISOString();
    const some = telling(db)
      .where('type', 'in', types)
      .where('correctedAt', '>=', since)
      .where(isOf(day, slot));
    const told = await (isLast ? some : some.where('correctedAt', '<', until)).execute();
    for (const row of told) rows.push(row);
    if (isLast) break;
    since = until;
    untilMs += STEP_MS;
    await setImmediate();
  }
  const taken = await readFacts(db, { types: ['void'], from });
  return [...rows.map(factOf), ...(await readRoots(db, rows)), ...taken];
}

function isOf(day: Day, slot: Slot | undefined): RawBuilder<SqlBool> {
  const isOfDay = sql<SqlBool>`"envelope" like ${`%"day":"${day}"%`}`;
  const isOfSlot =
    slot === undefined ? isOfDay : sql<SqlBool>`"envelope" like ${`%"slot":"${slot}"%`}`;
  return sql<SqlBool>`(${isOfDay} and ${isOfSlot} or "root_id" is not null)`;
}

const telling = (db: Reader) =>
  db
    .selectFrom('opLog')
    .select(['id', 'deviceId', 'envelope', 'correctedAt', 'receivedAt', 'rootId'])
    .where(isRare)
    .where(isStored)
    .where('purgedAt', 'is', null);

/** Chains whose first telling was of another session are whole only with it. */
async function readRoots(db: Reader, rows: readonly Row[]): Promise<Fact[]> {
  const rootIds = rows.flatMap(({ rootId }) => rootId ?? []);
  const found: Fact[] = [];
  for (const ids of idChunks<Id>(rootIds)) {
    const roots = telling(db).where((where) =>
      where.or([where('id', 'in', ids), where('rootId', 'in', ids)]),
    );
    for (const row of await roots.execute()) found.push(factOf(row));
  }
  return found;
}

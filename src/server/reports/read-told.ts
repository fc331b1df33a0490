import { setImmediate } from 'node:timers/promises';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Day, Id, Instant } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import type { Slot } from '../../domain/report-rules.ts';
import { personScope } from '../../domain/scope.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader, Tables } from '../database/tables.ts';
import { isRare, isStored, readFacts } from '../rounds/read-facts.ts';
import { factOf } from '../sync/stored-facts.ts';

type ToldType = 'self-report' | 'session-check' | 'session-return';
type Row = Pick<
  Tables['opLog'],
  'id' | 'deviceId' | 'envelope' | 'correctedAt' | 'receivedAt' | 'rootId'
>;

/** A campus of 30,000 tells some 7,000 reports in its fullest quarter of an hour. */
const STEP_MS = 15 * 60_000;

/**
 * What was told of that day's sessions, or of one of them, then or late, and what was taken back since; and every
 * amendment since, which may have moved one here, with what it amends. `from` is the day's first instant.
 */
export function readToldOf(
  db: Reader,
  of: {
    types: readonly ToldType[];
    day: Day;
    slot?: Slot | undefined;
    from: Instant;
    now: Instant;
  },
): Promise<Fact[]> {
  return readTold(db, { ...of, isWanted: isOf(of.day, of.slot) });
}

/**
 * What is wanted of all that was told from then on, with all that amends it or is amended by it, and what was taken
 * back. Goes on in short steps and lets others in between.
 */
export async function readTold(
  db: Reader,
  of: { types: readonly ToldType[]; from: Instant; now: Instant; isWanted: RawBuilder<SqlBool> },
): Promise<Fact[]> {
  const rows: Row[] = [];
  for await (const told of toldInSteps(db, of)) for (const row of told) rows.push(row);
  const taken = await readFacts(db, { types: ['void'], from: of.from });
  return [...rows.map(factOf), ...(await readRoots(db, rows)), ...taken];
}

/** What is wanted, and every amendment. */
export async function* toldInSteps(
  db: Reader,
  of: { types: readonly ToldType[]; from: Instant; now: Instant; isWanted: RawBuilder<SqlBool> },
): AsyncGenerator<Row[]> {
  const { types, from, now, isWanted } = of;
  let untilMs = Date.parse(from) + STEP_MS;
  for (let since = from; ;) {
    const isLast = untilMs >= Date.parse(now);
    const until = new Date(untilMs).toISOString();
    const some = telling(db)
      .where('type', 'in', types)
      .where('correctedAt', '>=', since)
      .where(sql<SqlBool>`(${isWanted} or "root_id" is not null)`);
    yield (isLast ? some : some.where('correctedAt', '<', until)).execute();
    if (isLast) return;
    since = until;
    untilMs += STEP_MS;
    await setImmediate();
  }
}

function isOf(day: Day, slot: Slot | undefined): RawBuilder<SqlBool> {
  const isOfDay = sql<SqlBool>`"envelope" like ${`%"day":"${day}"%`}`;
  const isOfSlot =
    slot === undefined ? isOfDay : sql<SqlBool>`"envelope" like ${`%"slot":"${slot}"%`}`;
  return sql<SqlBool>`(${isOfDay} and ${isOfSlot})`;
}

const telling = (db: Reader) =>
  db
    .selectFrom('opLog')
    .select(['id', 'deviceId', 'envelope', 'correctedAt', 'receivedAt', 'rootId'])
    .where(isRare)
    .where(isStored)
    .where('purgedAt', 'is', null);

/** All that these people and others told of them since, wanted or not: a later word may take an earlier one's place. */
export async function readToldOfPeople(
  db: Reader,
  personIds: Iterable<Id>,
  { types, from }: { types: readonly ToldType[]; from: Instant },
): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const scopes of idChunks([...personIds].map((id) => personScope(id)))) {
    const ofThem = db
      .selectFrom('feed')
      .select('refId')
      .where('scope', 'in', scopes)
      .where('kind', '=', 'fact');
    const rows = await telling(db)
      .where('type', 'in', types)
      .where('correctedAt', '>=', from)
      .where('id', 'in', ofThem)
      .execute();
    facts.push(...rows.map(factOf));
  }
  return facts;
}

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

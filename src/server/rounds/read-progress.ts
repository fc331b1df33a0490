import { sql, type RawBuilder } from 'kysely';
import type { Campaign } from '../../domain/campaign.ts';
import { campaignProgress, type CampaignProgress } from '../../domain/campaign-progress.ts';
import { boundsOfDay } from '../../domain/campus-day.ts';
import { readFact } from '../../domain/fact.ts';
import type { Id } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import type { Room } from '../../domain/place.ts';
import { foldRounds } from '../../domain/round-log.ts';
import { idChunks } from '../database/insert-many.ts';
import { isPostgres } from '../database/postgres.ts';
import type { Reader } from '../database/tables.ts';
import { isStored, readFacts, readFactsById } from './read-facts.ts';

/**
 * How far a campaign is, by the fold over all that was recorded on its rounds. One visit is enough to cross a room
 * off: of each room one is read, and all of them only where that one does not count.
 */
export async function readProgress(
  db: Reader,
  of: { campaign: Campaign; unitIds: readonly Id[]; rooms: readonly Room[]; zone: string },
): Promise<CampaignProgress> {
  const { campaign, zone } = of;
  const { from } = boundsOfDay(campaign.from, zone);
  const rounds = await readCampaignRounds(db, { ...of, from });
  const roundIds = rounds.map(({ id }) => id);
  const firstByRoom = await readFirstVisits(db, roundIds);
  const log = foldRounds([
    ...rounds,
    ...(await readFacts(db, { types: ['void'], from })),
    ...(await readFactsById(db, [...firstByRoom.values()])),
  ]);
  const progress = campaignProgress(log, of);
  const doubtful = progress.units
    .flatMap(({ left }) => left.map(({ id }) => id))
    .filter((roomId) => firstByRoom.has(roomId));
  if (doubtful.length === 0) return progress;
  log.add(await readFactsById(db, await readVisitsIn(db, roundIds, doubtful)));
  return campaignProgress(log, of);
}

async function readCampaignRounds(
  db: Reader,
  { campaign, unitIds, from }: { campaign: Campaign; unitIds: readonly Id[]; from: string },
): Promise<Fact[]> {
  const units = new Set(unitIds);
  const saying = `"campaignId":"${campaign.id}"`;
  const rounds = await readFacts(db, { types: ['round'], from, saying });
  return rounds.filter((fact) => {
    const read = readFact(fact);
    return read?.type === 'round' && units.has(read.body.unitId);
  });
}

/** Of each room one of its visits on these rounds, whichever. */
async function readFirstVisits(db: Reader, roundIds: readonly Id[]): Promise<ReadonlyMap<Id, Id>> {
  const firstByRoom = new Map<Id, Id>();
  for (const ids of idChunks(roundIds)) {
    const rows = await visitsOn(db, ids)
      .select((of) => [roomOf(db).as('roomId'), of.fn.min('opLog.id').as('id')])
      .groupBy(roomOf(db))
      .execute();
    for (const { roomId, id } of rows) firstByRoom.set(roomId, id);
  }
  return firstByRoom;
}

async function readVisitsIn(
  db: Reader,
  roundIds: readonly Id[],
  roomIds: readonly Id[],
): Promise<Id[]> {
  const visits: Id[] = [];
  for (const rounds of idChunks(roundIds))
    for (const rooms of idChunks(roomIds)) {
      const rows = visitsOn(db, rounds).select('opLog.id').where(roomOf(db), 'in', rooms);
      for (const { id } of await rows.execute()) visits.push(id);
    }
  return visits;
}

/** In the very words of the index `op_log_round_visit`: a database uses it for a query that says the same. */
const visitsOn = (db: Reader, roundIds: readonly Id[]) =>
  db
    .selectFrom('opLog')
    .where(cutOut(db, '"shiftId":"', 11), 'in', roundIds)
    .where(
      sql<boolean>`"op_log"."type" in ('presence', 'second-check', 'inspection', 'finding', 'rectification', 'visit-note')`,
    )
    .where(isStored)
    .where(sql<boolean>`"op_log"."purged_at" is null`);

const roomOf = (db: Reader) => cutOut(db, '"roomId":"', 10);

const cutOut = (db: Reader, after: string, length: number): RawBuilder<Id> => {
  const at = sql.raw(isPostgres(db) ? 'strpos' : 'instr');
  return sql<Id>`substr("op_log"."envelope", ${at}("op_log"."envelope", ${sql.lit(after)}) + ${sql.lit(length)}, 36)`;
};

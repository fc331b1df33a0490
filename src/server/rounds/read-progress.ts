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
  const { campaign, rooms, zone } = of;
  const { from } = boundsOfDay(campaign.from, zone);
  const rounds = await readCampaignRounds(db, { ...of, from });
  const asked = rooms.filter(({ buildingId }) => campaign.buildingIds.includes(buildingId));
  const firstByRoom = await readFirstVisits(db, rounds, asked);
  const log = foldRounds([
    ...rounds.map(({ fact }) => fact),
    ...(await readFacts(db, { types: ['void'], from })),
    ...(await readFactsById(db, [...firstByRoom.values()])),
  ]);
  const progress = campaignProgress(log, of);
  const doubtful = progress.units
    .flatMap(({ left }) => left.map(({ id }) => id))
    .filter((roomId) => firstByRoom.has(roomId));
  if (doubtful.length === 0) return progress;
  const roundIds = rounds.map(({ fact }) => fact.id);
  log.add(await readFactsById(db, await readVisitsIn(db, roundIds, doubtful)));
  return campaignProgress(log, of);
}

interface CampaignRound {
  fact: Fact;
  unitId: Id;
}

async function readCampaignRounds(
  db: Reader,
  { campaign, unitIds, from }: { campaign: Campaign; unitIds: readonly Id[]; from: string },
): Promise<CampaignRound[]> {
  const units = new Set(unitIds);
  const saying = `"campaignId":"${campaign.id}"`;
  const facts = await readFacts(db, { types: ['round'], from, saying });
  return facts.flatMap((fact) => {
    const read = readFact(fact);
    const unitId = read?.type === 'round' ? read.body.unitId : null;
    return unitId !== null && units.has(unitId) ? [{ fact, unitId }] : [];
  });
}

/**
 * Of each room one of its visits on these rounds, whichever. Most rooms are found on one round of their unit; the
 * others are looked for on its other ones, and at last on those of other units.
 */
async function readFirstVisits(
  db: Reader,
  rounds: readonly CampaignRound[],
  rooms: readonly Room[],
): Promise<ReadonlyMap<Id, Id>> {
  const firstByRoom = new Map<Id, Id>();
  const left = (): Room[] => rooms.filter(({ id }) => !firstByRoom.has(id));
  let waiting = [...rounds];
  const lookOn = async (isNext: (round: CampaignRound) => boolean): Promise<void> => {
    const roomIds = left().map(({ id }) => id);
    const next = waiting.filter(isNext).map(({ fact }) => fact.id);
    waiting = waiting.filter((round) => !isNext(round));
    if (roomIds.length === 0) return;
    for (const { roomId, id } of await readSomeVisits(db, next, roomIds))
      firstByRoom.set(roomId, id);
  };
  const oneOf = new Map(rounds.map(({ fact, unitId }) => [unitId, fact.id]));
  await lookOn(({ fact, unitId }) => oneOf.get(unitId) === fact.id);
  const units = new Set(left().map(({ unitId }) => unitId));
  await lookOn(({ unitId }) => units.has(unitId));
  await lookOn(() => true);
  return firstByRoom;
}

/** So many pairs of round and room are looked up sooner than what was recorded on the rounds is gone through. */
const FEW_PAIRS = 20_000;

/** At least one of each of these rooms, if there is any. */
async function readSomeVisits(
  db: Reader,
  roundIds: readonly Id[],
  roomIds: readonly Id[],
): Promise<{ roomId: Id; id: Id }[]> {
  const isFew = roundIds.length * roomIds.length <= FEW_PAIRS;
  const found: { roomId: Id; id: Id }[] = [];
  for (const ids of idChunks(roundIds))
    for (const some of isFew ? idChunks(roomIds) : [null]) {
      const visits = visitsOn(db, ids);
      const rows = (some === null ? visits : visits.where(roomOf(db), 'in', some))
        .select((of) => [roomOf(db).as('roomId'), of.fn.min('opLog.id').as('id')])
        .groupBy(roomOf(db));
      for (const row of await rows.execute()) found.push(row);
    }
  return found;
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

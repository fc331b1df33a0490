import { boundsOfDay } from './campus-day.ts';
import type { Campaign } from './campaign.ts';
import type { Day, Id } from './id.ts';
import type { Room } from './place.ts';
import type { RoundLog } from './round-log.ts';

type RoomOf = Pick<Room, 'id' | 'buildingId' | 'unitId' | 'code'>;

export interface CampaignUnit {
  buildingId: Id;
  unitId: Id;
  rooms: number;
  visited: number;
  /** Nobody has been there for the campaign; in the order given. */
  left: readonly RoomOf[];
}

export interface CampaignProgress {
  rooms: number;
  visited: number;
  units: readonly CampaignUnit[];
}

export const isCampaignRunning = ({ from, to, closedAt }: Campaign, day: Day): boolean =>
  closedAt === null && from <= day && day <= to;

/**
 * How far a campaign is: a room is visited once anything that stands was recorded in it, on any round of the
 * campaign and within its days by the campus's clock, by whomever and however often.
 */
export function campaignProgress(
  log: RoundLog,
  of: { campaign: Campaign; rooms: Iterable<RoomOf>; zone: string },
): CampaignProgress {
  const { campaign, rooms, zone } = of;
  const begins = boundsOfDay(campaign.from, zone).from;
  const ends = boundsOfDay(campaign.to, zone).to;
  const rounds = new Set(
    log.rounds().flatMap(({ id, round }) => (round.campaignId === campaign.id ? id : [])),
  );
  const isVisited = ({ id }: RoomOf): boolean =>
    log
      .inRoom(id)
      .some(
        ({ roundId, at }) => roundId !== null && rounds.has(roundId) && begins <= at && at < ends,
      );
  const units = new Map<Id, CampaignUnit & { left: RoomOf[] }>();
  for (const room of rooms) {
    const { buildingId, unitId } = room;
    if (!campaign.buildingIds.includes(buildingId)) continue;
    const unit = units.get(unitId) ?? { buildingId, unitId, rooms: 0, visited: 0, left: [] };
    units.set(unitId, unit);
    unit.rooms += 1;
    if (isVisited(room)) unit.visited += 1;
    else unit.left.push(room);
  }
  const all = [...units.values()];
  return {
    rooms: all.reduce((sum, unit) => sum + unit.rooms, 0),
    visited: all.reduce((sum, unit) => sum + unit.visited, 0),
    units: all,
  };
}

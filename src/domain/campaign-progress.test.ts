import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILDING, idOf } from '../../tests/support/door-facts.ts';
import { clock, DAY, NEXT_UNIT, tell, UNIT, ZONE } from '../../tests/support/night-facts.ts';
import type { Campaign } from './campaign.ts';
import { campaignProgress, isCampaignRunning } from './campaign-progress.ts';
import type { Fact } from './operation.ts';
import { foldRounds } from './round-log.ts';

const CAMPAIGN: Campaign = {
  id: idOf('w', 1),
  name: '全覆盖走访',
  purpose: null,
  from: DAY,
  to: '2020-06-09',
  buildingIds: [BUILDING],
  closedAt: null,
};
const roomOf = (number: number, unitId = UNIT, buildingId = BUILDING) => ({
  id: idOf('m', number),
  buildingId,
  unitId,
  code: String(100 + number),
});
const ROOMS = [roomOf(1), roomOf(2), roomOf(3, NEXT_UNIT), roomOf(4, idOf('u', 9), idOf('b', 9))];

/** Each round has its number; those with an odd one are of the campaign. */
const round = (number: number): Fact =>
  tell([idOf('o', number), clock('-5:00')], 'round', {
    unitId: UNIT,
    purpose: 'round',
    campaignId: number % 2 === 1 ? CAMPAIGN.id : null,
  });
interface Visit {
  id: number;
  hour: number;
  room: number;
  round: number | null;
}
const visit = ({ id, hour, room, round: of }: Visit): Fact => ({
  ...tell([idOf('q', id), clock(`${hour}:00`)], 'visit-note', {
    visitId: idOf('t', id),
    roomId: idOf('m', room),
    isInstructed: true,
    text: null,
  }),
  shiftId: of === null ? null : idOf('o', of),
});

const progress = (facts: readonly Fact[]) =>
  campaignProgress(foldRounds(facts), { campaign: CAMPAIGN, rooms: ROOMS, zone: ZONE });
const visited = (...visits: Visit[]) =>
  progress([round(1), round(2), ...visits.map(visit)]).visited;

describe('a campaign', () => {
  it('runs on its days, until it is closed', () => {
    const runs = ['2020-06-07', DAY, '2020-06-09', '2020-06-10'].map((day) =>
      isCampaignRunning(CAMPAIGN, day),
    );
    expect(runs).toEqual([false, true, true, false]);
    expect(isCampaignRunning({ ...CAMPAIGN, closedAt: clock('00:00') }, DAY)).toBe(false);
  });

  it('counts each room of its buildings once, by unit, and says which are left', () => {
    const facts = [round(1), ...[1, 2].map((id) => visit({ id, hour: 9, room: 1, round: 1 }))];
    expect(progress(facts)).toEqual({
      rooms: 3,
      visited: 1,
      units: [
        { buildingId: BUILDING, unitId: UNIT, rooms: 2, visited: 1, left: [ROOMS[1]] },
        { buildingId: BUILDING, unitId: NEXT_UNIT, rooms: 1, visited: 0, left: [ROOMS[2]] },
      ],
    });
  });

  it('takes rooms from its first moment until the last day is over', () => {
    expect(visited({ id: 1, hour: 0, room: 1, round: 1 })).toBe(1);
    expect(visited({ id: 1, hour: 47, room: 1, round: 1 })).toBe(1);
    expect(visited({ id: 1, hour: -1, room: 1, round: 1 })).toBe(0);
    expect(visited({ id: 1, hour: 48, room: 1, round: 1 })).toBe(0);
  });

  it('does not take what was seen on another round, or on none', () => {
    expect(visited({ id: 1, hour: 9, room: 1, round: 2 })).toBe(0);
    expect(visited({ id: 1, hour: 9, room: 1, round: null })).toBe(0);
  });

  const stories = fc
    .array(
      fc.record({
        hour: fc.integer({ min: -2, max: 50 }),
        room: fc.integer({ min: 1, max: 4 }),
        round: fc.option(fc.integer({ min: 1, max: 3 })),
        isUndone: fc.boolean(),
      }),
      { maxLength: 12 },
    )
    .chain((visits) => {
      const facts = [
        ...[1, 2, 3].map(round),
        ...visits.flatMap((one, id) => [
          visit({ ...one, id }),
          ...(one.isUndone
            ? [tell([idOf('v', id), clock('60:00')], 'void', { voids: idOf('q', id) })]
            : []),
        ]),
      ];
      return fc.record({
        visits: fc.constant(visits),
        order: fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }),
      });
    });

  it('is as far as a list on paper says, whatever the order of the facts', () => {
    fc.assert(
      fc.property(stories, ({ visits, order }) => {
        const crossed = new Set(
          visits
            .filter(({ hour, isUndone }) => hour >= 0 && hour < 48 && !isUndone)
            .filter(({ round: of, room }) => (of === 1 || of === 3) && room !== 4)
            .map(({ room }) => room),
        );
        const found = progress(order);
        expect(found.visited).toBe(crossed.size);
        const left = found.units.flatMap((unit) => unit.left.map(({ id }) => id));
        expect(left).toEqual(
          [1, 2, 3].filter((room) => !crossed.has(room)).map((room) => idOf('m', room)),
        );
      }),
      { numRuns: 300 },
    );
  });
});

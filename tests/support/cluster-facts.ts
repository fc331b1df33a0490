import { foldClusters, type ClusterMember } from '../../src/domain/cluster-alarm.ts';
import { DEFAULT_POLICY } from '../../src/domain/default-policy.ts';
import type { Day } from '../../src/domain/id.ts';
import type { Fact } from '../../src/domain/operation.ts';
import { idOf } from './door-facts.ts';
import { clock, personOf, selfReport, SHANGHAI } from './session-facts.ts';

export const f = (number: number) => idOf('f', number);
export const CLASS = idOf('k', 1);
export const ROOM = idOf('m', 1);
export const member = (number: number, roomId = ROOM, classId = CLASS): ClusterMember => ({
  personId: personOf(number),
  roomId,
  classId,
});
export const DAY = '2020-06-08';
export const ill = (
  id: number,
  who: number,
  of: { day?: Day; at?: string; symptoms?: string[] } = {},
) =>
  selfReport(
    { id: f(id), at: of.at ?? clock('08:00') },
    {
      personId: personOf(who),
      session: { day: of.day ?? DAY, slot: 'am' },
      symptoms: of.symptoms ?? ['diarrhoea'],
    },
  );
export const alarms = (
  facts: readonly Fact[],
  members = [1, 2, 3, 4, 5].map((who) => member(who)),
) => foldClusters(facts, { members, policy: DEFAULT_POLICY, zone: SHANGHAI });
/** Ill alike, in one room and class, on one day. */
export const THREE = [
  ill(1, 1),
  ill(2, 2, { at: clock('09:00') }),
  ill(3, 3, { at: clock('10:00') }),
];

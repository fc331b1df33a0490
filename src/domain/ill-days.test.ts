import { describe, expect, it } from 'vitest';
import { alarms, ill, member, ROOM, THREE } from '../../tests/support/cluster-facts.ts';
import { idOf } from '../../tests/support/door-facts.ts';
import { clock } from '../../tests/support/session-facts.ts';
import { type ClusterMember } from './cluster-alarm.ts';
import type { Day } from './id.ts';
import type { Fact } from './operation.ts';

describe('three who are ill alike', () => {
  it('are none where the same teller has told one anew as well, and are where somebody else has', () => {
    const again = (over: Partial<Fact>, symptoms: string[]): Fact => ({
      ...ill(7, 3, { at: clock('11:00'), symptoms }),
      ...over,
    });
    expect(alarms([...THREE, again({}, [])])).toEqual([]);
    expect(alarms([...THREE, again({ by: idOf('a', 99) }, [])])).toHaveLength(2);
    expect(alarms([...THREE, again({}, ['vomiting'])]).map(({ since }) => since)).toEqual([
      clock('10:00'),
      clock('10:00'),
    ]);
  });

  it('are a cluster of where they lived when they fell ill, and none of the room they are moved to', () => {
    const ward = idOf('m', 9);
    const moved = (who: number, from: string): ClusterMember => ({
      ...member(who, ward),
      roomsBefore: [{ until: clock('11:00'), id: from }],
      classesBefore: [{ until: clock('11:00'), id: idOf('k', 7) }],
    });
    const later = [1, 2, 3].map((who) =>
      ill(10 + who, who, { day: '2020-06-09', at: clock('32:00') }),
    );
    const places = (members: ClusterMember[]) =>
      alarms([...THREE, ...later], members).map(({ place }) => `${place.kind} ${place.id}`);
    expect(places([1, 2, 3].map((who) => moved(who, ROOM))).sort()).toEqual([
      `class ${idOf('k', 7)}`,
      `room ${ROOM}`,
    ]);
    expect(places([1, 2, 3].map((who) => moved(who, idOf('m', who))))).toEqual([
      `class ${idOf('k', 7)}`,
    ]);
  });

  it('are of the room they live in now where they fall ill again after a week without a word', () => {
    const again = (day: Day, hours: string) =>
      [1, 2, 3].map((who) => ill(10 + who, who, { day, at: clock(hours) }));
    const moved = [1, 2, 3].map((who) => ({
      ...member(who, idOf('m', 9)),
      roomsBefore: [{ until: clock('11:00'), id: ROOM }],
    }));
    const rooms = (facts: readonly Fact[]) =>
      alarms(facts, moved).flatMap(({ place }) => (place.kind === 'room' ? place.id : []));
    expect(rooms([...THREE, ...again('2020-06-15', '176:00')])).toEqual([ROOM, ROOM]);
    expect(rooms([...THREE, ...again('2020-06-16', '200:00')])).toEqual([idOf('m', 9), ROOM]);
  });
});

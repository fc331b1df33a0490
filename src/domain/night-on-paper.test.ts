import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf } from '../../tests/support/door-facts.ts';
import {
  clock,
  NEXT_ROOM,
  NIGHT,
  residentOf,
  ROOM,
  rooms,
  tell,
  ZONE,
} from '../../tests/support/night-facts.ts';
import { foldNight, type NightState, type Resident } from './night-check.ts';
import type { Fact } from './operation.ts';

describe('the fold', () => {
  const event = fc.record({
    kind: fc.constantFrom('said', 'measured', 'undo', 'leave', 'decide', 'stamp', 'close', 'case'),
    who: fc.nat(2),
    hour: fc.integer({ min: 17, max: 34 }),
    of: fc.nat(11),
    flag: fc.boolean(),
    state: fc.constantFrom('present', 'on_leave', 'absent', 'not_in'),
    room: fc.constantFrom(ROOM, ROOM, NEXT_ROOM),
  });
  type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;
  const idAt = (index: number) => idOf('q', index);

  /** A leave is named by its number in the list; what is about another thing is of no leave. */
  function factAt({ kind, who, hour, of, flag, state, room }: Event, index: number): Fact {
    const at = clock(`${hour}:00`);
    const personId = idOf('r', who + 1);
    const named = idAt(of);
    const bodies: Record<typeof kind, [string, object]> = {
      said: ['presence', { visitId: named, roomId: room, personId, state, complaint: null }],
      measured: ['second-check', { visitId: named, roomId: room, personId }],
      undo: ['void', { voids: named, doorId: null, reason: 'undo' }],
      leave: ['leave', { personId, from: clock(`${hour - of}:00`), to: clock(`${hour + of}:00`) }],
      decide: ['leave-decision', { leaveId: named, isApproved: flag, note: null }],
      stamp: ['leave-stamp', { leaveId: named, doorId: named, direction: flag ? 'out' : 'in' }],
      close: ['leave-close', { leaveId: named, note: null }],
      case: [
        'case-state',
        {
          caseId: idOf('k', of % 2),
          personId,
          state: flag ? 'in_hospital' : 'cleared',
          note: null,
        },
      ],
    };
    return tell([idAt(index), at], ...bodies[kind]);
  }

  /** What a person with the list on paper would say of one resident, reading from top to bottom. */
  function onPaper(events: readonly Event[], resident: Resident, nowHour: number): NightState {
    const inOrder = events
      .map((one, index) => ({ ...one, index }))
      .sort((a, b) => a.hour - b.hour || (idAt(a.index) < idAt(b.index) ? -1 : 1));
    const undone = new Set(events.flatMap(({ kind, of }) => (kind === 'undo' ? of : [])));
    const isOf = ({ who }: Event) => idOf('r', who + 1) === resident.personId;
    const spoken = inOrder.filter(
      (one) =>
        isOf(one) &&
        (one.kind === 'said' || one.kind === 'measured') &&
        !undone.has(one.index) &&
        one.hour >= 21 &&
        one.hour < 30,
    );
    const word = spoken.at(-1);
    const isPresent = word !== undefined && (word.kind === 'measured' || word.state === 'present');
    if (isPresent) return word.room === ROOM ? 'present' : 'otherwise';
    const until = inOrder.filter(({ hour }) => hour <= Math.min(nowHour, 29));
    const cases = [0, 1].map((number) =>
      until.filter(({ kind, of }) => kind === 'case' && of % 2 === number).at(-1),
    );
    if (cases.some((last) => last?.flag === true && isOf(last))) return 'in_hospital';
    const at = Math.min(nowHour, 29.99);
    const isAway = until.some((asked) => {
      if (asked.kind !== 'leave' || !isOf(asked)) return false;
      const about = until.filter(({ of }) => of === asked.index);
      if (about.some(({ kind }) => kind === 'close')) return false;
      const stamp = about.filter(({ kind }) => kind === 'stamp').at(-1);
      if (stamp !== undefined) return stamp.flag && at <= asked.hour + asked.of + 0.5;
      const decision = about.filter(({ kind }) => kind === 'decide').at(-1);
      return decision?.flag === true && asked.hour - asked.of <= at && at < asked.hour + asked.of;
    });
    if (isAway) return 'on_leave';
    return word?.state === 'on_leave' || resident.isElsewhere ? 'otherwise' : 'unaccounted';
  }

  const story = fc.array(event, { maxLength: 12 }).chain((events) =>
    fc.record({
      events: fc.constant(events),
      order: fc.shuffledSubarray([...events.keys()], { minLength: events.length }),
      again: fc.subarray([...events.keys()]),
      elsewhere: fc.boolean(),
      nowHour: fc.integer({ min: 21, max: 36 }),
    }),
  );

  it('says what the list on paper says, whatever the order of the facts and how often they come', () => {
    fc.assert(
      fc.property(story, ({ events, order, again, elsewhere, nowHour }) => {
        const facts = [...order, ...again].map((index) => factAt(events[index]!, index));
        const residents = [residentOf(1), residentOf(2, { isElsewhere: elsewhere }), residentOf(3)];
        const folded = foldNight(facts, {
          night: NIGHT,
          now: clock(`${nowHour}:00`),
          residents,
          rooms,
          zone: ZONE,
        });
        const expected = residents.map((one) => onPaper(events, one, nowHour));
        expect(folded.people.map(({ state }) => state)).toEqual(expected);
        const [{ counts } = { counts: null }] = folded.buildings;
        for (const state of [
          'present',
          'on_leave',
          'in_hospital',
          'otherwise',
          'unaccounted',
        ] as const)
          expect(counts?.[state]).toBe(expected.filter((one) => one === state).length);
      }),
      { numRuns: 500 },
    );
  });
});

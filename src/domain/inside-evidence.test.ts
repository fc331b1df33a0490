import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUILDING,
  checkFact,
  factOf,
  idOf,
  momentAt,
  voidFact,
} from '../../tests/support/door-facts.ts';
import { foldDoorLog } from './door-log.ts';
import type { Mark } from './document.ts';
import { foldLeaves } from './leave-log.ts';
import type { Fact } from './operation.ts';
import { sightingsOf } from './sightings.ts';
import { whoIsInside, type ResidentInside } from './who-is-inside.ts';

const [EAST, AFAR] = [idOf('d', 1), idOf('d', 4)];
const ZHANG = idOf('r', 1);

/** Of the one resident, by every kind of evidence. */
function ask(facts: readonly Fact[], marks: readonly Mark[] = []): ResidentInside | undefined {
  return whoIsInside({
    buildingId: BUILDING,
    residentIds: [ZHANG],
    homeOf: () => BUILDING,
    doors: [
      { id: EAST, name: '东门', buildingIds: [BUILDING] },
      { id: AFAR, name: '远门', buildingIds: [idOf('b', 2)] },
    ],
    log: foldDoorLog(facts),
    sightings: sightingsOf(facts),
    leaves: foldLeaves(facts),
    marks,
    checkpoints: [],
  }).residents[0];
}
const stateOf = (resident: ReturnType<typeof ask>) => resident?.state;

let number = 0;
const pass = (at: number, more: Partial<Parameters<typeof checkFact>[0]> = {}) =>
  checkFact({ id: idOf('c', (number += 1)), at, ...more });
const seenFact = (told: { id: string; at: number; personId?: string; state?: string }) =>
  factOf(told, 'presence', {
    visitId: idOf('t', 9),
    roomId: idOf('m', 1),
    personId: told.personId ?? ZHANG,
    state: told.state ?? 'present',
    complaint: null,
  });
const seenMark = (at: number, factId: string, personId = ZHANG) =>
  ({ about: 'seen', personId, at: momentAt(at), factId }) as const;

describe('a round', () => {
  it('that saw somebody makes them inside from that moment, until a door tells otherwise', () => {
    const seen = seenFact({ id: idOf('q', 1), at: 60 });
    expect(ask([seen])).toEqual({
      personId: ZHANG,
      state: 'inside',
      evidence: { kind: 'seen', at: momentAt(60) },
    });
    expect(stateOf(ask([seen, pass(30, { direction: 'out' })]))).toBe('inside');
    expect(stateOf(ask([seen, pass(90, { direction: 'out' })]))).toBe('outside');
  });

  it('tells the same by the server’s mark where its facts are not read', () => {
    const marks = [seenMark(60, idOf('q', 1))];
    expect(ask([], marks)?.evidence).toEqual({ kind: 'seen', at: momentAt(60) });
    expect(stateOf(ask([pass(30, { direction: 'out' })], marks))).toBe('inside');
    expect(stateOf(ask([pass(90, { direction: 'out' })], marks))).toBe('outside');
  });

  it('at the same instant as a check gives way to the greater id', () => {
    const out = pass(60, { direction: 'out' });
    expect(stateOf(ask([out, seenFact({ id: idOf('a', 1), at: 60 })]))).toBe('outside');
    expect(stateOf(ask([out, seenFact({ id: idOf('q', 1), at: 60 })]))).toBe('inside');
  });

  it('that did not find somebody, or was taken back, says nothing', () => {
    const id = idOf('q', 1);
    for (const state of ['absent', 'not_in', 'on_leave'])
      expect(stateOf(ask([seenFact({ id, at: 60, state })]))).toBe('not-known');
    const taken = voidFact({ id: idOf('v', 1), at: 65, voids: id });
    expect(stateOf(ask([seenFact({ id, at: 60 }), taken]))).toBe('not-known');
  });
});

describe('leave', () => {
  const asked = factOf({ id: idOf('l', 1), at: 0 }, 'leave', { personId: ZHANG });
  const stamp = (at: number, direction: string, doorId = EAST) =>
    factOf({ id: idOf('y', at), at }, 'leave-stamp', { leaveId: asked.id, doorId, direction });

  it('stamped at a door of the building is a passage', () => {
    expect(ask([asked, pass(0), stamp(30, 'out')])).toEqual({
      personId: ZHANG,
      state: 'outside',
      evidence: { kind: 'leave', at: momentAt(30) },
    });
    expect(stateOf(ask([asked, stamp(30, 'out'), stamp(60, 'in')]))).toBe('inside');
    expect(stateOf(ask([asked, pass(0), stamp(30, 'out', AFAR)]))).toBe('inside');
  });
});

describe('the state of a resident', () => {
  const told = fc.record({
    kind: fc.constantFrom('check', 'seen', 'seen-mark', 'stamp'),
    at: fc.nat(5),
    isIn: fc.boolean(),
    letter: fc.constantFrom('a', 'm', 'z'),
  });

  it('is what the latest of all tellings says, in whatever order they come', () => {
    const many = fc
      .array(told, { maxLength: 12 })
      .chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray([...list.keys()], { minLength: list.length }),
        ),
      );
    fc.assert(
      fc.property(many, ([list, order]) => {
        const asked = factOf({ id: idOf('l', 1), at: 0 }, 'leave', { personId: ZHANG });
        const ids = list.map(({ letter }, index) => idOf(letter, index));
        const facts = list.flatMap(({ kind, at, isIn }, index) => {
          const direction = isIn ? ('in' as const) : ('out' as const);
          const id = ids[index]!;
          if (kind === 'check') return checkFact({ id, at, direction });
          if (kind === 'seen') return seenFact({ id, at });
          if (kind === 'stamp')
            return factOf({ id, at }, 'leave-stamp', {
              leaveId: asked.id,
              doorId: EAST,
              direction,
            });
          return [];
        });
        const marks = list.flatMap(({ kind, at }, index) =>
          kind === 'seen-mark' ? seenMark(at, ids[index]!) : [],
        );
        const byTime = list
          .map(({ kind, at, isIn }, index) => {
            const isInside = kind === 'seen' || kind === 'seen-mark' || isIn;
            return { key: `${at} ${ids[index]}`, state: isInside ? 'inside' : 'outside' };
          })
          .sort((a, b) => (a.key < b.key ? -1 : 1));
        const arrival = order.flatMap((index) => facts.filter(({ id }) => id === ids[index]));
        const inside = ask([...arrival, asked, ...arrival], marks.toReversed());
        expect(stateOf(inside)).toBe(byTime.at(-1)?.state ?? 'not-known');
      }),
      { numRuns: 300 },
    );
  });
});

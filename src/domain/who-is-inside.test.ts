import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUILDING,
  checkFact,
  idOf,
  momentAt,
  readingOf,
  shiftFact,
  visitorFact,
  voidFact,
} from '../../tests/support/door-facts.ts';
import { createDoorLog, foldDoorLog } from './door-log.ts';
import { foldLeaves } from './leave-log.ts';
import type { Fact } from './operation.ts';
import type { Door } from './place.ts';
import { residentsOf, whoIsInside, type InsideQuestion } from './who-is-inside.ts';

const NEXT_BUILDING = idOf('b', 2);
const [EAST, WEST, SHARED, AFAR] = [idOf('d', 1), idOf('d', 2), idOf('d', 3), idOf('d', 4)];
const doors: Door[] = [
  { id: EAST, name: '东门', buildingIds: [BUILDING] },
  { id: WEST, name: '西门', buildingIds: [BUILDING] },
  { id: SHARED, name: '连廊', buildingIds: [BUILDING, NEXT_BUILDING] },
  { id: AFAR, name: '远门', buildingIds: [NEXT_BUILDING] },
];
const [ZHANG, LI, WANG] = [idOf('r', 1), idOf('r', 2), idOf('r', 3)];
const NEIGHBOUR = idOf('n', 1);
const TEACHER = idOf('t', 1);

const homeOf = (personId: string) => {
  if (personId === TEACHER) return null;
  return personId === NEIGHBOUR ? NEXT_BUILDING : BUILDING;
};

function ask(facts: readonly Fact[], more: Partial<InsideQuestion> = {}) {
  return whoIsInside({
    buildingId: BUILDING,
    residentIds: [ZHANG, LI, WANG],
    homeOf,
    doors,
    log: foldDoorLog(facts),
    sightings: [],
    leaves: foldLeaves([]),
    marks: [],
    checkpoints: [],
    ...more,
  });
}

let number = 0;
const pass = (at: number, more: Partial<Parameters<typeof checkFact>[0]> = {}) =>
  checkFact({ id: idOf('c', (number += 1)), at, ...more });
const stateOf = (inside: ReturnType<typeof ask>, personId = ZHANG) =>
  inside.residents.find((resident) => resident.personId === personId)?.state;

describe('a resident', () => {
  it('is not known on the first day', () => {
    expect(ask([]).residents[0]).toEqual({
      personId: ZHANG,
      state: 'not-known',
      evidence: { kind: 'none' },
    });
    expect(ask([]).counts).toEqual({
      inside: 0,
      outside: 0,
      'not-known': 3,
      visitors: 0,
      guests: 0,
    });
  });

  it('is where the last passage at any door of the building led', () => {
    const facts = [
      pass(0, { direction: 'in', doorId: EAST }),
      pass(60, { direction: 'out', doorId: WEST }),
      pass(30, { direction: 'in', doorId: SHARED }),
    ];
    expect(stateOf(ask(facts))).toBe('outside');
    expect(ask(facts).counts).toMatchObject({ inside: 0, outside: 1, 'not-known': 2 });
  });

  it('is no nearer for a passage at another building’s door', () => {
    expect(stateOf(ask([pass(0, { doorId: AFAR })]))).toBe('not-known');
  });

  it('is where the passage before led, once the last one is taken back', () => {
    const out = pass(60, { direction: 'out' });
    const facts = [pass(0), out, voidFact({ id: idOf('v', 1), at: 65, voids: out.id })];
    expect(stateOf(ask(facts))).toBe('inside');
  });

  it('is not known where two people tell the last passage’s direction differently', () => {
    const first = pass(0);
    const guard = pass(60, { amends: first.id, direction: 'out' });
    const head = pass(70, { amends: first.id, direction: 'in', by: idOf('g', 2) });
    const inside = ask([first, guard, head]);
    expect(inside.residents[0]).toMatchObject({
      state: 'not-known',
      evidence: { kind: 'contradiction' },
    });
  });

  it('is known where two people tell only the temperature differently', () => {
    const first = pass(0);
    const guard = pass(60, { amends: first.id, reading: readingOf(36.9) });
    const head = pass(70, { amends: first.id, by: idOf('g', 2), reading: readingOf(37) });
    expect(stateOf(ask([first, guard, head]))).toBe('inside');
  });
});

describe('evidence', () => {
  const marks = [
    { about: 'passage' as const, personId: ZHANG, direction: 'out' as const, at: momentAt(60) },
  ];
  const checkpoints = [{ personId: ZHANG, state: 'inside' as const, at: momentAt(30) }];

  it('is the latest of check, mark and checkpoint', () => {
    expect(stateOf(ask([], { checkpoints }))).toBe('inside');
    expect(stateOf(ask([], { checkpoints, marks }))).toBe('outside');
    expect(stateOf(ask([pass(0)], { marks }))).toBe('outside');
    expect(stateOf(ask([pass(90)], { checkpoints, marks }))).toBe('inside');
    expect(ask([pass(90)], { marks }).residents[0]?.evidence).toMatchObject({
      kind: 'check',
      at: momentAt(90),
    });
  });

  it('at the same instant is the check', () => {
    expect(stateOf(ask([pass(60)], { marks }))).toBe('inside');
  });

  it('does not depend on the order of marks or checkpoints', () => {
    const twins = [...marks, { ...marks[0]!, direction: 'in' as const }];
    expect(stateOf(ask([], { marks: twins }))).toBe(
      stateOf(ask([], { marks: twins.toReversed() })),
    );
    const points = [...checkpoints, { ...checkpoints[0]!, state: 'not-known' as const }];
    expect(stateOf(ask([], { checkpoints: points }))).toBe(
      stateOf(ask([], { checkpoints: points.toReversed() })),
    );
  });
});

describe('others', () => {
  const VISITOR = idOf('v', 1);
  const visitor = visitorFact({ id: VISITOR, at: 0 });
  const subject = { kind: 'visitor', visitorId: VISITOR } as const;
  const enters = pass(1, { subject });

  it('are visitors, inside until they leave', () => {
    expect(ask([visitor, enters]).counts.visitors).toBe(1);
    expect(ask([visitor, enters]).visitors[0]?.visitor?.visitor.name).toBe('访客');
    const leaves = pass(99, { subject, direction: 'out', reading: null });
    expect(ask([visitor, enters, leaves]).counts.visitors).toBe(0);
  });

  it('count even if the visitor’s own record is gone, but not if it was taken back', () => {
    expect(ask([enters]).visitors).toMatchObject([{ visitorId: VISITOR, visitor: null }]);
    const taken = voidFact({ id: idOf('v', 2), at: 5, voids: VISITOR });
    expect(ask([visitor, enters, taken]).counts.visitors).toBe(0);
  });

  it('are people of the directory who live elsewhere', () => {
    const inside = ask([pass(0, { personId: TEACHER }), pass(1, { personId: NEIGHBOUR })]);
    expect(inside.guests.map(({ personId }) => personId)).toEqual([TEACHER, NEIGHBOUR]);
    expect(inside.counts).toMatchObject({ guests: 2, inside: 0 });
  });

  it('go home at a door shared with their own building, and visitors to their host', () => {
    const hosted = visitorFact({ id: VISITOR, at: 0, hostId: NEIGHBOUR });
    const facts = [
      pass(1, { personId: NEIGHBOUR, doorId: SHARED }),
      hosted,
      pass(2, { subject, doorId: SHARED }),
    ];
    expect(ask(facts).counts).toMatchObject({ guests: 0, visitors: 0 });
    const next = ask(facts, { buildingId: NEXT_BUILDING, residentIds: [NEIGHBOUR] });
    expect(next.counts).toMatchObject({ inside: 1, guests: 0, visitors: 1 });
  });

  it('are unmatched until somebody names them', () => {
    const unknown = pass(0, { subject: { kind: 'unknown', text: '红衣' } });
    expect(ask([unknown]).unmatchedCount).toBe(1);
    expect(ask([unknown, pass(9, { amends: unknown.id })])).toMatchObject({
      unmatchedCount: 0,
      counts: { inside: 1 },
    });
  });
});

describe('freshness', () => {
  const heard = (doorId: string, at: number) => ({
    about: 'door' as const,
    doorId,
    heardAt: momentAt(at),
  });

  it('is, door by door, the later of the server’s mark and what lies here', () => {
    const inside = ask(
      [pass(50, { doorId: EAST }), shiftFact({ id: idOf('s', 1), at: 70, doorId: WEST })],
      {
        marks: [heard(EAST, 40), heard(WEST, 60), heard(SHARED, 55), heard(AFAR, 1)],
      },
    );
    expect(inside.doors).toEqual([
      { doorId: EAST, heardAt: momentAt(50) },
      { doorId: WEST, heardAt: momentAt(70) },
      { doorId: SHARED, heardAt: momentAt(55) },
    ]);
    expect(inside.asOf).toBe(momentAt(50));
  });

  it('of the whole is unknown while one door was never heard', () => {
    const inside = ask([pass(50, { doorId: EAST })]);
    expect(inside.doors[1]).toEqual({ doorId: WEST, heardAt: null });
    expect(inside.asOf).toBeNull();
  });
});

describe('residents', () => {
  it('are those whose home is the building', () => {
    const people = [
      { id: ZHANG, home: { buildingId: BUILDING } },
      { id: NEIGHBOUR, home: { buildingId: NEXT_BUILDING } },
      { id: TEACHER, home: null },
    ];
    expect(residentsOf(BUILDING, people)).toEqual([people[0]]);
  });
});

describe('two doors of one building, both offline', () => {
  const passages = fc.array(
    fc.record({ who: fc.nat(3), at: fc.nat(6), out: fc.boolean(), undone: fc.boolean() }),
    { minLength: 1, maxLength: 10 },
  );
  const factsOf = (
    doorId: string,
    drafts: { who: number; at: number; out: boolean; undone: boolean }[],
  ) =>
    drafts.flatMap(({ who, at, out, undone }, index) => {
      const id = idOf(doorId === EAST ? 'e' : 'w', index);
      const subject =
        who === 3
          ? ({ kind: 'visitor', visitorId: idOf('v', 1) } as const)
          : ({ kind: 'person', personId: idOf('r', who + 1) } as const);
      const check = checkFact({ id, at, doorId, subject, direction: out ? 'out' : 'in' });
      const undo = voidFact({
        id: idOf(doorId === EAST ? 'u' : 'x', index),
        at: at + 1,
        voids: id,
      });
      return undone ? [check, undo] : [check];
    });

  it('merge to the same count, in whatever order and pieces they arrive', () => {
    const bothDoors = fc
      .tuple(passages, passages)
      .map(([east, west]) => [...factsOf(EAST, east), ...factsOf(WEST, west)])
      .chain((facts) =>
        fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
      );
    fc.assert(
      fc.property(bothDoors, ([facts, arrival]) => {
        const log = createDoorLog();
        for (const fact of arrival) log.add([fact, arrival[0]!]);
        expect(ask([], { log })).toEqual(ask(facts));
      }),
      { numRuns: 200 },
    );
  });
});

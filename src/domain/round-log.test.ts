import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { GUARD, idOf, momentAt, readingOf, voidFact } from '../../tests/support/door-facts.ts';
import {
  noteFact,
  presenceFact,
  ROOM,
  roundEndFact,
  roundFact,
  secondCheckFact,
  UNIT,
} from '../../tests/support/room-facts.ts';
import { byCorrectedTime } from './fact-order.ts';
import { createRoundLog, foldRounds, type RoundLog } from './round-log.ts';
import {
  personStanding,
  progressOf,
  roomState,
  stoppedAt,
  dayOfWalk,
  walkOf,
  type RoomToWalk,
} from './round-progress.ts';
import type { Fact } from './operation.ts';
import type { Presence } from './room-visit.ts';

const [ZHANG, LIU] = [idOf('r', 1), idOf('r', 2)];
const [R1, R2] = [idOf('w', 1), idOf('w', 2)];
const LI = idOf('g', 2);
const room: RoomToWalk = { id: ROOM, residentIds: [ZHANG, LIU] };
const walk = new Set([R1, R2]);

let number = 0;
const nextId = () => idOf('n', (number += 1));
const says = (personId: string, state: Presence['state'], at: number): Fact =>
  presenceFact({ id: nextId(), at, personId, state, roundId: R1 });
const measures = (personId: string, at: number, by = GUARD): Fact =>
  secondCheckFact({ id: nextId(), at, personId, roundId: R2, by });
const stateOf = (...facts: Fact[]) => roomState(foldRounds(facts), room, walk);

describe('a room', () => {
  it('is left until somebody is asked after, begun until everybody is, then done', () => {
    expect(stateOf()).toBe('left');
    expect(stateOf(says(ZHANG, 'present', 1))).toBe('begun');
    expect(stateOf(says(ZHANG, 'present', 1), says(LIU, 'on_leave', 2))).toBe('done');
  });

  it('is to be revisited while somebody is absent or just out, until they are seen', () => {
    const absent = [says(ZHANG, 'present', 1), says(LIU, 'absent', 2)];

    expect(stateOf(...absent)).toBe('revisit');
    expect(stateOf(says(LIU, 'not_in', 2))).toBe('revisit');
    expect(stateOf(...absent, says(LIU, 'present', 3))).toBe('done');
    expect(stateOf(...absent, measures(LIU, 3))).toBe('done');
    expect(stateOf(...absent, measures(LIU, 1))).toBe('revisit');
  });

  it('is as it was before what is taken back', () => {
    const absent = says(LIU, 'absent', 2);
    const takenBack = voidFact({ id: nextId(), at: 5, voids: absent.id });

    expect(stateOf(says(ZHANG, 'present', 1), takenBack, absent)).toBe('begun');
  });

  it('is not done by what was seen on another walk, or on none', () => {
    const other = { personId: ZHANG, at: 1, state: 'present' } as const;

    expect(stateOf(presenceFact({ ...other, id: nextId(), roundId: idOf('w', 3) }))).toBe('left');
    expect(stateOf(presenceFact({ ...other, id: nextId(), roundId: null }))).toBe('left');
  });

  it('in which nobody lives is done once somebody was there', () => {
    const vacant: RoomToWalk = { id: ROOM, residentIds: [] };
    const seen = noteFact({ id: nextId(), at: 1, roundId: R1 });

    expect(roomState(foldRounds([]), vacant, walk)).toBe('left');
    expect(roomState(foldRounds([seen]), vacant, walk)).toBe('done');
  });
});

test('progress counts rooms to revisit among the walked ones', () => {
  expect(progressOf(['done', 'revisit', 'left', 'begun', 'done'])).toEqual({
    rooms: 5,
    walked: 3,
    toRevisit: 1,
  });
});

test('where somebody is, is the latest word, and every word is kept', () => {
  const early = presenceFact({ id: nextId(), at: 1, roundId: R1, complaint: 'cough' });
  const log = foldRounds([says(ZHANG, 'absent', 5), early]);

  expect(personStanding(log, ZHANG, walk)).toMatchObject({ state: 'absent', at: momentAt(5) });
  expect(log.presencesOf(ZHANG)).toHaveLength(2);
  expect(personStanding(foldRounds([early]), ZHANG, walk)?.complaint).toBe('cough');
  expect(personStanding(log, LIU, walk)).toBeNull();
});

test('two keepers who measure the same person are both kept, by time', () => {
  const log = foldRounds([measures(ZHANG, 9, LI), measures(ZHANG, 4)]);

  expect(log.secondChecksOf(ZHANG).map(({ by }) => by)).toEqual([GUARD, LI]);
  expect(log.measured()).toEqual([ZHANG]);
});

describe('a walk', () => {
  const of = { unitId: UNIT, purpose: 'round', campaignId: null, zone: 'Asia/Shanghai' } as const;
  const log = foldRounds([
    roundFact({ id: R1, at: 0 }),
    roundFact({ id: R2, at: 60, by: LI }),
    roundFact({ id: idOf('w', 3), at: 60, unitId: idOf('u', 2) }),
    roundFact({ id: idOf('w', 4), at: 60, purpose: 'night_check' }),
    roundFact({ id: idOf('w', 5), at: 9 * 3600 }),
    roundFact({ id: idOf('w', 6), at: 9 * 3600, campaignId: idOf('c', 1) }),
    roundFact({ id: idOf('w', 7), at: 99 * 3600, campaignId: idOf('c', 1) }),
  ]);

  it('is all rounds of a unit for one end on one day of the campus', () => {
    expect([...walkOf(log, { ...of, day: '2026-03-02' })]).toEqual([R1, R2]);
    expect([...walkOf(log, { ...of, day: '2026-03-03' })]).toEqual([idOf('w', 5)]);
  });

  it('of a night check goes over midnight, until the next noon', () => {
    const at = (hours: number) => momentAt(hours * 3600);
    const night = { purpose: 'night_check', zone: 'Asia/Shanghai' } as const;
    const days = [4, 7, 8.5, 19.9, 20].map((hours) => dayOfWalk(at(hours), night));
    expect(days).toEqual([...Array.from({ length: 4 }, () => '2026-03-02'), '2026-03-03']);
    const evening = roundFact({ id: idOf('w', 8), at: 7 * 3600, purpose: 'night_check' });
    const late = roundFact({ id: idOf('w', 9), at: 8.5 * 3600, purpose: 'night_check' });
    const walk = walkOf(foldRounds([late, evening]), { ...of, ...night, day: '2026-03-02' });
    expect([...walk]).toEqual([evening.id, late.id]);
  });

  it('of a campaign goes over its days', () => {
    const campaign = { ...of, campaignId: idOf('c', 1), day: '2026-03-02' };
    expect([...walkOf(log, campaign)]).toEqual([idOf('w', 6), idOf('w', 7)]);
  });
});

test('the server’s time takes the place of the phone’s, and never the other way', () => {
  const onPhone = presenceFact({ id: 'x', at: 5, receivedAt: null });
  const received = presenceFact({ id: 'x', at: 7 });

  for (const facts of [
    [onPhone, received, onPhone],
    [received, onPhone],
  ])
    expect(foldRounds(facts).inRoom(ROOM)).toMatchObject([{ at: momentAt(7) }]);
});

test('a round ends by the first of its ends', () => {
  const [round] = foldRounds([
    roundEndFact({ id: idOf('e', 1), at: 50, why: 'changed', ends: R1 }),
    roundFact({ id: R1, at: 0 }),
    roundEndFact({ id: idOf('e', 2), at: 40, why: 'ended', ends: R1 }),
  ]).rounds();

  expect(round).toMatchObject({ id: R1, end: { at: momentAt(40), why: 'ended' } });
});

test('I stopped in the room of my own last record, whatever others did later', () => {
  const [here, there] = [idOf('o', 1), idOf('o', 2)];
  const facts = [
    presenceFact({ id: nextId(), at: 1, roomId: here }),
    presenceFact({ id: nextId(), at: 5, roomId: there }),
    presenceFact({ id: nextId(), at: 9, roomId: here, by: LI }),
  ];

  expect(stoppedAt(foldRounds(facts), [here, there], GUARD)).toBe(there);
  expect(stoppedAt(foldRounds(facts), [here], GUARD)).toBe(here);
  expect(stoppedAt(foldRounds([]), [here, there], GUARD)).toBeNull();
});

/** All that the log says of two rooms and two people. */
function told(log: RoundLog) {
  return {
    rounds: log.rounds(),
    rooms: [idOf('o', 1), idOf('o', 2)].map((id) => ({
      events: log.inRoom(id),
      notes: log.notesIn(id),
      state: roomState(log, { id, residentIds: [ZHANG, LIU] }, walk),
    })),
    people: [ZHANG, LIU].map((id) => [
      log.presencesOf(id),
      log.secondChecksOf(id),
      personStanding(log, id, walk),
    ]),
    stopped: stoppedAt(log, [idOf('o', 1), idOf('o', 2)], GUARD),
  };
}

const anyFacts = fc
  .array(
    fc.record({
      kind: fc.constantFrom('presence', 'presence', 'check', 'note', 'void', 'round', 'end'),
      at: fc.nat(9),
      about: fc.nat(11),
      who: fc.nat(1),
      state: fc.constantFrom<Presence['state']>('present', 'absent', 'not_in', 'on_leave'),
      isOnPhone: fc.boolean(),
      complaint: fc.constantFrom(null, null, 'cough', 'fever'),
      isComplaintOver: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) =>
    parts.map(({ kind, at, about, who, state, isOnPhone, ...said }, place): Fact => {
      const head = {
        id: idOf('n', place + 100),
        at,
        by: idOf('g', who + 1),
        receivedAt: isOnPhone ? null : momentAt(at),
      };
      const visit = {
        ...head,
        roundId: about % 3 === 0 ? null : about % 3 === 1 ? R1 : R2,
        roomId: idOf('o', (about % 2) + 1),
        personId: about % 4 < 2 ? ZHANG : LIU,
      };
      if (kind === 'presence') return presenceFact({ ...visit, ...said, state });
      if (kind === 'check') return secondCheckFact({ ...visit, reading: readingOf(36.6) });
      if (kind === 'note') return noteFact({ ...visit, text: 'so' });
      if (kind === 'void') return voidFact({ ...head, voids: idOf('n', 100 + about) });
      if (kind === 'round') return roundFact({ ...head, id: about % 2 === 0 ? R1 : R2 });
      return roundEndFact({ ...head, why: 'ended', ends: R1 });
    }),
  );

describe('the fold', () => {
  const arrivals = anyFacts.chain((facts) =>
    fc.record({
      facts: fc.constant(uniqueById(facts)),
      order: fc.shuffledSubarray(facts, { minLength: facts.length }),
      again: fc.array(fc.constantFrom(...facts), { maxLength: 12 }),
    }),
  );

  it('says the same whatever the order in which facts come, and however often', () => {
    fc.assert(
      fc.property(arrivals, ({ facts, order, again }) => {
        const known = new Set(facts);
        const log = createRoundLog();
        for (const fact of [...order, ...again].filter((each) => known.has(each))) {
          log.add([fact]);
          told(log);
        }
        expect(told(log)).toEqual(told(foldRounds(facts)));
      }),
    );
  });

  it('keeps of each room what a plain look at all facts finds', () => {
    fc.assert(
      fc.property(anyFacts, (all) => {
        const facts = uniqueById(all);
        const voided = new Set(
          facts.flatMap(({ type, body }) =>
            type === 'void' ? (body as { voids: string }).voids : [],
          ),
        );
        const inRoom = facts
          .filter(
            ({ id, body }) => !voided.has(id) && (body as { roomId?: string }).roomId === ROOM,
          )
          .toSorted(byCorrectedTime)
          .map(({ id }) => id);
        expect(
          foldRounds(facts)
            .inRoom(ROOM)
            .map(({ id }) => id),
        ).toEqual(inRoom);
      }),
    );
  });
});

const uniqueById = (facts: readonly Fact[]): Fact[] => [
  ...new Map(facts.map((fact) => [fact.id, fact])).values(),
];

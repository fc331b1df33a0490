import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf } from '../../tests/support/door-facts.ts';
import {
  AM,
  clock,
  DAY,
  PLACE,
  PM,
  sessionReturn,
  takeBack,
  windowIn,
} from '../../tests/support/session-facts.ts';
import type { Instant } from './id.ts';
import type { Fact } from './operation.ts';
import { foldSessions } from './session-log.ts';
import { countsOf, type SheetCounts } from './session-sheet.ts';
import { mayBeZero, numbersOf, standingOf } from './session-state.ts';

const f = (number: number) => idOf('f', number);
const NOTHING: SheetCounts = { ...countsOf([]), expected: 1, present: 1 };

function standing(
  facts: readonly Fact[],
  {
    now = clock('11:00'),
    counts = NOTHING,
    isZeroRequired = true,
  }: {
    now?: Instant;
    counts?: SheetCounts;
    isZeroRequired?: boolean;
  } = {},
) {
  const of = { place: PLACE, window: windowIn(AM), now, counts, isZeroRequired };
  return standingOf(foldSessions(facts), of);
}
const handedIn = (id: number, time: string, of: Parameters<typeof sessionReturn>[1] = {}) =>
  sessionReturn({ id: f(id), at: clock(time) }, of);

describe('silence', () => {
  it.each([
    ['05:59', 'not_due'],
    ['06:00', 'due'],
    ['11:59', 'due'],
    ['12:00', 'late'],
    ['60:00', 'late'],
  ])('at %s is %s, and never zero', (time, state) => {
    expect(standing([], { now: clock(time) }).state).toBe(state);
  });

  it('is no lateness where nothing was to be told and the rules ask for no zero report', () => {
    const free = { now: clock('12:00'), isZeroRequired: false };
    expect(standing([], free).state).toBe('not_required');
    for (const key of ['abnormal', 'absent', 'missing'] as const)
      expect(standing([], { ...free, counts: { ...NOTHING, [key]: 1 } }).state).toBe('late');
  });
});

describe('a return', () => {
  it('is zero only where somebody said so, and of its place and session alone', () => {
    expect(standing([handedIn(1, '10:00', { isZero: true })]).state).toBe('zero');
    expect(standing([handedIn(1, '10:00')]).state).toBe('reported');
    const other = { kind: 'unit', id: PLACE.id } as const;
    expect(standing([handedIn(1, '10:00', { place: other })]).state).toBe('due');
    expect(standing([handedIn(1, '10:00', { session: PM })]).state).toBe('due');
    const before = { day: '2020-06-07', slot: 'am' } as const;
    expect(standing([handedIn(1, '10:00', { session: before })]).state).toBe('due');
    expect(DAY).toBe('2020-06-08');
  });

  it('is late from the deadline on, and a second one of somebody in time is not', () => {
    expect(standing([handedIn(1, '11:59')]).isLate).toBe(false);
    expect(standing([handedIn(1, '12:00')]).isLate).toBe(true);
    expect(standing([handedIn(1, '11:59'), handedIn(2, '13:00')]).isLate).toBe(false);
  });

  it('is outdated when a late fact changes the numbers', () => {
    const facts = [handedIn(1, '10:00')];
    expect(standing(facts).isOutdated).toBe(false);
    expect(standing(facts, { counts: { ...NOTHING, abnormal: 1 } }).isOutdated).toBe(true);
  });

  it('of two people who disagree is contested; one’s own second one takes the place of the first', () => {
    const first = handedIn(1, '10:00');
    const second = handedIn(2, '10:30', { present: 0, missing: 1 });
    expect(standing([first, second])).toMatchObject({ isContested: false, current: { id: f(2) } });
    expect(standing([first, { ...second, by: idOf('g', 2) }]).isContested).toBe(true);
  });
});

it('whoever is not due is missing in a return, and one who is ill forbids a zero', () => {
  const counts = { ...countsOf([]), expected: 3, present: 1, missing: 1, notDue: 1, excused: 4 };
  expect(numbersOf(counts)).toEqual({
    expected: 3,
    present: 1,
    absent: 0,
    abnormal: 0,
    missing: 2,
  });
  expect([mayBeZero({ abnormal: 0 }), mayBeZero({ abnormal: 1 })]).toEqual([true, false]);
});

it('stands as an oracle says that looks at every return and every void', () => {
  const minutes = fc.nat(48).map((half) => half * 30);
  const draft = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        at: minutes,
        isZero: fc.boolean(),
        isOther: fc.boolean(),
        voids: fc.constant(-1),
      }),
    },
    fc.record({
      at: minutes,
      isZero: fc.constant(false),
      isOther: fc.constant(false),
      voids: fc.nat(8),
    }),
  );
  const timeOf = (at: number) => `${Math.floor(at / 60)}:${at % 60}`;
  fc.assert(
    fc.property(fc.array(draft, { maxLength: 7 }), minutes, fc.gen(), (drafts, now, gen) => {
      const facts = drafts.map(({ at, isZero, isOther, voids }, index) => {
        const when = { id: f(index), at: clock(timeOf(at)) };
        if (voids >= 0) return takeBack(when, f(voids));
        return sessionReturn(when, { isZero, ...(isOther && { session: PM }) });
      });
      const order = gen(() => fc.shuffledSubarray(facts, { minLength: facts.length }));

      const stands = drafts.flatMap((draft, index) => {
        const isBack = drafts.some(({ voids }) => voids === index);
        return draft.voids < 0 && !draft.isOther && !isBack ? { ...draft, index } : [];
      });
      const last = stands.find((one) =>
        stands.every((two) => two.at < one.at || (two.at === one.at && two.index <= one.index)),
      );
      const silence = now < 360 ? 'not_due' : now < 720 ? 'due' : 'late';
      const state = last === undefined ? silence : last.isZero ? 'zero' : 'reported';
      const found = standing([...order, ...order.slice(1)], { now: clock(timeOf(now)) });
      expect(found.state).toBe(state);
      expect(found.isLate).toBe(stands.length > 0 && stands.every(({ at }) => at >= 720));
      expect(found.returns.map(({ id }) => id).sort()).toEqual(
        stands.map(({ index }) => f(index)).sort(),
      );
    }),
    { numRuns: 400 },
  );
});

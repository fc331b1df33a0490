import { expect, test } from 'vitest';
import {
  AM,
  clock,
  DAY,
  personOf,
  selfReport,
  SHANGHAI,
  tellAt,
} from '../../tests/support/session-facts.ts';
import { bothSystemsOf } from './both-systems.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import type { Fact } from './operation.ts';
import { foldSessions } from './session-log.ts';
import { sessionClockOf } from './report-session.ts';

const CAMPUS = sessionClockOf(DEFAULT_POLICY, SHANGHAI);
const members = [1, 2, 3, 4].map((number) => ({ personId: personOf(number) }));
const [one, two, three, four] = members;
const report = (id: string, number: number, session = AM): Fact =>
  selfReport({ id, at: clock('08:00') }, { personId: personOf(number), session });
const tick = (id: string, number: number, [time, day = DAY]: readonly [string, string?]): Fact =>
  tellAt({ id, at: clock(time) }, 'second-report', {
    personId: personOf(number),
    day,
    doneAt: clock(time),
  });
const fold = (facts: readonly Fact[]) =>
  bothSystemsOf(foldSessions(facts), facts, { members, day: DAY, clock: CAMPUS });

test('each person of a day did both, one of the two, or neither', () => {
  const facts = [report('1', 1), tick('2', 1, ['09:00']), report('3', 2), tick('4', 3, ['10:00'])];

  const expected = {
    both: [one],
    onlyHere: [two],
    onlyThere: [{ member: three, doneAt: clock('10:00') }],
    neither: [four],
  };
  expect(fold(facts)).toEqual(expected);
  expect(fold(facts.toReversed())).toEqual(expected);
});

test('what was told before its session began is no report here', () => {
  const ahead = selfReport({ id: '1', at: clock('05:59') }, { personId: personOf(1) });

  expect(fold([ahead, tick('2', 1, ['09:00'])]).onlyThere).toHaveLength(1);
  expect(fold([ahead, tick('2', 1, ['09:00']), report('3', 1)]).both).toEqual([one]);
});

test('the first of two ticks tells when, one that was taken back tells nothing, and neither does another day', () => {
  const facts = [
    tick('1', 1, ['11:00']),
    tick('2', 1, ['10:00']),
    tick('3', 2, ['10:00']),
    tellAt({ id: '4', at: clock('10:01') }, 'void', {
      voids: tick('3', 2, ['10:00']).id,
      doorId: null,
      reason: 'undo',
    }),
    tick('5', 3, ['10:00', '2020-06-07']),
    report('6', 4, { day: '2020-06-07', slot: 'am' }),
  ];

  expect(fold(facts)).toMatchObject({
    both: [],
    onlyHere: [],
    onlyThere: [{ member: one, doneAt: clock('10:00') }],
    neither: [two, three, four],
  });
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { idOf, readingOf } from '../../tests/support/door-facts.ts';
import { clock, DAY, personOf, selfReport, SHANGHAI } from '../../tests/support/session-facts.ts';
import { addDays } from './campus-day.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { reportRulesOf } from './default-report.ts';
import { identicalRuns } from './identical-reports.ts';
import { foldSessions } from './session-log.ts';
import { sessionClockOf } from './report-session.ts';

const told = (day: number, tempC: number, of: object = {}) =>
  selfReport(
    { id: idOf('f', day), at: clock(`${day * 24 + 8}:00`) },
    {
      personId: personOf(1),
      session: { day: addDays(DAY, day), slot: 'am' },
      reading: readingOf(tempC, 'axilla'),
      ...of,
    },
  );
const runs = (facts: ReturnType<typeof told>[], days = 3) =>
  identicalRuns(foldSessions(facts), {
    ...sessionClockOf(DEFAULT_POLICY, SHANGHAI),
    rules: { ...reportRulesOf(DEFAULT_POLICY), identicalDays: days },
  });

it('the same answers on so many days one after another are a run', () => {
  const facts = [0, 1, 2].map((day) => told(day, 36.5));
  expect(runs(facts)).toEqual([
    { personId: personOf(1), slot: 'am', from: DAY, to: addDays(DAY, 2), days: 3, tempC: 36.5 },
  ]);
  expect(runs(facts, 4)).toEqual([]);
});

it('another value, another symptom, a day without a report or somebody else’s telling ends it', () => {
  const [first, second] = [told(0, 36.5), told(1, 36.5)];
  expect(runs([first, second, told(2, 36.6)])).toEqual([]);
  expect(runs([first, second, told(2, 36.5, { symptoms: ['rash'] })])).toEqual([]);
  expect(runs([first, second, told(3, 36.5)])).toEqual([]);
  expect(runs([first, second, told(2, 36.5, { onBehalfAs: 'keeper' })])).toEqual([]);
  expect(runs([first, second, told(2, 36.5, { reading: null, notMeasured: 'not_now' })])).toEqual(
    [],
  );
});

it('what was told before the session began is not the day’s answer', () => {
  const at = (day: number, time: string) =>
    selfReport(
      { id: idOf('f', day), at: clock(time) },
      { personId: personOf(1), session: { day: addDays(DAY, day), slot: 'am' } },
    );
  const all = [at(0, '06:00'), at(1, '30:00'), at(2, '54:00')];
  expect(runs(all)).toHaveLength(1);
  expect(runs([...all.slice(0, 2), at(2, '53:59')])).toEqual([]);
});

it('finds the runs that a count from every day on finds', () => {
  const days = fc.array(fc.option(fc.constantFrom(36.4, 36.5)), { maxLength: 12 });
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 4 }), (values, atLeast) => {
      const facts = values.flatMap((tempC, day) => (tempC === null ? [] : told(day, tempC)));
      const expected = values.flatMap((tempC, day) => {
        if (tempC === null || (day > 0 && values[day - 1] === tempC)) return [];
        let length = 1;
        while (values[day + length] === tempC) length += 1;
        return length >= atLeast ? `${addDays(DAY, day)} ${length}` : [];
      });
      const found = runs(facts.reverse(), atLeast).map(
        ({ from, days: length }) => `${from} ${length}`,
      );
      expect(found.sort()).toEqual(expected.sort());
    }),
    { numRuns: 150 },
  );
});

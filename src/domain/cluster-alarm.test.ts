import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarms, CLASS, DAY, f, ill, member, THREE } from '../../tests/support/cluster-facts.ts';
import { idOf, readingOf } from '../../tests/support/door-facts.ts';
import {
  clock,
  personOf,
  selfReport,
  SHANGHAI,
  sessionCheck,
  takeBack,
  tellAt,
} from '../../tests/support/session-facts.ts';
import { addDays } from './campus-day.ts';
import { foldClusters } from './cluster-alarm.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { reportRulesOf } from './default-report.ts';
import type { Day } from './id.ts';
import type { Fact } from './operation.ts';

describe('three in one day with similar symptoms', () => {
  it('are a cluster of their room and of their class, to be told within 24 hours of the third', () => {
    const found = alarms(THREE);
    expect(found.map(({ place }) => place.kind).sort()).toEqual(['class', 'room']);
    expect(found[0]).toMatchObject({
      key: '3/1 intestinal',
      firstDay: DAY,
      lastDay: DAY,
      personIds: [1, 2, 3].map(personOf),
      since: clock('10:00'),
      dueAt: clock('34:00'),
      acknowledged: [],
    });
  });

  it('are told when each was first told ill this way, whatever is corrected later', () => {
    const told = (id: number, at: string, symptoms: string[]) =>
      selfReport(
        { id: f(id), at: clock(at) },
        { personId: personOf(3), symptoms, amends: id === 3 ? null : f(3) },
      );
    const wellAtFirst = [...THREE.slice(0, 2), told(3, '10:00', ['rash'])];
    const since = (facts: readonly Fact[]) => alarms(facts).map((alarm) => alarm.since);
    expect(since([...THREE, told(4, '20:00', ['diarrhoea', 'vomiting'])])).toEqual([
      clock('10:00'),
      clock('10:00'),
    ]);
    const nowIll = [...wellAtFirst, told(4, '20:00', ['rash', 'diarrhoea'])];
    expect(since(nowIll)).toEqual([clock('20:00'), clock('20:00')]);
    const again = selfReport(
      { id: f(5), at: clock('21:00') },
      { personId: personOf(3), symptoms: ['diarrhoea'], amends: f(4) },
    );
    expect(since([...nowIll, again])).toEqual([clock('20:00'), clock('20:00')]);
    expect(since([...nowIll, again, takeBack({ id: f(6), at: clock('22:00') }, f(4))])).toEqual([
      clock('21:00'),
      clock('21:00'),
    ]);
  });

  it('are none where one was taken back, is of another place, or has another illness', () => {
    expect(alarms([...THREE, takeBack({ id: f(9), at: clock('11:00') }, f(3))])).toEqual([]);
    const other = member(3, idOf('m', 2), idOf('k', 2));
    expect(alarms(THREE, [member(1), member(2), other])).toEqual([]);
    expect(alarms([...THREE.slice(0, 2), ill(3, 3, { symptoms: ['rash'] })])).toEqual([]);
  });

  it('are counted once each, from reports, checks and the register alike; a high reading is a fever', () => {
    const checked = sessionCheck(
      { id: f(4), at: clock('08:30') },
      { personId: personOf(2), symptoms: ['vomiting'] },
    );
    const absent = tellAt({ id: f(5), at: clock('09:30') }, 'absence', {
      personId: personOf(3),
      onsetOn: DAY,
      absentFrom: DAY,
      symptoms: ['abdominal_pain'],
      note: null,
    });
    expect(alarms([ill(1, 1), checked])).toEqual([]);
    expect(alarms([ill(1, 1), ill(2, 1), checked])).toEqual([]);
    expect(alarms([ill(1, 1), checked, absent])).toHaveLength(2);
    const high = (id: number) =>
      selfReport(
        { id: f(id), at: clock('08:00') },
        { personId: personOf(id), reading: readingOf(38, 'axilla') },
      );
    expect(alarms([1, 2, 3].map(high))[0]?.group).toBe('respiratory');
  });

  it('are none where one was told before the session began, or before the day of falling ill', () => {
    expect(alarms([...THREE.slice(0, 2), ill(3, 3, { at: clock('05:59') })])).toEqual([]);
    expect(alarms([...THREE.slice(0, 2), ill(3, 3, { at: clock('06:00') })])).toHaveLength(2);
    const checkedAt = (at: string) =>
      sessionCheck({ id: f(3), at }, { personId: personOf(3), symptoms: ['vomiting'] });
    expect(alarms([...THREE.slice(0, 2), checkedAt(clock('05:59'))])).toEqual([]);
    const absentAt = (at: string) =>
      tellAt({ id: f(3), at }, 'absence', {
        personId: personOf(3),
        onsetOn: DAY,
        absentFrom: DAY,
        symptoms: ['vomiting'],
        note: null,
      });
    expect(alarms([...THREE.slice(0, 2), absentAt(clock('-1:00'))])).toEqual([]);
    expect(alarms([...THREE.slice(0, 2), absentAt(clock('00:00'))])).toHaveLength(2);
  });

  it('are taken on by an acknowledgement of this rule within its days', () => {
    const taken = (day: Day, rule = '3/1 intestinal') =>
      tellAt({ id: f(8), at: clock('12:00') }, 'cluster-acknowledgement', {
        place: { kind: 'class', id: CLASS },
        rule,
        day,
        note: null,
      });
    const ofClass = (facts: readonly Fact[]) =>
      alarms(facts).find(({ place }) => place.kind === 'class')?.acknowledged.length;
    expect(ofClass([...THREE, taken(DAY)])).toBe(1);
    expect(ofClass([...THREE, taken('2020-06-09')])).toBe(0);
    expect(ofClass([...THREE, taken(DAY, '5/3 intestinal')])).toBe(0);
  });
});

it('finds on which days a brute count over every window finds a rule met', () => {
  const telling = fc.record({
    who: fc.nat(5),
    day: fc.nat(6),
    hour: fc.nat(30),
    rash: fc.boolean(),
  });
  const rule = fc.record({
    count: fc.integer({ min: 2, max: 4 }),
    days: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(
      fc.array(telling, { maxLength: 14 }),
      rule,
      fc.gen(),
      (told, { count, days }, gen) => {
        const facts = told.map(({ who, day, hour, rash }, index) =>
          ill(index, who, {
            day: addDays(DAY, day),
            at: clock(`${day * 24 + 6 + hour}:00`),
            symptoms: [rash ? 'rash' : 'vomiting'],
          }),
        );
        const shuffled = gen(() => fc.shuffledSubarray(facts, { minLength: facts.length }));
        const report = { ...reportRulesOf(DEFAULT_POLICY), clusters: [{ count, days, hours: 24 }] };
        const members = [0, 1, 2, 3, 4, 5].map((who) => member(who, idOf('m', who % 2)));
        const found = foldClusters([...shuffled, ...shuffled.slice(2)], {
          members,
          policy: { ...DEFAULT_POLICY, report },
          zone: SHANGHAI,
        });

        for (const rash of [false, true])
          for (const room of [0, 1]) {
            // Of what one teller says of a person and session, the last word counts.
            const isLastWord = (one: (typeof told)[number]): boolean => {
              const words = told.filter(({ who, day }) => who === one.who && day === one.day);
              const lastHour = Math.max(...words.map(({ hour }) => hour));
              return words.findLast(({ hour }) => hour === lastHour)?.rash === one.rash;
            };
            const here = told.filter(
              (one) => one.rash === rash && one.who % 2 === room && isLastWord(one),
            );
            const isMet = (end: number): boolean =>
              new Set(here.flatMap(({ who, day }) => (day <= end && day > end - days ? who : [])))
                .size >= count;
            const metOn = Array.from({ length: 12 }, (_, end) => end).filter(isMet);
            const ours = found.filter(
              ({ place, group }) =>
                place.id === idOf('m', room) && group === (rash ? 'rash' : 'intestinal'),
            );
            const days12 = Array.from({ length: 12 }, (_, end) => addDays(DAY, end));
            expect(
              days12.filter((day) =>
                ours.some(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay),
              ),
            ).toEqual(metOn.map((end) => addDays(DAY, end)));
            // Two runs never touch: else they were one.
            for (const { lastDay } of ours)
              expect(ours.some(({ firstDay }) => firstDay === addDays(lastDay, 1))).toBe(false);
            for (const { firstDay, since, personIds } of ours) {
              const end = days12.indexOf(firstDay);
              const firstHours = [0, 1, 2, 3, 4, 5]
                .map((who) =>
                  Math.min(
                    ...here.flatMap((one) =>
                      one.who === who && one.day <= end && one.day > end - days
                        ? one.day * 24 + one.hour
                        : [],
                    ),
                  ),
                )
                .sort((a, b) => a - b);
              expect(since).toBe(clock(`${6 + (firstHours[count - 1] ?? 0)}:00`));
              expect(personIds.length).toBeGreaterThanOrEqual(count);
            }
          }
      },
    ),
    { numRuns: 150 },
  );
});

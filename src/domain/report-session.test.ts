import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportRulesOf } from './default-report.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { ReportRules, type SlotRule } from './report-rules.ts';
import {
  currentSession,
  isLateIn,
  nextSession,
  sessionClockOf,
  sessionAt,
  sessionKey,
  windowOf,
  windowsOfDay,
} from './report-session.ts';

const RULES = reportRulesOf(DEFAULT_POLICY);
const CLOCK = sessionClockOf(DEFAULT_POLICY, 'Asia/Shanghai');
const DAY = '2020-06-08';
/** A time of 8 June by the campus's clock. */
const at = (hours: number, minutes = 0): string =>
  new Date(Date.UTC(2020, 5, 8, hours - 8, minutes)).toISOString();
const named = (session: { day: string; slot: string } | null) =>
  session && `${session.day} ${session.slot}`;

describe('a moment belongs', () => {
  it('to the session whose window it lies in, and to none between two days', () => {
    expect(named(sessionAt(at(6), CLOCK))).toBe(`${DAY} am`);
    expect(named(sessionAt(at(11, 59), CLOCK))).toBe(`${DAY} am`);
    expect(named(sessionAt(at(12), CLOCK))).toBe(`${DAY} pm`);
    expect(sessionAt(at(5, 59), CLOCK)).toBeNull();
    expect(sessionAt(at(20), CLOCK)).toBeNull();
  });

  it('late to the one that ran last, over midnight too', () => {
    expect(named(currentSession(at(23), CLOCK))).toBe(`${DAY} pm`);
    expect(named(currentSession(at(24 + 5), CLOCK))).toBe(`${DAY} pm`);
    expect(named(currentSession(at(24 + 6), CLOCK))).toBe('2020-06-09 am');
    expect(named(nextSession(at(12), CLOCK))).toBe('2020-06-09 am');
    expect(named(nextSession(at(5), CLOCK))).toBe(`${DAY} am`);
  });
});

it('a session has its instants, and what is told at its end is late', () => {
  const pm = windowOf({ day: DAY, slot: 'pm' }, CLOCK);
  expect(pm).toEqual({
    day: DAY,
    slot: 'pm',
    from: at(12),
    to: at(20),
    openFrom: at(12),
    remindAt: at(14),
    deadline: at(18),
    rollupAt: at(24 + 8, 30),
  });
  expect(windowOf({ day: DAY, slot: 'evening' }, CLOCK)).toBeNull();
  expect(pm && [isLateIn(pm, at(19, 59)), isLateIn(pm, at(20))]).toEqual([false, true]);
});

it('sessions sort by their key as they follow each other', () => {
  const keys = windowsOfDay(DAY, CLOCK).map(sessionKey);
  expect([...keys].sort()).toEqual(keys);
  expect(sessionKey({ day: DAY, slot: 'evening' }) > sessionKey({ day: DAY, slot: 'pm' })).toBe(
    true,
  );
});

describe('rules of sessions', () => {
  const slot = (over: Partial<SlotRule>): object => ({ ...RULES.slots[0], ...over });
  const isTaken = (slots: unknown[]) => ReportRules.safeParse({ ...RULES, slots }).success;

  it('are within their own ranges by default', () => {
    expect(ReportRules.parse(RULES)).toEqual(RULES);
  });

  it.each([
    ['which end before they begin', [slot({ to: '05:00' })]],
    ['which remind outside of their window', [slot({ remindAt: '12:00' })]],
    ['which are due before they begin', [slot({ unitDeadline: '06:00' })]],
    ['which lie over each other', [slot({}), slot({ slot: 'pm', from: '11:59', to: '20:00' })]],
    ['which come twice', [slot({}), slot({ from: '12:00', to: '13:00', remindAt: '12:30' })]],
    ['of no session at all', []],
  ])('%s are refused', (_, slots) => {
    expect(isTaken(slots)).toBe(false);
  });

  it('may go up to midnight, and a code of a symptom stands once', () => {
    expect(
      isTaken([slot({ from: '20:00', to: '24:00', remindAt: '22:00', unitDeadline: '24:00' })]),
    ).toBe(true);
    const symptoms = [...RULES.symptoms, RULES.symptoms[0]];
    expect(ReportRules.safeParse({ ...RULES, symptoms }).success).toBe(false);
  });
});

describe('against clocks read quarter by quarter', () => {
  const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'UTC'];
  const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
    const minutes = quarter * 15;
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  });
  const slots = fc
    .uniqueArray(time, { minLength: 2, maxLength: 6 })
    .map((times) => [...times].sort())
    .map((times) =>
      (['am', 'pm', 'evening'] as const).flatMap((slot, index) => {
        const [from, to] = [times[index * 2], times[index * 2 + 1]];
        return from === undefined || to === undefined
          ? []
          : [{ slot, from, to, remindAt: from, unitDeadline: to }];
      }),
    );
  /** What the clock on the wall says, read without any of the code under test. */
  const wall = (instant: number, zone: string): { day: string; time: string } => {
    const text = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    }).format(instant);
    const [day = '', shown = ''] = text.split(' ');
    return { day, time: shown };
  };

  it('a moment is in the session whose times the clock on the wall lies between', () => {
    // Spring and autumn changes of clocks of both years, and plain days.
    const moment = fc
      .integer({ min: Date.UTC(2020, 2, 1) / 900_000, max: Date.UTC(2021, 10, 30) / 900_000 })
      .map((quarters) => quarters * 900_000);
    fc.assert(
      fc.property(slots, fc.constantFrom(...ZONES), moment, (rules, zone, instant) => {
        const clock = { ...CLOCK, rules: { ...RULES, slots: rules }, zone };
        const shown = wall(instant, zone);
        // An hour that the clock shows twice belongs to the first of the two.
        fc.pre(
          [30, 60, 90].every(
            (back) =>
              wall(instant - back * 60_000, zone).time <= shown.time ||
              wall(instant - back * 60_000, zone).day < shown.day,
          ),
        );
        fc.pre(
          [30, 60, 90].every(
            (on) =>
              wall(instant + on * 60_000, zone).time >= shown.time ||
              wall(instant + on * 60_000, zone).day > shown.day,
          ),
        );
        const expected = rules.find(({ from, to }) => from <= shown.time && shown.time < to);
        const found = sessionAt(new Date(instant).toISOString(), clock);
        expect(named(found)).toBe(expected ? `${shown.day} ${expected.slot}` : null);
      }),
      { numRuns: 500 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from './default-policy.ts';
import { reportRulesOf } from './default-report.ts';
import { earlierSlotsOf } from './earlier-slots.ts';
import { PolicyPack } from './policy.ts';
import type { SlotRule } from './report-rules.ts';
import { aheadBy, sessionClockOf, windowOf, windowsOfDay } from './report-session.ts';

const RULES = reportRulesOf(DEFAULT_POLICY);
const amFrom = (from: string): SlotRule => ({
  slot: 'am',
  from,
  to: '12:00',
  remindAt: '10:00',
  unitDeadline: '12:00',
});
type Fields = Partial<Pick<PolicyPack, 'validFrom' | 'validTo'>> & { slots?: SlotRule[] };

/** The pack that stands after these were put in force, each on its day. */
const packAfter = (...changes: readonly [today: string, fields: Fields][]): PolicyPack =>
  changes.reduce((before, [today, { slots, ...validity }]) => {
    const wanted = {
      ...before,
      ...validity,
      ...(slots !== undefined && { report: { ...RULES, slots } }),
    };
    return { ...wanted, earlierSlots: earlierSlotsOf(before, wanted, today) };
  }, DEFAULT_POLICY);
const clockOf = (pack: PolicyPack) => sessionClockOf(PolicyPack.parse(pack), 'Asia/Shanghai');
/** When the sessions of a day begin, by the campus's clock. */
const asked = (pack: PolicyPack, day: string): string[] =>
  windowsOfDay(day, clockOf(pack)).map(({ slot, from }) => {
    const hour = new Date(Date.parse(from) + 8 * 3_600_000).toISOString().slice(11, 16);
    return `${slot} ${hour}`;
  });
const DEFAULTS = ['am 06:00', 'pm 12:00'];

describe('a change of the times of a session', () => {
  const pack = packAfter(['2020-06-10', { slots: [amFrom('07:30')] }]);

  it('holds on its own day and leaves the days before as they were', () => {
    expect(asked(pack, '2020-06-09')).toEqual(DEFAULTS);
    expect(asked(pack, '2020-06-10')).toEqual(['am 07:30']);
    expect(asked(pack, '2020-06-11')).toEqual(['am 07:30']);
  });

  it('makes nothing that was told on its own day a telling ahead, and later ones it does', () => {
    const isAhead = aheadBy(clockOf(pack));
    const at = (day: number, time: string) =>
      new Date(Date.parse(`2020-06-${day}T${time}:00.000+08:00`)).toISOString();
    expect(isAhead({ day: '2020-06-10', slot: 'am' }, at(10, '06:00'))).toBe(false);
    expect(isAhead({ day: '2020-06-10', slot: 'am' }, at(10, '05:59'))).toBe(true);
    expect(isAhead({ day: '2020-06-11', slot: 'am' }, at(11, '07:29'))).toBe(true);
    const window = windowOf({ day: '2020-06-10', slot: 'am' }, clockOf(pack));
    expect(window).toMatchObject({ from: at(10, '07:30'), openFrom: at(10, '06:00') });
  });

  it('after another one leaves to each day what held on it', () => {
    const again = packAfter(
      ['2020-06-10', { slots: [amFrom('07:30')] }],
      ['2020-06-12', { slots: [amFrom('08:00')] }],
      ['2020-06-12', { slots: [amFrom('09:00')] }],
    );
    expect(asked(again, '2020-06-09')).toEqual(DEFAULTS);
    expect(asked(again, '2020-06-11')).toEqual(['am 07:30']);
    expect(asked(again, '2020-06-12')).toEqual(['am 09:00']);
  });
});

describe('rules ask for nothing', () => {
  it('after their last day', () => {
    const pack = packAfter(['2020-06-10', { validTo: '2020-06-12' }]);
    expect(asked(pack, '2020-06-12')).toEqual(DEFAULTS);
    expect(asked(pack, '2020-06-13')).toEqual([]);
  });

  it('before their first day, until which the ones before them hold', () => {
    const pack = packAfter(['2020-06-10', { validFrom: '2020-06-15', slots: [amFrom('07:30')] }]);
    expect(asked(pack, '2020-06-14')).toEqual(DEFAULTS);
    expect(asked(pack, '2020-06-15')).toEqual(['am 07:30']);
    expect(asked({ ...DEFAULT_POLICY, validFrom: '2020-06-15' }, '2020-06-14')).toEqual([]);
  });

  it('between the end of some and the beginning of the next', () => {
    const pack = packAfter(
      ['2020-06-10', { validTo: '2020-06-12' }],
      ['2020-06-20', { validFrom: '2020-06-20', validTo: null }],
    );
    expect(asked(pack, '2020-06-12')).toEqual(DEFAULTS);
    expect(asked(pack, '2020-06-13')).toEqual([]);
    expect(asked(pack, '2020-06-19')).toEqual([]);
    expect(asked(pack, '2020-06-20')).toEqual(DEFAULTS);
  });
});

it('another change of the rules remembers nothing, and what is a year old is forgotten', () => {
  const first = packAfter(['2020-06-10', { slots: [amFrom('07:30')] }]);
  expect(earlierSlotsOf(first, { ...first, version: '3' }, '2020-06-12')).toEqual(
    first.earlierSlots,
  );
  const kept = packAfter(
    ['2020-06-10', { slots: [amFrom('07:30')] }],
    ['2022-06-10', { slots: [amFrom('08:00')] }],
  );
  expect(kept.earlierSlots?.map(({ until }) => until)).toEqual(['2022-06-10']);
});

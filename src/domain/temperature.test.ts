import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from './default-policy.ts';
import { Reading, type BodySite } from './reading.ts';
import { judgeTemperature, readTyped } from './temperature.ts';

const rules = DEFAULT_POLICY.temperature;
const judge = (tempC: number, site: BodySite = 'forehead') =>
  judgeTemperature({ tempC, site }, rules);

describe('what a warden types', () => {
  it.each(['365', '36.5', '36,5', '36。5', '36·5', '３６．５', '３６５', ' 36.5 '])(
    'reads %s as 36.5 °C',
    (typed) => expect(readTyped(typed, 'C')).toEqual({ rawValue: 36.5, tempC: 36.5 }),
  );

  it.each([
    ['36', 36],
    ['36.', 36],
    ['373', 37.3],
    ['410', 41],
    ['96.8', 96.8],
    ['968', 96.8],
  ])('reads %s as %d °C', (typed, tempC) =>
    expect(readTyped(typed, 'C')).toEqual({ rawValue: tempC, tempC }),
  );

  it.each([
    ['977', 97.7, 36.5],
    ['97.7', 97.7, 36.5],
    ['986', 98.6, 37],
    ['99', 99, 37.2],
    ['99.1', 99.1, 37.3],
    ['100', 100, 37.8],
    ['1004', 100.4, 38],
    ['100.4', 100.4, 38],
    ['104', 104, 40],
    ['1040', 104, 40],
  ])('reads %s on a Fahrenheit device as %d °F, %d °C', (typed, rawValue, tempC) =>
    expect(readTyped(typed, 'F')).toEqual({ rawValue, tempC }),
  );

  it.each([
    '',
    '3',
    '3.65',
    '36.55',
    '36..5',
    '036',
    '0365',
    '36500',
    '-36',
    '3e1',
    'abc',
    '36.5C',
    '.5',
  ])('makes nothing of %j', (typed) => expect(readTyped(typed, 'C')).toBeNull());

  it('reads the digits with and without the point alike, for every tenth from 30 to 43 °C', () => {
    for (let tenths = 300; tenths <= 430; tenths += 1) {
      const typed = String(tenths);
      expect(readTyped(typed, 'C')).toEqual(
        readTyped(`${typed.slice(0, 2)}.${typed.slice(2)}`, 'C'),
      );
      expect(readTyped(typed, 'C')?.tempC).toBe(tenths / 10);
    }
  });

  it('gives whatever is typed as °C to one decimal', () => {
    const typed = fc.stringMatching(/^[0-9]{2,4}([.,][0-9])?$/);
    fc.assert(
      fc.property(typed, fc.constantFrom('C' as const, 'F' as const), (text, unit) => {
        const read = readTyped(text, unit);
        if (read !== null) expect(read.tempC).toBe(Number(read.tempC.toFixed(1)));
      }),
    );
  });
});

describe('the verdict', () => {
  it.each([
    [29.9, 'impossible'],
    [30, 'too-low'],
    [34.9, 'too-low'],
    [35, 'normal'],
    [37.2, 'normal'],
    [37.3, 'high'],
    [43, 'high'],
    [43.1, 'impossible'],
    [96.8, 'impossible'],
    [Number.NaN, 'impossible'],
  ])('on %d °C at the forehead is %s', (tempC, verdict) => expect(judge(tempC)).toBe(verdict));

  it('has its own line for each body site', () => {
    expect(judge(37.4, 'ear')).toBe('normal');
    expect(judge(37.5, 'ear')).toBe('high');
    expect(judge(37.9, 'rectal')).toBe('normal');
    expect(judge(37, 'wrist')).toBe('high');
  });

  it('on the line itself depends on whether the school says "from" or "above"', () => {
    const above = { ...rules, compare: 'gt' as const };
    expect(judgeTemperature({ tempC: 37.3, site: 'axilla' }, above)).toBe('normal');
    expect(judgeTemperature({ tempC: 37.4, site: 'axilla' }, above)).toBe('high');
  });
});

describe('a reading', () => {
  const reading = {
    tempC: 36.5,
    site: 'forehead',
    thermometerId: null,
    rawValue: 36.5,
    rawUnit: 'C',
  };

  it('holds one decimal', () => {
    expect(Reading.safeParse(reading).success).toBe(true);
    expect(Reading.safeParse({ ...reading, tempC: 37.3 }).success).toBe(true);
    expect(Reading.safeParse({ ...reading, tempC: 36.55 }).success).toBe(false);
  });

  it('is of a living body', () => {
    expect(Reading.safeParse({ ...reading, tempC: 24.9 }).success).toBe(false);
    expect(Reading.safeParse({ ...reading, tempC: 96.8 }).success).toBe(false);
  });
});

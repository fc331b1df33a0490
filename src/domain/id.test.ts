import { expect, test } from 'vitest';
import { Day } from './id.ts';

test('a day is one of the calendar', () => {
  for (const day of ['2020-02-29', '1999-12-31', '2026-11-22'])
    expect(Day.safeParse(day).success, day).toBe(true);
  for (const day of [
    '2020-02-30',
    '2021-02-29',
    '4446-33-53',
    '2020-00-01',
    '2020-1-1',
    '0000-01-01',
    '9999-12-31',
  ])
    expect(Day.safeParse(day).success, day).toBe(false);
});

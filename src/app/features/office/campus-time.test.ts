// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { dateTimeText, dayOf, nextDay, startOfDay } from './campus-time.ts';

test('a campus day begins at its own midnight, wherever the desk stands', () => {
  expect(startOfDay('2020-03-01', 'Asia/Shanghai')).toBe('2020-02-29T16:00:00.000Z');
  expect(startOfDay('2020-03-08', 'America/New_York')).toBe('2020-03-08T05:00:00.000Z');
  expect(startOfDay('2020-04-05', 'Pacific/Auckland')).toBe('2020-04-04T11:00:00.000Z');
  expect(startOfDay('2020-03-09', 'America/New_York')).toBe('2020-03-09T04:00:00.000Z');
});

test('an instant shows the wall clock of the campus', () => {
  expect(dateTimeText('2020-02-29T23:42:00.000Z', 'Asia/Shanghai')).toBe('2020-03-01 07:42');
  expect(dayOf('2020-02-29T23:42:00.000Z', 'Asia/Shanghai')).toBe('2020-03-01');
});

test('the day after the last of February in a leap year is 1 March', () => {
  expect(nextDay('2020-02-29')).toBe('2020-03-01');
});

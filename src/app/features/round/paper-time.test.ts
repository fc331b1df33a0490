import { expect, test } from 'vitest';
import { localText, readPaperTime, timeOnWalk } from './paper-time.ts';

const zone = 'Asia/Shanghai';
const now = '2020-06-08T14:30:00.000Z';

test('a time on paper is of the campus’s clock, wherever the phone is', () => {
  expect(localText(now, zone)).toBe('2020-06-08T22:30');
  expect(readPaperTime('2020-06-08T21:05', { now, zone })).toEqual({
    at: '2020-06-08T13:05:00.000Z',
  });
});

test.each([
  ['', 'missing'],
  ['2020-06-08T22:31', 'future'],
  ['2020-06-01T22:29', 'old'],
])('%o is refused as %s', (text, problem) => {
  expect(readPaperTime(text, { now, zone })).toEqual({ problem });
});

test('the oldest time that counts is seven days ago', () => {
  expect(readPaperTime('2020-06-01T22:30', { now, zone })).toHaveProperty('at');
});

test.each([
  ['2155', '2020-06-08T13:55:00.000Z'],
  ['2100', '2020-06-08T13:00:00.000Z'],
  ['930', null],
  ['2231', null],
  ['2460', null],
  ['21', null],
])('on a walk since 21:00, typed in at 22:30, %s is %s', (digits, at) => {
  expect(timeOnWalk(digits, { from: '2020-06-08T13:00:00.000Z', now, zone })).toBe(at);
});

test('a walk over midnight goes on the next day', () => {
  const of = { from: '2020-06-07T15:50:00.000Z', now, zone };
  expect(timeOnWalk('0005', of)).toBe('2020-06-07T16:05:00.000Z');
  expect(timeOnWalk('2355', of)).toBe('2020-06-07T15:55:00.000Z');
});

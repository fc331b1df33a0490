import { expect, test } from 'vitest';
import { localText, readPaperTime } from './paper-time.ts';

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

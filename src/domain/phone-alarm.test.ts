import { expect, test } from 'vitest';
import { phoneAlarm } from './phone-alarm.ts';

const NOW_MS = Date.parse('2022-03-14T08:00:00.000Z');
const heard = (minutesAgo: number) => new Date(NOW_MS - minutesAgo * 60_000).toISOString();

test.each([
  ['with nothing waiting may be silent', { lastContactAt: heard(6000), pending: 0 }, null],
  [
    'with records waiting and heard just now is well',
    { lastContactAt: heard(5), pending: 9 },
    null,
  ],
  [
    'with records waiting and silent for an hour is not',
    { lastContactAt: heard(61), pending: 1 },
    'silent',
  ],
  ['that was never heard says nothing yet', { lastContactAt: null, pending: 0 }, null],
] as const)('a phone %s', (_, phone, alarm) => {
  expect(phoneAlarm({ ...phone, differsSince: null }, NOW_MS)).toBe(alarm);
});

test('a phone that holds something else than the server comes before one that is silent', () => {
  const phone = { lastContactAt: heard(90), pending: 3, differsSince: heard(100) };
  expect(phoneAlarm(phone, NOW_MS)).toBe('differs');
});

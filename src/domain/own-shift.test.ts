import { expect, test } from 'vitest';
import { isOwnShiftRunning } from './own-shift.ts';

test('what a duty without shifts records is a shift of its own, for as long as one lasts', () => {
  const seal = { type: 'seal', shiftId: null, correctedAt: '2020-06-08T08:00:00.000Z' };
  const at = (hour: string) => ({ at: `2020-06-0${hour}:00:00.000Z`, shiftHours: 16 });

  expect(isOwnShiftRunning(seal, at('8T23'))).toBe(true);
  expect(isOwnShiftRunning(seal, at('9T00'))).toBe(false);
  expect(
    isOwnShiftRunning({ ...seal, shiftId: '0190b7a0-0000-7000-8000-000000000001' }, at('8T09')),
  ).toBe(false);
  expect(isOwnShiftRunning({ ...seal, type: 'door-check' }, at('8T09'))).toBe(false);
});

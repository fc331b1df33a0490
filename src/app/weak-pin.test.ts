import { expect, test } from 'vitest';
import { isWeakPin } from './weak-pin.ts';

test.each(['000000', '777777', '123456', '654321', '890123', '121212', '123123', '210987'])(
  '%s is weak',
  (pin) => {
    expect(isWeakPin(pin)).toBe(true);
  },
);

test.each(['493028', '112233', '123457', '100001', '505051'])('%s may be taken', (pin) => {
  expect(isWeakPin(pin)).toBe(false);
});

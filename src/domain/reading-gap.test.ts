import { expect, test } from 'vitest';
import { idOf, momentAt, readingOf } from '../../tests/support/door-facts.ts';
import { gapTo, inSequence, isOverGap } from './reading-gap.ts';

const taken = (number: number, at: number, tempC: number) => ({
  id: idOf('t', number),
  at: momentAt(at),
  reading: readingOf(tempC),
});

test('a reading is compared with the other that lies nearest in time', () => {
  const second = taken(1, 100, 36.9);
  const [early, near, late] = [taken(2, 0, 35.5), taken(3, 80, 36.4), taken(4, 150, 38)];

  expect(gapTo(second, [early, near, late])).toEqual({ other: near, gapC: 0.5 });
  expect(gapTo(second, [late])).toEqual({ other: late, gapC: -1.1 });
  expect(gapTo(second, [])).toBeNull();
});

test('of two that lie alike the earlier one counts, then the smaller id', () => {
  const second = taken(1, 100, 37);

  expect(gapTo(second, [taken(2, 110, 36), taken(3, 90, 36.5)])?.gapC).toBe(0.5);
  expect(gapTo(second, [taken(5, 90, 36), taken(4, 90, 36.5)])?.gapC).toBe(0.5);
});

test('only more than the policy’s difference is over it, on either side', () => {
  const gap = (gapC: number) => ({ other: taken(1, 0, 36), gapC });

  expect(isOverGap(gap(0.8), 0.8)).toBe(false);
  expect(isOverGap(gap(0.9), 0.8)).toBe(true);
  expect(isOverGap(gap(-0.9), 0.8)).toBe(true);
});

test('readings of door and room stand in one sequence by time, then id', () => {
  const [a, b, c] = [taken(1, 5, 36), taken(2, 5, 36), taken(3, 9, 36)];

  expect(inSequence([c, b, a])).toEqual([a, b, c]);
});

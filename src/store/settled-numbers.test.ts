import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { gapsIn } from './number-ranges.ts';
import { isIn, rangesOf, unite, without } from './settled-numbers.ts';

const numbers = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 });
const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);
const held = (ranges: ReturnType<typeof unite>) => upTo(50).filter((each) => isIn(ranges, each));
const sorted = (each: readonly number[]) => [...new Set(each)].sort((a, b) => a - b);

test('ranges hold the numbers that they were made of, in as few pieces as there can be', () => {
  fc.assert(
    fc.property(numbers, (own) => {
      const ranges = rangesOf(own);
      expect(held(ranges)).toEqual(sorted(own));
      for (const [index, [first]] of ranges.entries())
        if (index > 0) expect(first).toBeGreaterThan(ranges[index - 1]![1] + 1);
    }),
  );
});

test('united ranges hold what either holds, and taking some out leaves the others', () => {
  fc.assert(
    fc.property(numbers, numbers, (one, other) => {
      const [a, b] = [rangesOf(one), rangesOf(other)];
      expect(held(unite([...a, ...b]))).toEqual(sorted([...one, ...other]));
      expect(held(without(a, b))).toEqual(sorted(one).filter((each) => !other.includes(each)));
    }),
  );
});

test('gaps are what no range holds, from a number on', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 45 }), (own, from) => {
      const gaps = gapsIn(rangesOf(own), from);
      const open = upTo(50).filter((each) => each >= from && !own.includes(each));
      expect(held(gaps)).toEqual(open);
      expect(gaps.at(-1)![1]).toBe(Number.MAX_SAFE_INTEGER);
    }),
  );
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byNaturalOrder } from './natural-order.ts';

describe('the natural order of codes', () => {
  it.each([
    [
      ['10', '2', '1', '０３'],
      ['1', '2', '０３', '10'],
    ],
    [
      ['十', '二', '一', '三'],
      ['一', '二', '三', '十'],
    ],
    [
      ['二十', '十一', '一百零二', '二十一', '十'],
      ['十', '十一', '二十', '二十一', '一百零二'],
    ],
    [
      ['B', 'A', '10', '2'],
      ['2', '10', 'A', 'B'],
    ],
    [
      ['文苑十号楼', '文苑2号楼', '文苑三号楼'],
      ['文苑2号楼', '文苑三号楼', '文苑十号楼'],
    ],
    [
      ['A-12', 'A-2', 'a-1', 'B-1'],
      ['a-1', 'A-2', 'A-12', 'B-1'],
    ],
    [
      ['101', '0101', '99'],
      ['99', '0101', '101'],
    ],
    [
      ['305A', '305', '305-2'],
      ['305', '305-2', '305A'],
    ],
    [
      ['一〇二', '99', '103'],
      ['99', '一〇二', '103'],
    ],
    [
      ['甲', '', '1'],
      ['', '1', '甲'],
    ],
  ])('%j is %j', (codes, sorted) => expect(codes.toSorted(byNaturalOrder)).toEqual(sorted));

  it('puts whole numbers in their order', () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(9999), (a, b) => {
        expect(Math.sign(byNaturalOrder(`栋${a}`, `栋${b}`))).toBe(Math.sign(a - b));
      }),
    );
  });

  it('is one order: it turns round with its two codes, and calls only equal codes equal', () => {
    const code = fc.string({ unit: fc.constantFrom(...'019１〇一二十百aB-栋'), maxLength: 5 });
    fc.assert(
      fc.property(code, code, code, (a, b, c) => {
        expect(Math.sign(byNaturalOrder(a, b)) + Math.sign(byNaturalOrder(b, a))).toBe(0);
        expect(byNaturalOrder(a, b) === 0).toBe(a === b);
        if (byNaturalOrder(a, b) < 0 && byNaturalOrder(b, c) < 0)
          expect(byNaturalOrder(a, c)).toBeLessThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

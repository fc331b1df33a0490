import { expect, test } from 'vitest';
import { isSurelyWhole } from './surely-whole.ts';

test.each([
  ['36', 'C', false],
  ['365', 'C', true],
  ['97', 'F', false],
  ['977', 'F', true],
  ['100', 'F', false],
  ['1004', 'F', true],
] as const)('after %s on a °%s device nothing more can come: %s', (digits, unit, isWhole) => {
  expect(isSurelyWhole(digits, unit)).toBe(isWhole);
});

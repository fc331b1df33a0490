import { expect, test } from 'vitest';
import { digitsOf, digitsOfReading, isWhole, shownDigits } from './typed-temperature.ts';

test.each([
  ['36', 'C', '36'],
  ['365', 'C', '36.5'],
  ['97', 'F', '97'],
  ['977', 'F', '97.7'],
  ['100', 'F', '100'],
  ['1004', 'F', '100.4'],
] as const)('%s on a °%s device shows %s', (digits, unit, shown) => {
  expect(shownDigits(digits, unit)).toBe(shown);
});

test.each([
  ['36.5', '365'],
  ['36,5', '365'],
  ['36。5', '365'],
  ['３６５', '365'],
  ['36.55', '3655'],
  ['36x', '36'],
])('"%s" in the field is the digits %s', (text, digits) => {
  expect(digitsOf(text)).toBe(digits);
});

test('a reading has four digits at most', () => {
  expect(digitsOfReading('123456')).toBe('1234');
});

test('a reading is whole at three digits', () => {
  expect(isWhole('36')).toBe(false);
  expect(isWhole('365')).toBe(true);
  expect(isWhole('1004')).toBe(true);
});

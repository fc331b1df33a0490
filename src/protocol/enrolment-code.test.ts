import { expect, test } from 'vitest';
import { isCardCode, numberOf, readCode, readNumber } from './enrolment-code.ts';

test.each([
  ['K7QM2XPA9RTE', 'K7QM2XPA9RTE'],
  [' k7qm-2xpa 9rte ', 'K7QM2XPA9RTE'],
  ['https://dorm.example.edu/#enrol=K7QM2XPA9RTE', 'K7QM2XPA9RTE'],
  ['O7IL-2xpa-9rte', '07112XPA9RTE'],
  ['k7qm-2xpa~l2020 1234', 'K7QM2XPA~L20201234'],
  ['https://dorm.example.edu/#enrol=K7QM2XPA~2020/12-34', 'K7QM2XPA~2020/12-34'],
])('%j is the code %s', (typed, code) => {
  expect(readCode(typed)).toBe(code);
});

test.each([
  '',
  'K7QM',
  'K7QM2XPA',
  'K7QM2XPA~',
  'K7QM2XPA9RTE~20201234',
  'K7QM2XPU~20201234',
  'K7QM2XPA~一二三',
  'K7QM2XPA~1~2',
  `K7QM2XPA~${'1'.repeat(41)}`,
])('%j is none', (typed) => {
  expect(readCode(typed)).toBeNull();
});

test('a card is told by its eight characters, and its number by what it was bound to', () => {
  expect(isCardCode('k7qm-2xpa')).toBe(true);
  expect(isCardCode('k7qm-2xpa-9rte')).toBe(false);
  expect(numberOf('K7QM2XPA~20201234')).toBe('20201234');
  expect(numberOf('K7QM2XPA9RTE')).toBeNull();
});

test('letters of a number are compared as they are: an O is no zero', () => {
  expect(readNumber(' o2020１ ')).toBe('O20201');
});

import { expect, test } from 'vitest';
import { neutraliseFormula } from './export-text.ts';

test.each([
  ['=1+1'],
  ['+999214714378'],
  ['-2'],
  ['@SUM(A1)'],
  [' =1'],
  ['＝1'],
  ['\t=1'],
  ['\n=1'],
  ['\u0000=1'],
  ['\u200B=1'],
])('%j is exported as text', (text) => {
  expect(neutraliseFormula(text)).toBe(`'${text}`);
});

test.each([['王小明'], ['2020-03-01'], ['<b>x</b>'], ["'=1"], ['']])(
  '%j is exported as it is',
  (text) => {
    expect(neutraliseFormula(text)).toBe(text);
  },
);

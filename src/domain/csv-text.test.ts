import { expect, test } from 'vitest';
import { csvText } from './export-text.ts';

test('rows become quoted CSV with a byte order mark', () => {
  expect(
    csvText([
      ['a', 1, null],
      ['he said "no"', 'x,y', 'two\nlines'],
    ]),
  ).toBe('\uFEFFa,1,\r\n"he said ""no""","x,y","two\nlines"\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1'])(
  'text that looks like a formula is neutralised: %j',
  (text) => {
    expect(csvText([[text]])).toBe(`\uFEFF'${text}\r\n`);
  },
);

test('a number stays a number', () => {
  expect(csvText([[-1]])).toBe('\uFEFF-1\r\n');
});

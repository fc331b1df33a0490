import { expect, test } from 'vitest';
import { readDate } from './date.ts';
import type { Cell, DateSystem } from './sheet.ts';

const text = (value: string): Cell => ({ kind: 'text', text: value });
const number = (value: number, isDate = false): Cell => ({ kind: 'number', value, isDate });

test.each<[Cell, DateSystem, string]>([
  [number(43858), 1900, '2020-01-28'],
  [number(43858, true), 1900, '2020-01-28'],
  [number(43858.75, true), 1900, '2020-01-28'],
  [number(42396), 1904, '2020-01-28'],
  [number(42396, true), 1904, '2020-01-28'],
  [number(20000), 1900, '1954-10-03'],
  [number(80000), 1900, '2119-01-11'],
  [number(10000, true), 1900, '1927-05-18'],
  [number(59, true), 1900, '1900-02-28'],
  [number(61, true), 1900, '1900-03-01'],
  [number(20200301), 1900, '2020-03-01'],
  [text('43858'), 1900, '2020-01-28'],
  [text('2020-3-1'), 1900, '2020-03-01'],
  [text('2020.3.1'), 1900, '2020-03-01'],
  [text('2020/3/1'), 1900, '2020-03-01'],
  [text('2020年3月1日'), 1900, '2020-03-01'],
  [text('２０２０年３月１日'), 1900, '2020-03-01'],
  [text(' 2020 年 3 月 1 日 '), 1900, '2020-03-01'],
  [text('20200301'), 1900, '2020-03-01'],
  [text('2020—03—01'), 1900, '2020-03-01'],
  [text('2020-03-01 08:30:00'), 1900, '2020-03-01'],
  [{ kind: 'date', iso: '2020-03-01T23:30:00.000Z' }, 1900, '2020-03-01'],
  [text('2020-02-29'), 1900, '2020-02-29'],
])('%j (%i) is %s', (cell, dateSystem, date) => {
  expect(readDate(cell, dateSystem)).toEqual({ date });
});

test.each<[Cell]>([
  [text('2019-02-30')],
  [text('2019.9.31')],
  [text('2019-13-01')],
  [text('2019-00-10')],
  [text('2019-02-29')],
  [text('去年9月')],
  [text('2019年9月')],
  [text('2019-9/1')],
  [text('19-9-1')],
  [number(2019)],
  [number(60, true)],
  [number(-1, true)],
  [number(20190231)],
  [{ kind: 'boolean', value: true }],
])('%j is no date and is not rolled over', (cell) => {
  expect(readDate(cell, 1900)).toEqual({ code: 'DATE_INVALID' });
});

test.each<[Cell | undefined]>([[undefined], [text('  ')], [{ kind: 'error', text: '#N/A' }]])(
  '%j is an empty date',
  (cell) => {
    expect(readDate(cell, 1900)).toEqual({ date: null });
  },
);

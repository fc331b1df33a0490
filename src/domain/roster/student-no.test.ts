import { expect, test } from 'vitest';
import type { Cell } from './sheet.ts';
import { readStudentNo } from './student-no.ts';

const text = (value: string): Cell => ({ kind: 'text', text: value });
const number = (value: number): Cell => ({ kind: 'number', value, isDate: false });

test.each([
  [text('201910104521'), '201910104521'],
  [text('00123456'), '00123456'],
  [number(201910104521), '201910104521'],
  [number(999999999999999), '999999999999999'],
  [text(' 2019 1010 4521 '), '201910104521'],
  [text('2019\u00a010104521'), '201910104521'],
  [text("'201910104521"), '201910104521'],
  [text('’201910104521'), '201910104521'],
  [text('201910104521.0'), '201910104521'],
  [text('２０１９１０１０４５２１'), '201910104521'],
  [text('yy2019090012'), 'YY2019090012'],
  [text('202000000000'), '202000000000'],
  [text('2019E12345'), '2019E12345'],
  [text('12-34-5'), '12-34-5'],
  [text('12345678901234567890'), '12345678901234567890'],
  [text('\u200b201910104521'), '201910104521'],
])('%j is the student number %s', (cell, studentNo) => {
  expect(readStudentNo(cell)).toEqual({ studentNo });
});

test.each([
  [text('2.02E+11')],
  [text('2.02e+11 ')],
  [text('2E+11')],
  [text('２．０２Ｅ＋１１')],
  [text("'2.02E+11")],
  [text('2.0191E11')],
  [text('2,02E+11')],
  [number(202000000000)],
  [number(201911000000)],
  [number(1e15)],
  [number(2.0191010452112344e16)],
])('%j has lost its digits', (cell) => {
  expect(readStudentNo(cell)).toEqual({ code: 'STUDENT_NO_SCIENTIFIC' });
});

test.each([
  [text('待补')],
  [text('无')],
  [text('1234')],
  [text('123456789012345678901')],
  [text('ABCDEF')],
  [text('2019-未注册/补')],
  [text('2019_10104')],
  [number(2019.5)],
  [{ kind: 'boolean', value: true } as const],
])('%j is not a student number', (cell) => {
  expect(readStudentNo(cell)).toEqual({ code: 'STUDENT_NO_INVALID' });
});

test.each([
  [undefined],
  [text('')],
  [text(' \u3000\n')],
  [text("'")],
  [{ kind: 'error', text: '#N/A' } as const],
  [{ kind: 'formula-without-value' } as const],
])('%j is an empty student number', (cell) => {
  expect(readStudentNo(cell)).toEqual({ code: 'STUDENT_NO_MISSING' });
});

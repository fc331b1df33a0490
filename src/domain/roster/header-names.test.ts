import { expect, test } from 'vitest';
import { fieldOfHeader, rosterHeader } from './header-names.ts';

test.each([
  ['学号', 'studentNo'],
  ['* 学 号：', 'studentNo'],
  ['STUDENT ID', 'studentNo'],
  ['Student No.', 'studentNo'],
  ['手机号（必填）', 'phone'],
  ['英文名(护照姓名)', 'passportName'],
  ['拼音【英文名】', 'passportName'],
  ['国籍/地区', 'nationality'],
  ['寝室\n号', 'room'],
  ['Name', 'passportName'],
  ['No.', 'ignored'],
  ['＃', 'ignored'],
  ['Remark', 'remark'],
])('%j is the column %s', (text, field) => {
  expect(fieldOfHeader(text, rosterHeader.words)).toBe(field);
});

test.each([['紧急联系人电话'], ['电话（家长）'], ['姓名(担保人)'], ['体温'], [''], ['学号2']])(
  '%j is no column of the roster',
  (text) => {
    expect(fieldOfHeader(text, rosterHeader.words)).toBeUndefined();
  },
);

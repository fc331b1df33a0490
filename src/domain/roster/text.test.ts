import { expect, test } from 'vitest';
import type { Cell } from './sheet.ts';
import { cellText, cleanName, cleanPassportName, cleanRemark, cleanText } from './text.ts';

test.each([
  ['  王  小明 ', '王 小明'],
  ['王\u00a0小明\n', '王 小明'],
  ['王\u3000小明', '王 小明'],
  ['拉图•拉尔', '拉图·拉尔'],
  ['拉图 ・ 拉尔', '拉图·拉尔'],
  ['拉图‧拉尔．卡', '拉图·拉尔·卡'],
  ['拉图.拉尔', '拉图·拉尔'],
  ['陈文𬭎.李', '陈文𬭎·李'],
  ['J. Smith', 'J. Smith'],
  ['Ａ王', 'Ａ王'],
])('name %j becomes %j', (raw, name) => {
  expect(cleanName(raw)).toEqual({ text: name, hadControls: false });
});

test.each([
  ['王\u200b小明', '王小明'],
  ['\ufeff王小明', '王小明'],
  ['王小明\u202e', '王小明'],
  ['王\u0007小明', '王小明'],
  ['王\u2067小\u2069明', '王小明'],
])('the controls in %j are removed and said so', (raw, name) => {
  expect(cleanName(raw)).toEqual({ text: name, hadControls: true });
});

test.each([
  ['N’DONG  JEAN', "N'DONG JEAN"],
  ['N‘DONG', "N'DONG"],
  ['NʼDONG', "N'DONG"],
  ['N`DONG', "N'DONG"],
  ['Al-Ka’abi', "Al-Ka'abi"],
  ["D'Arcy José", "D'Arcy José"],
])('passport name %j becomes %j', (raw, name) => {
  expect(cleanPassportName(raw).text).toBe(name);
});

test('a remark keeps line breaks as LF, emoji, Arabic and full width', () => {
  expect(cleanRemark(' 志愿者 👩🏾‍⚕️\r\n第二行\rيحتاج\u00a0Ａ ')).toBe('志愿者 👩🏾‍⚕️\n第二行\nيحتاج Ａ');
});

test('a name of 200 characters stays whole', () => {
  expect(cleanName('𬭎'.repeat(200)).text).toBe('𬭎'.repeat(200));
});

test('other text keeps its inner spaces', () => {
  expect(cleanText(' 土木  工程 ')).toEqual({ text: '土木  工程', hadControls: false });
});

test.each<[Cell | undefined, string]>([
  [undefined, ''],
  [{ kind: 'number', value: 201910104521, isDate: false }, '201910104521'],
  [{ kind: 'number', value: 0.1 + 0.2, isDate: false }, '0.3'],
  [{ kind: 'number', value: 43858, isDate: true }, '2020-01-28'],
  [{ kind: 'boolean', value: true }, 'TRUE'],
  [{ kind: 'error', text: '#REF!' }, ''],
  [{ kind: 'formula-without-value' }, ''],
  [{ kind: 'date', iso: '2020-03-01' }, '2020-03-01'],
])('cell %j is the text %j', (cell, text) => {
  expect(cellText(cell)).toBe(text);
});

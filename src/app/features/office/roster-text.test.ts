// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { rosterCodes } from '../../../domain/roster/roster-code.ts';
import { setLanguage } from '../../strings.ts';
import { codeSentences, remarkDetail, remarksCsv, rosterValueText } from './roster-text.ts';

test.each(rosterCodes)('%s has a reason and an advice in both languages', (code) => {
  setLanguage('zh');
  const zh = codeSentences(code);
  setLanguage('en');
  const en = codeSentences(code);

  for (const sentence of [zh.reason, zh.advice]) expect(sentence).toMatch(/\p{Script=Han}.*。$/u);
  for (const sentence of [en.reason, en.advice]) expect(sentence).toMatch(/^[A-Z].*\.$/);
});

test('a code of a newer server is shown as it is', () => {
  setLanguage('en');

  expect(codeSentences('MOON_FULL').reason).toContain('MOON_FULL');
});

test('a remark names the cell and the other rows', () => {
  setLanguage('zh');

  expect(
    remarkDetail({
      row: 3,
      code: 'STUDENT_NO_CONFLICT',
      value: '2019',
      otherRows: [7, 9],
      differs: ['room'],
    }),
  ).toBe('“2019”；另见第 7、9 行；不同之处：房间');
});

test('a remark saved as CSV is no formula', () => {
  setLanguage('en');

  const csv = remarksCsv([{ row: 2, sheet: '=1+1', code: 'ROOM_INVALID', value: '顶楼' }]);

  expect(csv.split('\r\n')[1]).toMatch(/^2,'=1\+1,ROOM_INVALID,/);
});

test('neutral values become words and everything else stays as it is', () => {
  setLanguage('zh');

  expect(rosterValueText('whereabouts', 'abroad')).toBe('境外');
  expect(rosterValueText('room', 'M')).toBe('M');
  expect(rosterValueText('bed', null)).toBe('无');
});

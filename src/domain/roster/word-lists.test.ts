import { expect, test } from 'vitest';
import { categoryOfWord, genderOfWord, gradeOfText, whereaboutsOfWord } from './word-lists.ts';

test.each([
  ['男', 'M'],
  ['男生', 'M'],
  ['m', 'M'],
  ['MALE', 'M'],
  ['Ｆ', 'F'],
  [' 女 ', 'F'],
  ['?', null],
])('gender %j is %j', (text, gender) => {
  expect(genderOfWord(text)).toBe(gender);
});

test.each([
  ['学士', 'undergraduate'],
  ['硕研', 'master'],
  ['博士研究生', 'doctoral'],
  ['汉语 进修生', 'language'],
  ['交换', null],
])('category %j is %j', (text, category) => {
  expect(categoryOfWord(text)).toBe(category);
});

test.each([
  ['校内住宿', 'on_campus'],
  ['在汉（市）校外', 'city_off_campus'],
  ['在汉(市)校外', 'city_off_campus'],
  ['在华非在汉', 'china_outside_city'],
  ['已回国', 'abroad'],
  ['联系不上', 'unreachable'],
  ['？', null],
])('whereabouts %j is %j', (text, code) => {
  expect(whereaboutsOfWord(text)).toBe(code);
});

test.each([
  ['2018级', '2018'],
  ['18级', '2018'],
  ['2018', '2018'],
  ['２０１８级', '2018'],
  ['18', null],
  ['大一', null],
  ['', null],
])('grade %j is %j', (text, grade) => {
  expect(gradeOfText(text)).toBe(grade);
});

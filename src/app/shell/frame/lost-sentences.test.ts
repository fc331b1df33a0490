// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { Recovered } from '../../../sync/forward-copies.ts';
import { setLanguage } from '../../strings.ts';
import { lostSentences } from './lost-sentences.ts';

function say(pending: number | null, copy: Recovered, language: 'en' | 'zh' = 'en'): string {
  setLanguage(language);
  return lostSentences(pending, copy)
    .map(({ text }) => text)
    .join(' ');
}

test('only where nothing waited is everything called received', () => {
  expect(say(0, null)).toContain('Everything it held had been received');
  expect(say(null, null)).toContain('is not known');
});

test.each([true, false])(
  'a copy that brings nothing takes back no word of what waited (all came: %s)',
  (isAll) => {
    expect(say(2, { count: 0, isAll })).toBe(say(2, null));
    expect(say(2, null)).toContain('last held 2 records');
  },
);

test('what waited and was in no copy is told beside what a copy brought', () => {
  expect(say(5, { count: 3, isAll: true })).toMatch(
    /copy of 3 unsent .*2 more were not among them/,
  );
  expect(say(5, { count: 3, isAll: true }, 'zh')).toMatch(/3 条未上传.*另有 2 条/);
  expect(say(3, { count: 3, isAll: true })).not.toContain('more');
});

test('a copy that could not be handed on hides none that was, and is told', () => {
  expect(say(null, { count: 1, isAll: false })).toMatch(/copy of 1 unsent .*Not every copy/);
  expect(say(null, { count: 1, isAll: true })).not.toContain('Not every copy');
});

// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { defineStrings, loadStrings, setLanguage, twoLanguages } from './strings.ts';

const english = { greeting: 'Hello {{name}}', left_one: 'one left', left_other: '{{count}} left' };
const t = defineStrings('strings-test', {
  en: () => Promise.resolve({ default: english }),
  zh: () =>
    Promise.resolve({ default: { greeting: '你好，{{name}}', left_other: '还剩 {{count}} 个' } }),
});

beforeEach(() => {
  setLanguage('en');
  twoLanguages.value = false;
});

test('a sentence follows the language', () => {
  expect(t('greeting', { name: 'Amara' })).toBe('Hello Amara');

  setLanguage('zh');

  expect(t('greeting', { name: 'Amara' })).toBe('你好，Amara');
});

test('a count chooses the plural of the language', () => {
  expect([t('left', { count: 1 }), t('left', { count: 3 })]).toEqual(['one left', '3 left']);

  setLanguage('zh');

  expect([t('left', { count: 1 }), t('left', { count: 3 })]).toEqual(['还剩 1 个', '还剩 3 个']);
});

test('the second sentence is there in two-language mode only', () => {
  expect(t.both('greeting', { name: 'Amara' })).toEqual({
    text: 'Hello Amara',
    lang: 'en',
    second: null,
  });

  twoLanguages.value = true;

  expect(t.both('greeting', { name: 'Amara' }).second).toEqual({
    text: '你好，Amara',
    lang: 'zh-CN',
  });
});

test('what somebody typed is shown as it is, never as markup', () => {
  expect(t('greeting', { name: '<b>&$t(left)</b>' })).toBe('Hello <b>&$t(left)</b>');
});

test('a language is loaded when it is asked for, and again after it could not be', async () => {
  let tries = 0;
  const late = defineStrings('strings-test-late', {
    en: () => Promise.resolve({ default: { word: 'late' } }),
    zh: () => {
      tries += 1;
      return tries === 1
        ? Promise.reject(new TypeError('no network'))
        : Promise.resolve({ default: { word: '晚' } });
    },
  });

  await expect(loadStrings('zh')).rejects.toThrow('no network');
  await loadStrings('zh');
  await loadStrings('zh');

  expect(late.in('zh', 'word')).toBe('晚');
  expect(tries).toBe(2);
});

test('what was said before its language had come is said anew', async () => {
  const late = defineStrings('strings-test-later', {
    en: () => Promise.resolve({ default: { word: 'late' } }),
    zh: () => Promise.resolve({ default: { word: '晚' } }),
  });
  expect(late.in('zh', 'word')).toBe('word');

  await loadStrings('zh', 'en');

  expect(late.in('zh', 'word')).toBe('晚');
});

// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { setLanguage } from '../../strings.ts';
import { contactSentence, stateSentence } from './sync-sentences.ts';
import { syncWords, type SyncPicture } from './sync-words.ts';

const now = Date.parse('2026-11-22T06:05:00.000Z');
const around = { now, zone: 'Asia/Shanghai' };
const MINUTE = 60_000;
const picture: SyncPicture = {
  photos: 0,
  pending: 3,
  oldestPendingAt: now - 3 * MINUTE,
  parked: 0,
  lastReceivedAt: null,
  lastContactAt: now - 30 * MINUTE,
  lastFailure: 'offline',
  now,
};

beforeEach(() => setLanguage('en'));

test('what waits is said with the age of the oldest, in both languages', () => {
  const words = syncWords(picture);
  expect(stateSentence(words, around)).toBe('3 waiting · oldest 3 min');

  setLanguage('zh');
  expect(stateSentence(words, around)).toBe('3 条待传 · 最早 3 分钟');
});

test('a time is shown in the campus’s zone, and with its day where that is not today', () => {
  const today = syncWords({ ...picture, pending: 0, lastReceivedAt: now });
  const yesterday = syncWords({ ...picture, pending: 0, lastReceivedAt: now - 24 * 60 * MINUTE });

  expect(stateSentence(today, around)).toBe('All received · 14:05');
  expect(stateSentence(yesterday, around)).toBe('All received · Nov 21 14:05');
});

test('what the server has set aside is never left out', () => {
  const words = syncWords({ ...picture, parked: 2 });

  expect(contactSentence(words, around)).toBe('2 set aside · Server last heard 13:35');
});

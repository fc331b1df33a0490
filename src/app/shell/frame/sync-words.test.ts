import { expect, test } from 'vitest';
import { ageOf, syncWords, type SyncPicture } from './sync-words.ts';

const NOW = Date.parse('2026-11-22T06:05:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const fresh: SyncPicture = {
  pending: 0,
  photos: 0,
  oldestPendingAt: null,
  parked: 0,
  lastReceivedAt: null,
  lastContactAt: null,
  lastFailure: null,
  now: NOW,
};

test('a new phone that never met its server claims nothing', () => {
  expect(syncWords(fresh)).toEqual({
    tone: 'good',
    state: { key: 'nothingYet' },
    contact: { key: 'neverHeard' },
    parked: 0,
  });
});

test('what waits is counted, with the age of the oldest', () => {
  const words = syncWords({ ...fresh, pending: 3, oldestPendingAt: NOW - 4 * MINUTE });

  expect(words.state).toEqual({ key: 'waiting', count: 3, oldest: { unit: 'minutes', count: 4 } });
  expect(words.tone).toBe('waiting');
});

test('"received" is said only when nothing waits', () => {
  const receivedAt = NOW - 2 * MINUTE;

  expect(syncWords({ ...fresh, lastReceivedAt: receivedAt }).state).toEqual({
    key: 'allReceived',
    at: receivedAt,
  });
  expect(
    syncWords({ ...fresh, lastReceivedAt: receivedAt, pending: 1, oldestPendingAt: NOW }).state.key,
  ).toBe('waiting');
});

test('"received" is not said while photos wait', () => {
  const words = syncWords({ ...fresh, lastReceivedAt: NOW, photos: 2 });

  expect(words).toMatchObject({ tone: 'waiting', state: { key: 'photosWaiting', count: 2 } });
});

test.each<[string, Partial<SyncPicture>, string]>([
  ['an answer one minute ago is contact', { lastContactAt: NOW - MINUTE }, 'heardNow'],
  ['an answer ten minutes ago is a time', { lastContactAt: NOW - 10 * MINUTE }, 'heardAt'],
  [
    'a failure since the last answer makes it a time at once',
    { lastContactAt: NOW - MINUTE, lastFailure: 'offline' },
    'heardAt',
  ],
  ['no answer yet is said', { lastFailure: 'offline' }, 'neverHeard'],
])('%s', (_title, change, key) => {
  expect(syncWords({ ...fresh, ...change }).contact.key).toBe(key);
});

test.each<[string, Partial<SyncPicture>, string]>([
  ['all received is good', { lastReceivedAt: NOW }, 'good'],
  ['being offline with nothing to send is good', { lastFailure: 'offline' }, 'good'],
  ['a record set aside wants a look', { parked: 1 }, 'waiting'],
  [
    'records that wait five hours are a danger',
    { pending: 1, oldestPendingAt: NOW - 5 * HOUR },
    'danger',
  ],
  ['a blocked phone is a danger', { lastFailure: 'device-revoked' }, 'danger'],
  ['an app too old is a danger', { lastFailure: 'app-too-old' }, 'danger'],
  ['a failing storage is a danger', { lastFailure: 'storage' }, 'danger'],
])('%s', (_title, change, tone) => {
  expect(syncWords({ ...fresh, ...change }).tone).toBe(tone);
});

test.each([
  [0, { unit: 'now' }],
  [59_999, { unit: 'now' }],
  [MINUTE, { unit: 'minutes', count: 1 }],
  [119 * MINUTE, { unit: 'minutes', count: 119 }],
  [2 * HOUR, { unit: 'hours', count: 2 }],
  [47 * HOUR, { unit: 'hours', count: 47 }],
  [48 * HOUR, { unit: 'days', count: 2 }],
  [-5 * MINUTE, { unit: 'now' }],
])('%i ms is said as %o', (ms, age) => {
  expect(ageOf(ms)).toEqual(age);
});

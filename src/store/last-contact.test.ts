import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepLastContact, readLastContact } from './last-contact.ts';

let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

test('the last contact is known again at the next start', () => {
  expect(readLastContact()).toBeNull();

  keepLastContact('2020-06-08T08:00:00.000Z');

  expect(readLastContact()).toBe('2020-06-08T08:00:00.000Z');
});

test('what is no instant is no contact', () => {
  keepLastContact('yesterday');

  expect(readLastContact()).toBeNull();
});

test('where there is no local storage nothing is kept and nothing fails', () => {
  vi.stubGlobal('localStorage', undefined);

  keepLastContact('2020-06-08T08:00:00.000Z');

  expect(readLastContact()).toBeNull();
});

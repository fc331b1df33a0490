import { afterEach, expect, test, vi } from 'vitest';
import { createTabLock } from './tab-lock.ts';

afterEach(() => vi.unstubAllGlobals());

/** Web Locks of which another tab holds the one that matters, or none does. */
function stubLocks(isHeld: boolean): void {
  const request = (_name: string, _options: unknown, work: (lock: unknown) => unknown) =>
    Promise.resolve(work(isHeld ? null : {}));
  vi.stubGlobal('navigator', { locks: { request } });
}

const work = async () => 'done';

test('the work is done under a free lock', async () => {
  stubLocks(false);
  expect(await createTabLock(() => 0)(work)).toBe('done');
});

test('another tab at work is left to it', async () => {
  stubLocks(true);
  expect(await createTabLock(() => 0)(work)).toBeNull();
});

test('a lock that is never given back is ignored after 90 s', async () => {
  stubLocks(true);
  let time = 0;
  const withLock = createTabLock(() => time);
  expect(await withLock(work)).toBeNull();
  time = 90_000;
  expect(await withLock(work)).toBeNull();
  time = 90_001;
  expect(await withLock(work)).toBe('done');
});

test('a browser without locks works all the same', async () => {
  vi.stubGlobal('navigator', {});
  expect(await createTabLock(() => 0)(work)).toBe('done');
});

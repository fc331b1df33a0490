import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTabLock } from './tab-lock.ts';

const NAME = 'shouwang-sync';

/** Web Locks with one lock, by the rules of the standard: a lock that is taken away rejects its holder's request. */
function stubLocks(): void {
  let takeAway: (() => void) | null = null;
  const request = async (
    _name: string,
    { steal = false }: LockOptions,
    work: (lock: object | null) => unknown,
  ) => {
    if (takeAway !== null && !steal) return work(null);
    takeAway?.();
    const taken = new Promise((_, reject) => {
      takeAway = () => reject(new DOMException('taken away', 'AbortError'));
    });
    const own = takeAway;
    try {
      return await Promise.race([work({}), taken]);
    } finally {
      if (takeAway === own) takeAway = null;
    }
  };
  vi.stubGlobal('navigator', { locks: { request } });
}

let time = 0;
let others: BroadcastChannel;

beforeEach(() => {
  time = 0;
  others = new BroadcastChannel(NAME);
});
afterEach(() => {
  others.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const tab = () => createTabLock(() => time);
const work = async () => 'done';

/** A page that holds the lock, and is frozen or gone. */
function holdForEver(): void {
  void Promise.allSettled([navigator.locks.request(NAME, {}, () => new Promise(() => undefined))]);
}

test('the work is done under a free lock, and gives it back', async () => {
  stubLocks();

  expect(await tab()(work)).toBe('done');
  expect(await tab()(work)).toBe('done');
});

test('another tab at work is left to it', async () => {
  stubLocks();
  holdForEver();

  expect(await tab()(work)).toBeNull();
});

test('a lock whose holder has not been heard for 20 s is taken away', async () => {
  stubLocks();
  holdForEver();
  const withLock = tab();

  expect(await withLock(work)).toBeNull();
  time = 20_000;
  expect(await withLock(work)).toBeNull();
  time = 20_001;
  expect(await withLock(work)).toBe('done');
});

test("a phone's clock that is set back leaves no dead lock standing", async () => {
  stubLocks();
  holdForEver();
  const run = vi.spyOn(performance, 'now').mockReturnValue(1000);
  const wall = vi.spyOn(Date, 'now').mockReturnValue(1_700_000_000_000);
  const withLock = createTabLock();
  expect(await withLock(work)).toBeNull();

  run.mockReturnValue(21_001);
  wall.mockReturnValue(1_600_000_000_000);

  expect(await withLock(work)).toBe('done');
});

test('a holder that is heard keeps the lock', async () => {
  stubLocks();
  holdForEver();
  const withLock = tab();
  await withLock(work);
  time = 15_000;
  others.postMessage(null);
  await new Promise((resolve) => setTimeout(resolve, 20));

  time = 30_000;
  expect(await withLock(work)).toBeNull();
});

test('who works says so every 5 s', async () => {
  stubLocks();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const heard = new Promise((resolve) => others.addEventListener('message', resolve));
  let finish: () => void = () => undefined;
  const working = tab()(() => new Promise<void>((resolve) => (finish = resolve)));
  await Promise.resolve();

  vi.advanceTimersByTime(5000);
  await heard;

  finish();
  await working;
  expect(vi.getTimerCount()).toBe(0);
});

test('work whose lock is taken away goes on to its end', async () => {
  stubLocks();
  let finish: (word: string) => void = () => undefined;
  const working = tab()(() => new Promise<string>((resolve) => (finish = resolve)));
  await Promise.resolve();
  void navigator.locks.request(NAME, { steal: true }, work);
  await new Promise((resolve) => setTimeout(resolve, 5));

  finish('done all the same');

  expect(await working).toBe('done all the same');
});

test('a fault of the work is told as it is', async () => {
  stubLocks();
  const fault = new Error('broken');

  await expect(tab()(() => Promise.reject(fault))).rejects.toBe(fault);
});

test('a browser without locks works all the same', async () => {
  vi.stubGlobal('navigator', {});

  expect(await tab()(work)).toBe('done');
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTurn } from './in-turn.ts';

/** Web Locks by the rules of the standard: who waits may stop waiting. */
function stubLocks(): void {
  let free: Promise<unknown> = Promise.resolve();
  const request = (_name: string, { signal }: { signal: AbortSignal }, work: () => unknown) => {
    const stopped = new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    });
    const turn = Promise.race([free, stopped]).then(work);
    free = Promise.allSettled([turn]);
    return turn;
  };
  vi.stubGlobal('navigator', { locks: { request } });
}

beforeEach(stubLocks);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('of two enrolments the second begins when the first has ended, well or not', async () => {
  const order: string[] = [];
  const enrol = async (name: string) => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push(`${name} ends`);
    if (name === 'first') throw new Error('no room');
    return name;
  };

  const both = [inTurn(() => enrol('first')), inTurn(() => enrol('second'))];

  expect(await Promise.allSettled(both)).toMatchObject([
    { status: 'rejected', reason: { message: 'no room' } },
    { status: 'fulfilled', value: 'second' },
  ]);
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

test('a lock that a page long gone still holds is not waited for without end', async () => {
  vi.useFakeTimers();
  void inTurn(() => new Promise(() => undefined));

  const enrolled = inTurn(() => Promise.resolve('enrolled'));
  await vi.advanceTimersByTimeAsync(60_000);

  expect(await enrolled).toBe('enrolled');
});

test('where there are no locks it begins at once', async () => {
  vi.stubGlobal('navigator', {});

  expect(await inTurn(() => Promise.resolve('enrolled'))).toBe('enrolled');
});

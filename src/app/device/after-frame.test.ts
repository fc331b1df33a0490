// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterFrame } from './after-frame.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame'] });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('what waits for the frame comes after it, once', () => {
  const said: string[] = [];
  afterFrame(() => said.push('after'));
  requestAnimationFrame(() => said.push('frame'));

  vi.advanceTimersByTime(1000);

  expect(said).toEqual(['frame', 'after']);
});

test('a page that gets no frames does not wait for one for ever, and a late one changes nothing', () => {
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  const run = vi.fn<() => void>();
  afterFrame(run);

  vi.advanceTimersByTime(1000);
  expect(run).toHaveBeenCalledOnce();

  for (const frame of frames) frame();
  vi.advanceTimersByTime(1000);
  expect(run).toHaveBeenCalledOnce();
});

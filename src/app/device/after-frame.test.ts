// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { afterFrame } from './after-frame.ts';

test('what waits for the frame comes after it, once', async () => {
  const said: string[] = [];
  afterFrame(() => said.push('after'));
  requestAnimationFrame(() => said.push('frame'));
  await vi.waitFor(() => expect(said).toEqual(['frame', 'after']));
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(said).toEqual(['frame', 'after']);
});

test('a page that gets no frames does not wait for one for ever', async () => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  let isDone = false;
  afterFrame(() => (isDone = true));
  await vi.waitFor(() => expect(isDone).toBe(true));
  vi.unstubAllGlobals();
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { provideCaches } from '../../../../tests/support/memory-caches.ts';
import { show, type Shown } from '../../../../tests/support/show.ts';
import { SECOND_COPY } from '../../../store/copies-left.ts';
import { setLanguage } from '../../strings.ts';
import { DeviceMemoryNotice } from './device-memory-notice.tsx';

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  setLanguage('en');
  provideCaches();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function open(): Promise<Shown> {
  const screen = await show(<DeviceMemoryNotice />);
  onTestFinished(() => screen.leave());
  return screen;
}

test('an empty app tells of a copy that still lies here', async () => {
  const cache = await caches.open(SECOND_COPY);
  await cache.put(`/${SECOND_COPY}/1/2`, new Response('sealed'));
  const screen = await open();

  await screen.settle();

  expect(screen.text()).toContain('A sealed copy of unsent records');
});

test('where the browser cannot look through its storage there is nothing to tell, and no fault', async () => {
  const has = () => Promise.reject(new DOMException('unreadable', 'UnknownError'));
  Object.assign(caches, { has });
  const screen = await open();

  await screen.settle();

  // A rejection that nobody hears would end the run.
  expect(screen.text()).toBe('');
});

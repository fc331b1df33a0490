import { afterEach, expect, test, vi } from 'vitest';
import { persist, readStorageRoom } from './storage-room.ts';

afterEach(() => vi.unstubAllGlobals());

test('the free room is what the quota leaves', async () => {
  const estimate = async () => ({ quota: 1000, usage: 400 });
  vi.stubGlobal('navigator', { storage: { persisted: async () => true, estimate } });

  expect(await readStorageRoom()).toEqual({ persisted: true, freeBytes: 600 });
});

test.each([
  ['no storage manager', {}],
  ['one that cannot estimate', { storage: { persisted: async () => false } }],
  ['one that does not say', { storage: { estimate: async () => ({}) } }],
])('a browser with %s promises nothing', async (_, navigator) => {
  vi.stubGlobal('navigator', navigator);

  expect(await readStorageRoom()).toEqual({ persisted: false, freeBytes: null });
  expect(await persist()).toBe(false);
});

import { afterEach, expect, test, vi } from 'vitest';
import { hasRoomForPhotos, persist, readStorageRoom } from './storage-room.ts';

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

test.each([
  ['room enough', { quota: 1e9, usage: 0.9e9 }, true],
  ['19 of 20 parts in use', { quota: 1e9, usage: 0.95e9 }, false],
  ['less left than text may need', { quota: 1e8, usage: 0.81e8 }, false],
  ['nothing said of it', {}, true],
])('with %s, photos may come or not', async (_, estimate, may) => {
  vi.stubGlobal('navigator', { storage: { estimate: async () => estimate } });

  expect(await hasRoomForPhotos()).toBe(may);
});

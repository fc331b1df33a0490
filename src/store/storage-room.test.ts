import { afterEach, expect, test, vi } from 'vitest';
import { hasRoomForPhotos, persist, readStorageRoom } from './storage-room.ts';

afterEach(() => vi.unstubAllGlobals());

test('the free room is what the quota leaves', async () => {
  const estimate = async () => ({ quota: 1e9, usage: 0.4e9 });
  vi.stubGlobal('navigator', { storage: { persisted: async () => true, estimate } });

  expect(await readStorageRoom()).toEqual({
    persisted: true,
    freeBytes: 0.6e9,
    left: 'enough',
  });
});

test.each([
  ['no storage manager', {}],
  ['one that cannot estimate', { storage: { persisted: async () => false } }],
  ['one that does not say', { storage: { estimate: async () => ({}) } }],
])('a browser with %s promises nothing', async (_, navigator) => {
  vi.stubGlobal('navigator', navigator);

  expect(await readStorageRoom()).toEqual({ persisted: false, freeBytes: null, left: 'enough' });
  expect(await persist()).toBe(false);
});

test.each([
  ['room enough', { quota: 1e9, usage: 0.79e9 }, 'enough'],
  ['4 of 5 parts in use', { quota: 1e9, usage: 0.8e9 }, 'low'],
  ['less left than a day of photos may need', { quota: 4e8, usage: 3.01e8 }, 'low'],
  ['19 of 20 parts in use', { quota: 1e9, usage: 0.95e9 }, 'text-only'],
  ['less left than text may need', { quota: 1e8, usage: 0.81e8 }, 'text-only'],
  ['nothing said of it', {}, 'enough'],
])('with %s, what may still come is known', async (_, estimate, left) => {
  vi.stubGlobal('navigator', { storage: { estimate: async () => estimate } });

  expect((await readStorageRoom()).left).toBe(left);
  expect(await hasRoomForPhotos()).toBe(left !== 'text-only');
});

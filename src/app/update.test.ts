// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { isDirty, markDirty } from './dirty.ts';
import { createAppUpdate, type UpdateWorker } from './update.ts';

/** Stands for the browser's worker registration. */
function fakeWorker() {
  const listeners = new Map<string, (event: { isUpdate: boolean }) => void>();
  let skips = 0;
  const worker = {
    addEventListener: (type: string, listener: (event: { isUpdate: boolean }) => void) =>
      listeners.set(type, listener),
    messageSkipWaiting: () => (skips += 1),
  } as unknown as UpdateWorker;
  return {
    worker,
    happen: (type: string, isUpdate = true) => listeners.get(type)?.({ isUpdate }),
    skips: () => skips,
  };
}

afterEach(() => {
  markDirty('a', false);
  markDirty('b', false);
});

test('the page is dirty while any form is', () => {
  markDirty('a', true);
  markDirty('b', true);
  markDirty('a', false);
  expect(isDirty.value).toBe(true);

  markDirty('b', false);
  expect(isDirty.value).toBe(false);
});

test('a new version is offered, not taken', () => {
  const { worker, happen, skips } = fakeWorker();
  const update = createAppUpdate(worker, () => undefined);

  happen('waiting');

  expect(update.isReady.value).toBe(true);
  expect(skips()).toBe(0);
});

test('an update waits while something is being typed', () => {
  const { worker, happen, skips } = fakeWorker();
  const update = createAppUpdate(worker, () => undefined);
  happen('waiting');
  markDirty('a', true);

  update.apply();
  expect([update.mayApply.value, skips()]).toEqual([false, 0]);

  markDirty('a', false);
  update.apply();
  expect([update.mayApply.value, skips()]).toEqual([true, 1]);
});

test('the page is loaded again only where the update was asked for', () => {
  let reloads = 0;
  const { worker, happen } = fakeWorker();
  const update = createAppUpdate(worker, () => (reloads += 1));

  happen('controlling');
  expect(reloads).toBe(0);

  happen('waiting');
  update.apply();
  happen('controlling');
  expect(reloads).toBe(1);
});

test('"ready without network" is said after the first visit and not after an update', () => {
  const { worker, happen } = fakeWorker();
  const update = createAppUpdate(worker, () => undefined);

  happen('activated', true);
  expect(update.isOfflineReady.value).toBe(false);

  happen('activated', false);
  expect(update.isOfflineReady.value).toBe(true);
});

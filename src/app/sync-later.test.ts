import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPhone, type Phone } from '../../tests/support/phone.ts';
import type { Sync } from '../sync/sync.ts';
import { syncLater } from './sync-later.ts';

let phone: Phone;
let sync: Sync;
beforeEach(async () => {
  phone = await startPhone();
});
afterEach(() => {
  sync.stop();
  phone.close();
});

const later = (load: () => Promise<Sync>): Sync => (sync = syncLater(load, phone.journal));
const pending = (): number => phone.journal.counts().pending;

test('nothing is fetched before it is woken, and what was recorded by then is sent', async () => {
  let loads = 0;
  later(async () => {
    loads += 1;
    return phone.sync;
  });
  await phone.recordCheck();
  expect(loads).toBe(0);

  sync.wake('write');
  sync.wake('online');

  await expect.poll(pending).toBe(0);
  expect(loads).toBe(1);
  expect(sync.status().lastReceivedAt).toBe('2022-03-14T08:00:00.000Z');
});

test('who reads meanwhile is handed on', async () => {
  later(async () => phone.sync);

  sync.setReader({ unlocked: phone.by, replica: phone.replica });

  await expect.poll(() => phone.server.sessionsOpened).toBe(1);
});

test('who has left meanwhile is not', async () => {
  later(async () => phone.sync);
  sync.setReader({ unlocked: phone.by, replica: phone.replica });

  sync.setReader(null);

  await expect.poll(() => phone.server.requests.length).toBe(1);
  expect(phone.server.sessionsOpened).toBe(0);
});

test('one that cannot be fetched says "offline", and the next sign of a network fetches it', async () => {
  let isOnline = false;
  const told: unknown[] = [];
  later(async () => {
    if (isOnline) return phone.sync;
    throw new TypeError('Failed to fetch dynamically imported module');
  });
  sync.subscribe(() => told.push(sync.status().lastFailure));
  await phone.recordCheck();
  sync.wake('write');
  await expect.poll(() => told).toEqual(['offline']);
  expect(pending()).toBe(1);

  isOnline = true;
  sync.wake('online');

  await expect.poll(pending).toBe(0);
  expect(sync.status().lastFailure).toBeNull();
});

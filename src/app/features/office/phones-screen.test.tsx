// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { DeviceEntry } from '../../../protocol/office-staff.ts';
import { answerSignedIn, idOf, openDesk, startFakeServer } from './office-desk.test.support.tsx';

const NOW = '2026-11-22T10:00:00.000Z';

const PHONE: DeviceEntry = {
  id: idOf(1),
  name: '东门手机',
  platform: 'Android 12',
  accounts: [
    { id: idOf(2), name: '周望舒' },
    { id: idOf(3), name: '林秋实' },
  ],
  enrolledAt: '2026-11-01T00:00:00.000Z',
  lastContactAt: '2026-11-22T09:40:00.000Z',
  pending: 12,
  oldestPendingAt: '2026-11-22T07:00:00.000Z',
  parked: 2,
  app: '0.9.4',
  clockOffsetMs: 240_000,
  persisted: false,
  freeBytes: 3_200_000_000,
  revokedAt: null,
  wipedAt: null,
  agreedAt: null,
  differsSince: null,
  storageLost: null,
  alarm: null,
};

function openPhones(...devices: DeviceEntry[]) {
  vi.setSystemTime(NOW);
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers('devices', { devices });
  return openDesk('/office/phones', server);
}

function cellsOf(page: ParentNode): Record<string, string> {
  const heads = [...page.querySelectorAll('thead th')].map((head) => head.textContent);
  const cells = [...page.querySelectorAll('tbody tr:first-child > *')];
  return Object.fromEntries(heads.map((head, index) => [head, cells[index]?.textContent ?? '']));
}

test('of each phone the office sees people, last contact, unsent and oldest, app, clock and free storage', async () => {
  const desk = openPhones(PHONE);
  await desk.sees('东门手机');

  expect(cellsOf(desk.page)).toMatchObject({
    'Used by': '周望舒, 林秋实',
    Phone: '东门手机',
    'Last contact': '20 minutes ago',
    'Not yet sent': '12 waiting since 3 hours ago 2 set aside',
    App: '0.9.4',
    Clock: '4 min slow',
    'Free storage': '3.2 GB · the browser may clear it',
  });
});

test('what a phone has not told is shown as not known, and never as nothing', async () => {
  const desk = openPhones({
    ...PHONE,
    lastContactAt: null,
    pending: 0,
    oldestPendingAt: null,
    parked: 0,
    app: null,
    clockOffsetMs: null,
    persisted: null,
    freeBytes: null,
  });
  await desk.sees('东门手机');

  expect(cellsOf(desk.page)).toMatchObject({
    'Last contact': 'never',
    'Not yet sent': '0',
    App: '–',
    Clock: '–',
    'Free storage': '–',
  });
});

test('a phone whose browser has cleared it says so, with what was unsent then', async () => {
  const desk = openPhones({
    ...PHONE,
    storageLost: { at: '2026-11-22T08:00:00.000Z', pending: 12 },
  });

  await desk.sees('cleared by its browser 2026-11-22 16:00; 12 records unsent then');
});

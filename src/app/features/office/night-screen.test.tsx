// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { CampaignEntry, NightReply } from '../../../protocol/office-night.ts';
import {
  answerSignedIn,
  idOf,
  openDesk,
  startFakeServer,
  WENYUAN,
} from './office-desk.test.support.tsx';

const counts = {
  expected: 58,
  present: 50,
  in_hospital: 1,
  on_leave: 5,
  otherwise: 1,
  unaccounted: 1,
  notAsked: 0,
};
const NIGHT: NightReply = {
  night: {
    day: '2026-11-20',
    from: '2026-11-20T13:00:00.000Z',
    to: '2026-11-20T22:00:00.000Z',
  },
  at: '2026-11-20T15:00:00.000Z',
  counts,
  units: [
    {
      buildingId: WENYUAN.id,
      unitId: idOf(31),
      building: WENYUAN.name,
      code: '2',
      counts,
      rounds: ['2026-11-20T14:30:00.000Z'],
    },
  ],
  total: 1,
  people: [
    {
      personId: idOf(32),
      name: '白露',
      building: WENYUAN.name,
      unit: '2',
      room: '305',
      word: {
        state: 'absent',
        at: '2026-11-20T14:41:00.000Z',
        typedInAt: '2026-11-20T15:10:00.000Z',
        by: '林秋实',
      },
      seen: { at: '2026-11-20T10:05:00.000Z', direction: 'out', place: '大门' },
    },
  ],
};

test('a night stands by unit, with who is unaccounted and where they were seen last', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers('nightCheck', NIGHT);
  server.answers('nightHistory', { nights: [{ day: '2026-11-19', counts, rounds: 2 }] });
  const desk = openDesk('/office/night-check', server);
  await desk.sees('白露');

  const text = desk.text();
  expect(text).toContain('文苑二号楼 · Unit 2');
  expect(text).toMatch(/absent.*林秋实/);
  expect(text).toMatch(/From paper, typed in .*23:10/);
  expect(text).toMatch(/out, 大门/);
  expect(desk.get('link', /CSV|table/i).getAttribute('href')).toContain('mask=1');
  expect(text).not.toContain('The last 14 nights');
});

const ENTRY: CampaignEntry = {
  version: 1,
  campaign: {
    id: idOf(40),
    name: '全覆盖走访',
    purpose: null,
    from: '2026-11-12',
    to: '2026-11-18',
    buildingIds: [WENYUAN.id],
    closedAt: null,
  },
};

test('a campaign shows how far it is, and is closed over the version that was read', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers('campaigns', { campaigns: [ENTRY] });
  server.answers('campaignProgress', {
    rooms: 600,
    visited: 386,
    units: [
      {
        unitId: idOf(31),
        building: WENYUAN.name,
        code: '2',
        rooms: 38,
        visited: 35,
        left: ['305'],
      },
    ],
  });
  server.answers('changeCampaign', { ...ENTRY, version: 2 });
  const desk = openDesk('/office/campaigns', server);
  await desk.sees('386 of 600 rooms visited, 214 left');
  await desk.tap('Close');
  await vi.waitFor(() => expect(server.asked.some(({ method }) => method === 'PUT')).toBe(true));

  expect(server.lastBody('changeCampaign')).toMatchObject({ name: '全覆盖走访', isClosed: true });
});

// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { ClusterRow } from '../../../protocol/office-alarms.ts';
import {
  answerSignedIn,
  idOf,
  openDesk,
  startFakeServer,
  WENYUAN,
} from './office-desk.test.support.tsx';

const OPEN: ClusterRow = {
  place: { kind: 'room', id: idOf(40), name: '2-305', groupName: WENYUAN.name },
  rule: { count: 3, days: 1, hours: 24 },
  group: 'intestinal',
  firstDay: '2026-11-20',
  lastDay: '2026-11-20',
  since: '2026-11-20T02:00:00.000Z',
  dueAt: '2026-11-21T02:00:00.000Z',
  people: [
    { personId: idOf(41), name: '白*', room: '305' },
    { personId: idOf(42), name: '谷*', room: '305' },
    { personId: idOf(43), name: '林*', room: null },
  ],
  acknowledged: [],
};
const TAKEN: ClusterRow = {
  ...OPEN,
  place: { kind: 'class', id: idOf(44), name: '土木一班', groupName: '土木学院' },
  rule: { count: 5, days: 3, hours: 24 },
  acknowledged: [{ at: '2026-11-20T03:00:00.000Z', by: '林秋实', note: '已报校医' }],
};

test('a cluster says where, who, and how long there is left; one taken on says by whom', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers('listClusters', ({ path }) => ({
    now: '2026-11-20T05:30:00.000Z',
    from: '2026-11-13',
    rows: path.includes('state=open') ? [OPEN] : [OPEN, TAKEN],
  }));
  server.answers('listIdentical', { atLeastDays: 7, total: 0, rows: [] });
  const desk = openDesk('/office/alarms', server);
  await desk.sees('Room 2-305');

  const text = desk.text();
  expect(text).toMatch(/Room 2-305.*3.*stomach or bowel.*白\* 305.*谷\*.*3 people in 1 d/);
  expect(text).toMatch(/by 2026-11-21 10:00.*20 h 30 min left.*by nobody/);
  expect(text).toMatch(/土木一班.*5 people in 3 d.*林秋实, 2026-11-20 11:00 · 已报校医/);
  expect(text).toContain('Nobody has told the same for 7 days');
  await desk.tap('Only those that nobody has taken on', 'field');
  await vi.waitFor(() => expect(desk.text()).not.toContain('土木一班'));
});

test('answers that repeat stand with how long they do, and an alarm that is over says so', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers('listClusters', {
    now: '2026-11-21T03:15:00.000Z',
    from: '2026-11-14',
    rows: [OPEN],
  });
  server.answers('listIdentical', {
    atLeastDays: 7,
    total: 1,
    rows: [
      {
        person: {
          id: idOf(45),
          name: '白露',
          number: '2020100001',
          buildingName: WENYUAN.name,
          room: '2-305',
          className: '土木一班',
        },
        slot: 'pm',
        from: '2026-11-10',
        to: '2026-11-20',
        days: 11,
        tempC: 36.5,
      },
    ],
  });
  const desk = openDesk('/office/alarms', server);
  await desk.sees('白露');

  expect(desk.text()).toMatch(
    /白露.*2-305 · 土木一班.*Afternoon.*36\.5 °C.*11.*2026-11-10 – 2026-11-20/,
  );
  expect(desk.text()).toContain('over by 1 h 15 min');
});

// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { ReportRow } from '../../../protocol/office-reports.ts';
import { DEFAULT_POLICY } from '../../../domain/default-policy.ts';
import {
  answerSignedIn,
  idOf,
  openDesk,
  startFakeServer,
  WENYUAN,
} from './office-desk.test.support.tsx';

const OWN: ReportRow = {
  id: idOf(90),
  at: '2026-11-20T04:30:00.000Z',
  person: {
    id: idOf(91),
    name: '白露',
    number: '2020100001',
    buildingName: WENYUAN.name,
    room: '2-305',
    className: '土木一班',
  },
  by: { id: idOf(92), name: '白露' },
  slot: 'am',
  isLate: true,
  isAhead: false,
  reading: { tempC: 38.2, site: 'axilla', verdict: 'high' },
  notMeasured: null,
  symptoms: ['dry_cough', 'gone_from_the_list'],
  whereabouts: 'china_outside_city',
  city: '洛阳',
  exposure: 'unsure',
  onBehalfAs: null,
  isAmended: true,
  isContested: true,
};
const BEHALF: ReportRow = {
  ...OWN,
  id: idOf(93),
  isLate: false,
  isAmended: false,
  isContested: false,
  reading: null,
  notMeasured: 'no_thermometer',
  symptoms: [],
  exposure: null,
  onBehalfAs: 'keeper',
  by: { id: idOf(94), name: '林秋实' },
};

test('reports say what was told, by whom for whom, and what to look at, in words', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers('classes', { classes: [] });
  server.answers('policy', { version: 1, policy: DEFAULT_POLICY });
  server.answers('listReports', { day: '2026-11-20', total: 2, abnormal: 1, rows: [OWN, BEHALF] });
  const desk = openDesk('/office/reports', server);
  await desk.sees('Dry cough, gone_from_the_list');

  const text = desk.text();
  expect(text).toMatch(/白露.*土木一班 · 2020100001.*12:30.*Morning.*38\.2 °C axilla high/);
  expect(text).toMatch(/elsewhere in China · 洛阳.*not sure.*the person.*late.*amended.*contested/);
  expect(text).toMatch(/no thermometer.*none.*not asked.*on behalf, as keeper.*by 林秋实/);
  expect(desk.get('link', /CSV/).getAttribute('href')).toContain('mask=1');

  expect(text).toContain('2 reports · abnormal: 1');
  server.answers('listReports', { day: '2026-11-20', total: 1, abnormal: 1, rows: [OWN] });
  await desk.tap('Abnormal', 'radio');
  await desk.sees('1 report');
  expect(desk.text()).not.toContain('林秋实');
  expect(server.asked.at(-1)?.path).toBe('/api/v1/reports?state=abnormal&offset=0');
  expect(desk.get('link', /CSV/).getAttribute('href')).toContain('state=abnormal&mask=1');
});

test('reports are asked for by day, session, building and class', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  const classId = idOf(95);
  const one = { id: classId, college: '土木学院', grade: '2020', name: '土木一班' };
  server.answers('classes', { classes: [{ class: one, memberCount: 30 }] });
  server.answers('listReports', { day: '2026-11-20', total: 0, abnormal: 0, rows: [] });
  const desk = openDesk('/office/reports', server);
  await desk.sees('No report');
  await desk.type('Session', 'pm');
  await desk.type('Building', WENYUAN.id);
  await desk.type('Class', classId);

  expect(server.asked.at(-1)?.path).toBe(
    `/api/v1/reports?day=2026-11-20&slot=pm&buildingId=${WENYUAN.id}&classId=${classId}&offset=0`,
  );
  const csv = desk.get('link', /CSV/).getAttribute('href');
  expect(csv).toContain(`slot=pm&buildingId=${WENYUAN.id}&classId=${classId}&mask=1`);
});

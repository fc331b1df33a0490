// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { FindingRow, InspectionRow, RectifiedRow } from '../../../protocol/office-hygiene.ts';
import {
  answerSignedIn,
  idOf,
  openDesk,
  startFakeServer,
  WENYUAN,
} from './office-desk.test.support.tsx';

const place = { building: { id: WENYUAN.id, name: WENYUAN.name }, unit: '2', room: '305' };
const SHA = 'c'.repeat(64);

const inspection: InspectionRow = {
  id: idOf(31),
  at: '2026-11-20T06:00:00.000Z',
  typedInAt: null,
  day: '2026-11-20',
  place,
  form: { zh: '百分制', en: '100-point form' },
  score: 55,
  max: 100,
  passMark: 60,
  hasPassed: false,
  by: ['林秋实'],
  findingCount: 3,
  openCount: 1,
};
const finding: FindingRow = {
  id: idOf(32),
  at: '2026-11-12T06:00:00.000Z',
  typedInAt: null,
  day: '2026-11-12',
  place,
  item: { zh: '地面', en: 'Floor' },
  person: null,
  points: 5,
  note: 'mould',
  fixBy: '2026-11-15',
  isLate: true,
  by: '林秋实',
  photos: [
    { sha: SHA, isReceived: true },
    { sha: 'd'.repeat(64), isReceived: false },
  ],
  before: [],
};

function openHygiene(rows: {
  inspections: InspectionRow[];
  findings: FindingRow[];
  rectified?: RectifiedRow[];
}) {
  const server = startFakeServer();
  answerSignedIn(server);
  const { inspections, findings, rectified = [] } = rows;
  server.answers('rectified', { total: rectified.length, rows: rectified });
  const failed = inspections.filter(({ hasPassed }) => hasPassed === false).length;
  server.answers('inspections', { total: inspections.length, failed, rows: inspections });
  server.answers('openFindings', { total: findings.length, late: findings.length, rows: findings });
  return { server, desk: openDesk('/office/hygiene', server) };
}

test('a failed room stands with its score and the mark to pass, and what is late with its photo', async () => {
  const { desk } = openHygiene({ inspections: [inspection], findings: [finding] });

  await desk.sees('55/100');
  await desk.sees('failed, passes from 60');
  await desk.sees('文苑二号楼 · 2-305');
  await desk.sees('1 open · 1 late');
  await desk.sees('1 of 2 received');
  const photo = desk.page.querySelector('img[alt="Photo 1 of Floor"]');
  expect(photo?.getAttribute('src')).toBe(
    `/api/v1/hygiene/findings/${finding.id}/photo?sha=${SHA}`,
  );
});

test('another building is asked for by every list and by the table to take along', async () => {
  const { server, desk } = openHygiene({ inspections: [], findings: [] });
  await desk.sees('No inspections in these days');
  await desk.sees('Nothing is open');

  await desk.type('Building', WENYUAN.id);
  await desk.sees('No inspections in these days');

  const asked = server.asked.map(({ path }) => path).filter((path) => path.includes(WENYUAN.id));
  expect(new Set(asked.map((path) => path.split('?')[0]))).toEqual(
    new Set(['/api/v1/hygiene', '/api/v1/hygiene/findings', '/api/v1/hygiene/rectified']),
  );
  expect(desk.get('link', 'Table (CSV)').getAttribute('href')).toContain(WENYUAN.id);
});

test('what was typed in from paper stands with the time on the sheet and when it was typed in', async () => {
  const typedInAt = '2026-11-21T01:30:00.000Z';
  const { desk } = openHygiene({
    inspections: [{ ...inspection, typedInAt }],
    findings: [{ ...finding, typedInAt }],
  });
  await desk.sees('55/100');

  const marks = desk.text().match(/14:00 From paper, typed in .{6,14} 09:30/g);
  expect(marks).toHaveLength(2);
});

test('what is still so shows the note and the photo of whoever found it first', async () => {
  const first = {
    id: idOf(40),
    day: '2026-11-08',
    by: '周云',
    note: 'mould',
    photos: finding.photos,
  };
  const again = { ...finding, note: null, photos: [], before: [first] };
  const { desk } = openHygiene({ inspections: [], findings: [again] });

  await desk.sees('2026-11-08 · 周云 · mould');

  expect(desk.page.querySelector('img')?.getAttribute('src')).toContain(idOf(40));
});

test('what was put right stands with who did it and the photo of after', async () => {
  const { isLate: _, ...found } = finding;
  const putRight = {
    id: idOf(33),
    at: '2026-11-14T06:00:00.000Z',
    day: '2026-11-14',
    by: '周望舒',
    note: 'washed',
    photos: [{ sha: SHA, isReceived: true }],
  };
  const { desk } = openHygiene({
    inspections: [],
    findings: [],
    rectified: [{ ...found, photos: [], putRight }],
  });

  await desk.sees('1 put right');
  await desk.sees('washed');
  const photo = desk.page.querySelector('img[alt="Photo 1 of Floor"]');
  expect(photo?.getAttribute('src')).toBe(
    `/api/v1/hygiene/findings/${putRight.id}/photo?sha=${SHA}`,
  );
});

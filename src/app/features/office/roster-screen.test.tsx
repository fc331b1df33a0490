// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { DifferenceRow, RosterPreview } from '../../../protocol/office-roster.ts';
import {
  answerSignedIn,
  idOf,
  openDesk,
  startFakeServer,
  WENYUAN,
} from './office-desk.test.support.tsx';

const BEFORE = { name: '张三', building: '文苑二号楼', unit: '1', room: '101', bed: '1' };
const MOVED: DifferenceRow = {
  kind: 'moved',
  number: '201910104521',
  name: '张三',
  row: 2,
  before: BEFORE,
  after: { ...BEFORE, room: '305' },
  fields: ['room'],
};
const NONE = { new: 0, moved: 0, changed: 0, left: 0, same: 0 };

const previewOf = (part: Partial<RosterPreview>): RosterPreview => ({
  id: idOf(20),
  revision: 4,
  expiresAt: '2026-11-22T10:00:00.000Z',
  fileName: '台账.xlsx',
  sha: 'x',
  outcome: 'imported',
  counts: { dataRows: 3, imported: 1, merged: 0, rejected: 2, warnings: 1 },
  sheets: ['台账'],
  rejected: [
    { row: 4, code: 'UNKNOWN_BUILDING', value: '文苑9号楼' },
    { row: 5, code: 'NAME_MISSING', value: '=cmd|" /C calc"!A0<b>' },
  ],
  warnings: [{ row: 2, code: 'BED_MISSING' }],
  notices: [],
  unknownBuildings: [],
  unknownUnits: [],
  difference: NONE,
  differenceRows: [],
  ...part,
});

test('a preview shows what is rejected and why, creates places, reads again, and applies in one click', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers(
    'previewRoster',
    previewOf({
      unknownBuildings: [
        { name: '文苑9号楼', units: ['1', '2'], rowCount: 40, campus: '南校区' },
        { name: '文园2', units: [], rowCount: 1, campus: null },
        { name: '待定', units: [], rowCount: 1, campus: null },
      ],
    }),
  );
  const desk = openDesk('/office/roster', server);
  await desk.dropFile('台账.xlsx', 'PK');

  await desk.sees('Both the name and the name in passport are empty.');
  await desk.sees('=cmd|" /C calc"!A0<b>');
  await desk.sees(/There is a room but no bed\. 1 row/);
  expect(desk.get('button', 'Apply')).toHaveProperty('disabled', true);

  server.answers('importPlaces', { campusesCreated: 0, buildingsCreated: 1, unitsCreated: 2 });
  server.answers('changeBuilding', {
    version: 4,
    building: WENYUAN,
    units: [],
    doors: [],
    residentCount: 0,
  });
  server.answers(
    'createRosterPlaces',
    previewOf({
      expiresAt: '2026-11-22T10:01:00.000Z',
      counts: { dataRows: 3, imported: 2, merged: 0, rejected: 1, warnings: 0 },
      rejected: [],
      warnings: [],
      difference: { ...NONE, moved: 1, left: 1 },
      differenceRows: [MOVED],
    }),
  );
  const choice = await vi.waitFor(() => desk.get('field', '“文园2” is') as HTMLSelectElement);
  const known = [...choice.options].find(({ text }) => text === 'another name of 文苑二号楼');
  await desk.type('“文园2” is', known!.value);
  await desk.submit(/^Register 2 names/);

  await desk.sees('Moved 1');
  await desk.sees(/Room: 101 becomes 305/);
  expect(server.lastBody('importPlaces')).toEqual([
    { campus: '南校区', name: '文苑9号楼', aliases: [], units: ['1', '2'] },
  ]);
  expect(server.lastBody('changeBuilding')).toMatchObject({ aliases: ['文苑2', '文园2'] });

  server.answers('applyRoster', { applied: { ...NONE, moved: 1, left: 1 } });
  await desk.tap('They have left: end their stay', 'radio');
  await desk.tap('Apply');

  await desk.sees('Imported. New: 0, moved: 1, changed: 0, left: 1');
  expect(server.lastBody('applyRoster')).toEqual({ revision: 4, handleLeft: 'mark-left' });
});

test('a refused file says what it is, what to do, and that nothing was stored', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  server.refuses('previewRoster', 'file-refused', { code: 'FILE_XLS' });
  const desk = openDesk('/office/roster', server);

  await desk.dropFile('旧台账.xls', 'x');

  await desk.sees('“旧台账.xls” was refused');
  await desk.sees('This is an old Excel file (.xls), which cannot be read.');
  await desk.sees('save it as “Excel workbook (.xlsx)”');
  await desk.sees('Nothing was stored.');
});

test('a preview that has been overtaken is shown anew before anything is applied', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers('previewRoster', previewOf({ difference: { ...NONE, new: 2 } }));
  const desk = openDesk('/office/roster', server);
  await desk.dropFile('台账.xlsx', 'PK');
  await desk.sees('New 2');
  server.refuses(
    'applyRoster',
    'preview-outdated',
    previewOf({ expiresAt: '2026-11-22T10:02:00.000Z', difference: { ...NONE, new: 5 } }),
  );

  await vi.waitFor(() => desk.get('button', 'Apply').click());

  await desk.sees('It has been made anew');
  await desk.sees('New 5');
});

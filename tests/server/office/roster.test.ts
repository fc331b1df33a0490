import { expect, test } from 'vitest';
import { Directory } from '../../../src/domain/person.ts';
import { PeoplePage, PersonDetail } from '../../../src/protocol/office-people.ts';
import { ApplyReply, DifferencePage, RosterPreview } from '../../../src/protocol/office-roster.ts';
import { getDocument } from '../../../src/server/database/documents.ts';
import { scopesOf } from '../support/campus.ts';
import {
  documentCounts,
  fixture,
  formOf,
  openOffice,
  openWenyuan,
  type OfficeClient,
} from './office-client.ts';

const HEADER = '学号,姓名,楼栋,单元,房间,床位,电话,国籍,去向\r\n';
const LIN = '202012345601,林一,文苑二号楼,1,101,1,15400000001,越南,在校住宿';
const QIAN = '202012345602,钱二,文苑二号楼,1,101,2,15400000002,越南,在校住宿';
const SUN = '202012345603,孙三,文苑三号楼,2,201,1,15400000003,越南,在校住宿';
const CHEN = '202012345604,陈四,文苑三号楼,2,201,2,15400000004,越南,在校住宿';

const csv = (...rows: string[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`\uFEFF${HEADER}${rows.join('\r\n')}\r\n`);

const apply = async (office: OfficeClient, { id, revision }: RosterPreview, handleLeft = 'keep') =>
  ApplyReply.parse(
    await office.json('POST', `/roster/previews/${id}/apply`, { revision, handleLeft }),
  ).applied;

async function find(office: OfficeClient, query: string): Promise<Directory> {
  const { people } = PeoplePage.parse(await office.json('POST', '/people/search', { query }));
  return people[0]!;
}

const person = async (office: OfficeClient, query: string): Promise<PersonDetail> =>
  PersonDetail.parse(
    await office.json('GET', `/people/${(await find(office, query)).id}?identity=1`),
  );

test('the clean roster is previewed without storing anything, and then applied whole', async () => {
  const office = await openWenyuan();
  const before = await documentCounts(office.server);

  const preview = await office.previewRoster(fixture('wenyuan-clean.csv'), 'wenyuan-clean.csv');
  const unchanged = await documentCounts(office.server);
  const applied = await apply(office, preview);

  expect(preview.counts).toEqual({
    dataRows: 640,
    imported: 640,
    merged: 0,
    rejected: 0,
    warnings: 0,
  });
  expect(preview.fileName).toBe('wenyuan-clean.csv');
  expect(unchanged).toEqual(before);
  expect(applied).toEqual({ new: 640, moved: 0, changed: 0, left: 0, same: 0 });
  const counts = await documentCounts(office.server);
  expect([counts['stay'], counts['identity'], counts['directory']]).toEqual([640, 640, 641]);
  const { buildings } = await office.places();
  expect(buildings.map(({ residentCount }) => residentCount)).toEqual([349, 291]);
});

test('a person is three documents, each for its own readers', async () => {
  const office = await openWenyuan();
  await office.importRoster(fixture('wenyuan-clean.csv'));

  const { directory, contact, identity, stays } = await person(office, '201590500028');

  expect(directory).toMatchObject({ name: '阿皮赛·图伊萨瓦乌', className: '能源国际1501' });
  expect(contact).toMatchObject({ phone: '15411118427', whereabouts: 'on_campus' });
  expect(identity).toMatchObject({ nationality: 'FJ', passportNo: 'TSTD8356497' });
  expect(stays).toMatchObject([{ home: { room: '101', bed: '1' }, to: null }]);
  const { buildingId, unitId } = directory.home!;
  const scopes = (kind: 'directory' | 'contact' | 'identity') =>
    scopesOf(office.server, directory.id, kind);
  expect(await scopes('directory')).toEqual([`building:${buildingId}/people`, 'campus/staff']);
  expect(await scopes('contact')).toEqual([`class:${directory.classId}`, `unit:${unitId}/health`]);
  expect(await scopes('identity')).toEqual([]);
});

test('the identity is shown when asked for, and the reading is noted', async () => {
  const office = await openWenyuan();
  await office.importRoster(csv(LIN));
  const { id } = await find(office, '林一');

  const plain = PersonDetail.parse(await office.json('GET', `/people/${id}`));
  await office.json('GET', `/people/${id}?identity=1`);

  expect(plain.identity).toBeNull();
  const audit = await office.server.db
    .selectFrom('audit')
    .select('subject')
    .where('what', '=', 'person.read-identity')
    .execute();
  expect(audit).toEqual([{ subject: id }]);
});

test('a second roster shows who is new, moved, changed and left before anything is applied', async () => {
  const office = await openWenyuan();
  await office.importRoster(csv(LIN, QIAN, SUN));
  const moved = LIN.replace('文苑二号楼,1,101,1', '文苑三号楼,2,203,4');
  const changed = QIAN.replace('15400000002', '15400000099');

  const preview = await office.previewRoster(csv(moved, changed, CHEN));

  expect(preview.difference).toEqual({ new: 1, moved: 1, changed: 1, left: 1, same: 0 });
  expect(
    preview.differenceRows.map(({ kind, name, fields }) => [kind, name, fields.join(' ')]),
  ).toEqual([
    ['new', '陈四', expect.stringContaining('name')],
    ['moved', '林一', 'building unit room bed'],
    ['changed', '钱二', 'phone'],
    ['left', '孙三', ''],
  ]);
  const page = await office.json('GET', `/roster/previews/${preview.id}/difference?kind=changed`);
  expect(DifferencePage.parse(page)).toMatchObject({
    total: 1,
    rows: [{ before: { phone: '15400000002' }, after: { phone: '15400000099' } }],
  });
});

test('a move ends the old stay and begins the next at one moment, and the number keeps the person', async () => {
  const office = await openWenyuan();
  await office.importRoster(csv(LIN));
  const before = await find(office, '林一');
  office.server.clock.nowMs += 3_600_000;
  await office.importRoster(csv(LIN.replace('文苑二号楼,1,101,1', '文苑三号楼,2,203,4')));

  const { directory, stays } = await person(office, '林一');

  expect(directory.id).toBe(before.id);
  expect(stays.map(({ home, to }) => [home.room, to])).toEqual([
    ['203', null],
    ['101', stays[0]!.from],
  ]);
  expect(await scopesOf(office.server, directory.id, 'directory')).not.toContain(
    `building:${before.home!.buildingId}/people`,
  );
});

test('a change of whereabouts keeps the one before, for whoever reads the contact, also after a move', async () => {
  const office = await openWenyuan();
  const abroad = LIN.replace('在校住宿', '境外');
  await office.importRoster(csv(LIN));
  const { id } = await find(office, '林一');
  const since = new Date(office.server.clock.nowMs).toISOString();
  office.server.clock.nowMs += 3_600_000;
  await office.importRoster(csv(abroad));
  const until = new Date(office.server.clock.nowMs).toISOString();
  await office.importRoster(csv(abroad.replace('文苑二号楼,1,101,1', '文苑三号楼,2,203,4')));

  const past = await getDocument(office.server.db, 'past-whereabouts', id);

  const before = [{ whereabouts: 'on_campus', from: since, to: until }];
  expect(past?.body).toEqual({ id, before });
  const scopes = (kind: 'contact' | 'past-whereabouts') => scopesOf(office.server, id, kind);
  expect(await scopes('past-whereabouts')).toEqual(await scopes('contact'));
});

test('who left keeps a home unless the office says otherwise', async () => {
  const office = await openWenyuan();
  await office.importRoster(csv(LIN, QIAN));

  await apply(office, await office.previewRoster(csv(QIAN)), 'keep');
  expect((await person(office, '林一')).directory.home).not.toBeNull();
  await apply(office, await office.previewRoster(csv(QIAN)), 'mark-left');

  const { directory, stays, identity } = await person(office, '林一');
  expect([directory.home, stays[0]!.to === null, identity!.leftOn]).toEqual([
    null,
    false,
    '2020-06-08',
  ]);
  expect((await office.previewRoster(csv(QIAN))).difference.left).toBe(0);
});

test('people of a building that the file does not name have not left', async () => {
  const office = await openWenyuan();
  await office.importRoster(csv(LIN, SUN));

  expect((await office.previewRoster(csv(LIN))).difference).toMatchObject({ left: 0, same: 1 });
});

test('a column that the file lacks changes nothing', async () => {
  const office = await openWenyuan();
  await office.importRoster(csv(LIN));
  const text = '学号,姓名,楼栋,单元,房间,床位\n202012345601,林一,文苑二号楼,1,101,1\n';

  const preview = await office.previewRoster(new TextEncoder().encode(text));

  expect(preview.difference).toMatchObject({ same: 1, changed: 0 });
});

test('the same file again changes nothing and makes no version', async () => {
  const office = await openWenyuan();
  await office.importRoster(fixture('wenyuan-clean.csv'));
  const heads = () => office.server.db.selectFrom('scopeHead').selectAll().execute();
  const before = await heads();

  await office.importRoster(fixture('wenyuan-clean.csv'));

  expect(await heads()).toEqual(before);
});

test('a preview that another import has overtaken is not applied, and a fresh one comes back', async () => {
  const office = await openWenyuan();
  const first = await office.previewRoster(csv(LIN));
  await office.importRoster(csv(LIN, QIAN));
  const before = await documentCounts(office.server);

  const path = `/roster/previews/${first.id}/apply`;
  const { code, details } = await office.problem('POST', path, { revision: 1, handleLeft: 'keep' });

  expect(code).toBe('preview-outdated');
  expect(await documentCounts(office.server)).toEqual(before);
  const fresh = RosterPreview.parse(details);
  expect(fresh.difference).toMatchObject({ same: 1, left: 1 });
  expect(await apply(office, fresh)).toMatchObject({ same: 1, left: 1 });
});

test('an import that fails in the middle stores nothing', async () => {
  const office = await openWenyuan();
  const preview = await office.previewRoster(fixture('wenyuan-clean.csv'));
  const before = await documentCounts(office.server);
  const { schema } = office.server.db;
  await schema.alterTable('personNumber').renameTo('away').execute();

  const path = `/roster/previews/${preview.id}/apply`;
  const { code } = await office.problem('POST', path, { revision: 1, handleLeft: 'keep' });

  expect(code).toBe('server-fault');
  expect(await documentCounts(office.server)).toEqual(before);
  expect(await office.server.db.selectFrom('stay').selectAll().execute()).toEqual([]);
  await schema.alterTable('away').renameTo('personNumber').execute();
  expect(await apply(office, preview)).toMatchObject({ new: 640 });
});

test('unknown buildings are created from the preview, which is then read again', async () => {
  const office = await openOffice();
  const preview = await office.previewRoster(fixture('wenyuan-clean.csv'));
  const { unknownBuildings } = preview;

  const again = RosterPreview.parse(
    await office.json('POST', `/roster/previews/${preview.id}/create-places`, {
      campusName: '南校区',
      buildings: unknownBuildings.map(({ name, units }) => ({ name, units })),
    }),
  );

  expect(preview.counts).toMatchObject({ imported: 0, rejected: 640 });
  expect(new Set(unknownBuildings.map(({ units }) => units.length))).toEqual(new Set([5, 6]));
  expect(again.counts).toMatchObject({ imported: 640, rejected: 0 });
  expect(again.id).toBe(preview.id);
  await apply(office, again);
});

test('a unit that the list lacks is shown and created with the import', async () => {
  const office = await openWenyuan();
  const preview = await office.previewRoster(csv(LIN.replace(',1,101,', ',9,101,')));
  await apply(office, preview);

  expect(preview.unknownUnits).toMatchObject([{ building: '文苑二号楼', unit: '9' }]);
  const { buildings } = await office.places();
  expect(buildings[0]!.units.map(({ unit }) => unit.code)).toContain('9');
});

test.each([
  ['no bytes at all', '', 'FILE_EMPTY'],
  ['a web page', '<html><body><table></table></body></html>', 'FILE_HTML'],
  ['a damaged workbook', 'PK\u0003\u0004 and then nothing', 'FILE_CORRUPT'],
  ['a table without student numbers', 'a,b\n1,2\n', 'NO_HEADER'],
])('%s is refused with its code and stores nothing', async (_name, text, fileCode) => {
  const office = await openWenyuan();
  const before = await documentCounts(office.server);

  const body = formOf(new TextEncoder().encode(text), 'roster.xlsx');
  const { code, details } = await office.problem('POST', '/roster/preview', body);

  expect([code, details]).toEqual(['file-refused', { code: fileCode }]);
  expect(await documentCounts(office.server)).toEqual(before);
});

test('text that looks like a formula or a tag stays the text it is', async () => {
  const office = await openWenyuan();
  const name = "=HYPERLINK('x')<img src=x>";
  await office.importRoster(csv(LIN.replace('林一', name)));

  expect((await find(office, '202012345601')).name).toBe(name);
});

test('people are found by pinyin, number, room and building', async () => {
  const office = await openWenyuan();
  await office.importRoster(csv(LIN, QIAN, SUN));

  expect((await find(office, 'ly')).name).toBe('林一');
  expect((await find(office, '5602')).name).toBe('钱二');
  expect((await find(office, '2-201')).name).toBe('孙三');
  const id = (await office.places()).buildings[1]!.building.id;
  const page = PeoplePage.parse(await office.json('POST', '/people/search', { buildingId: id }));
  expect(page.people.map(({ name }) => name)).toEqual(['孙三']);
});

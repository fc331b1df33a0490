import { expect, test } from 'vitest';
import {
  StaffApplyReply,
  StaffEntry,
  StaffPage,
  StaffPreview,
} from '../../../src/protocol/office-staff.ts';
import { scopesOf } from '../support/campus.ts';
import {
  documentCounts,
  fixture,
  formOf,
  openWenyuan,
  OfficeClient,
  PASSWORD,
} from './office-client.ts';

const HEADER = '楼栋,单元,负责人,电话\r\n';
const file = (...rows: string[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(HEADER + rows.join('\r\n'));

async function previewStaff(office: OfficeClient, bytes: Uint8Array<ArrayBuffer>) {
  return StaffPreview.parse(
    await office.json('POST', '/staff/preview', formOf(bytes, 'staff.csv')),
  );
}

async function importStaff(office: OfficeClient, bytes: Uint8Array<ArrayBuffer>) {
  const { id } = await previewStaff(office, bytes);
  return StaffApplyReply.parse(await office.json('POST', `/staff/previews/${id}/apply`)).applied;
}

async function keepers(office: OfficeClient): Promise<Record<string, string[]>> {
  const { staff } = StaffPage.parse(await office.json('POST', '/staff/search', {}));
  return Object.fromEntries(
    staff
      .filter(({ phone }) => phone !== null)
      .map(({ account, assignments }) => [
        account.name,
        assignments.filter(({ isValid }) => isValid).map(({ place }) => place ?? ''),
      ]),
  );
}

test('each row of the staff file is a person, an account and a keeper of a unit', async () => {
  const office = await openWenyuan();

  const preview = await previewStaff(office, fixture('wenyuan-staff.csv'));
  const applied = await importStaff(office, fixture('wenyuan-staff.csv'));

  expect(preview.counts).toEqual({ staff: 11, units: 11, new: 11, changed: 0, same: 0 });
  expect(applied).toEqual({ new: 11, changed: 0, same: 0 });
  expect(await keepers(office)).toMatchObject({
    吴国强: ['文苑二号楼 / 1'],
    郑文博: ['文苑三号楼 / 5'],
  });
});

test('the same staff file again makes nothing double', async () => {
  const office = await openWenyuan();
  await importStaff(office, fixture('wenyuan-staff.csv'));
  const before = await documentCounts(office.server);

  const applied = await importStaff(office, fixture('wenyuan-staff.csv'));

  expect(applied).toEqual({ new: 0, changed: 0, same: 11 });
  expect(await documentCounts(office.server)).toEqual(before);
});

test('a later file changes names and posts, and ends the post of who is replaced', async () => {
  const office = await openWenyuan();
  await importStaff(
    office,
    file('文苑二号楼,1,吴国强,15461580880', '文苑二号楼,2,蒋涛,15438342228'),
  );

  const next = file('文苑二号楼,2,吴国强（新）,15461580880', '文苑二号楼,1,李敏,15447462448');
  const preview = await previewStaff(office, next);
  await importStaff(office, next);

  expect(preview.rows.map(({ name, kind }) => [name, kind])).toEqual([
    ['吴国强（新）', 'changed'],
    ['李敏', 'new'],
  ]);
  expect(preview.ended.map(({ name, unit }) => [name, unit])).toEqual([
    ['吴国强', '1'],
    ['蒋涛', '2'],
  ]);
  expect(await keepers(office)).toEqual({
    '吴国强（新）': ['文苑二号楼 / 2'],
    李敏: ['文苑二号楼 / 1'],
    蒋涛: [],
  });
});

test('unknown buildings and units of a staff file are told and not guessed', async () => {
  const office = await openWenyuan();

  const rows = ['文苑二号楼,9,甲一,15400000001', '南9舍,1,乙二,15400000002'];
  const { rejected, rows: read } = await previewStaff(office, file(...rows));

  expect(rejected.map(({ row, code }) => [row, code])).toEqual([
    [2, 'UNKNOWN_UNIT'],
    [3, 'UNKNOWN_BUILDING'],
  ]);
  expect(read).toEqual([]);
});

test('an assignment gives the scopes of its post, and its end takes them away', async () => {
  const office = await openWenyuan();
  const { buildings } = await office.places();
  const { building, doors } = buildings[0]!;
  const door = doors[0]!.door;
  const { account, assignments } = await office.addStaff('门卫甲', {
    role: 'guard',
    post: { kind: 'door', id: door.id, buildingIds: [] },
  });
  const access = async () => {
    const row = await office.server.db
      .selectFrom('document')
      .select('body')
      .where('kind', '=', 'access')
      .where('id', '=', account.id)
      .executeTakeFirstOrThrow();
    return (JSON.parse(row.body) as { scopes: string[] }).scopes;
  };

  const during = await access();
  office.server.clock.nowMs += 1000;
  const { id } = assignments[0]!.assignment;
  const after = StaffEntry.parse(
    await office.json('POST', `/staff/${account.id}/assignments/${id}/end`),
  );

  expect(during).toContain(`building:${building.id}/door`);
  expect(after.assignments[0]!.isValid).toBe(false);
  expect(await access()).not.toContain(`building:${building.id}/door`);
  expect(await scopesOf(office.server, account.id, 'account')).toContain('campus/staff');
});

test('a role is held over the kind of place that it is for', async () => {
  const office = await openWenyuan();
  const { buildings } = await office.places();
  const post = { kind: 'building', id: buildings[0]!.building.id };

  const request = (role: string, of: unknown) => ({
    name: '某人',
    phone: null,
    assignments: [{ role, post: of }],
  });
  expect(await office.refusal('POST', '/staff', request('unit_keeper', post))).toBe('bad-request');
  expect(await office.refusal('POST', '/staff', request('keeper', { kind: 'campus' }))).toBe(
    'bad-request',
  );
  const nowhere = { kind: 'building', id: '018f0000-0000-7000-8000-000000000000' };
  expect(await office.refusal('POST', '/staff', request('keeper', nowhere))).toBe('bad-request');
});

test('an office account has a login of its own', async () => {
  const office = await openWenyuan();
  const assignments = [{ role: 'auditor', post: { kind: 'campus' } }];
  const request = { name: '审计甲', phone: null, login: 'audit', password: PASSWORD, assignments };

  const entry = StaffEntry.parse(await office.json('POST', '/staff', request));

  expect(entry.account.login).toBe('audit');
  const bodies = await office.server.db.selectFrom('documentVersion').select('body').execute();
  expect(bodies.some(({ body }) => body.includes('login'))).toBe(false);
  expect(await office.refusal('POST', '/staff', request)).toBe('login-taken');
  const { login: _, password: __, ...without } = request;
  expect(await office.refusal('POST', '/staff', without)).toBe('bad-request');
  const auditor = new OfficeClient(office.server);
  await auditor.json('POST', '/login', { login: 'audit', password: PASSWORD });
});

test('a deactivated account is signed out, has no post and cannot come back in', async () => {
  const office = await openWenyuan();
  const assignments = [{ role: 'office_admin', post: { kind: 'campus' } }];
  const { account, version } = StaffEntry.parse(
    await office.json('POST', '/staff', {
      name: '办公室乙',
      phone: null,
      login: 'second',
      password: PASSWORD,
      assignments,
    }),
  );
  const second = new OfficeClient(office.server);
  await second.json('POST', '/login', { login: 'second', password: PASSWORD });
  office.server.clock.nowMs += 1000;

  const change = { name: '办公室乙', phone: null, isActive: false };
  const after = StaffEntry.parse(
    await office.json('PUT', `/staff/${account.id}`, change, { 'if-match': `"${version}"` }),
  );

  expect(after.assignments.map(({ isValid }) => isValid)).toEqual([false]);
  expect(await second.refusal('GET', '/me')).toBe('signed-out');
  expect(await second.refusal('POST', '/login', { login: 'second', password: PASSWORD })).toBe(
    'wrong-password',
  );
});

test('nobody takes away the last seat of the office', async () => {
  const office = await openWenyuan();
  const { staff } = StaffPage.parse(
    await office.json('POST', '/staff/search', { query: 'office' }),
  );
  const { account, version, assignments } = staff[0]!;

  const off = { name: account.name, phone: null, isActive: false };
  const ifMatch = { 'if-match': `"${version}"` };
  expect(await office.refusal('PUT', `/staff/${account.id}`, off, ifMatch)).toBe('conflict');
  const path = `/staff/${account.id}/assignments/${assignments[0]!.assignment.id}/end`;
  expect(await office.refusal('POST', path)).toBe('conflict');
});

test('one phone number is one person', async () => {
  const office = await openWenyuan();
  const request = (name: string) => ({ name, phone: '15400000001', assignments: [] });
  await office.json('POST', '/staff', request('甲一'));

  expect(await office.refusal('POST', '/staff', request('乙二'))).toBe('conflict');
});

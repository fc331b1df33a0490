// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { StaffEntry } from '../../../protocol/office-staff.ts';
import {
  answerSignedIn,
  idOf,
  openDesk,
  startFakeServer,
  WENYUAN,
} from './office-desk.test.support.tsx';

const WU: StaffEntry = {
  version: 2,
  account: { id: idOf(30), personId: idOf(31), name: '吴小门', login: null, isActive: true },
  phone: '15400000001',
  assignments: [
    {
      assignment: {
        id: idOf(32),
        accountId: idOf(30),
        role: 'keeper',
        post: { kind: 'building', id: WENYUAN.id },
        from: '2026-11-01T00:00:00.000Z',
        to: null,
      },
      place: '文苑二号楼',
      isValid: true,
    },
  ],
  deviceCount: 0,
  lastContactAt: null,
};

function openStaff() {
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers('staff', { total: 1, staff: [WU] });
  return { server, desk: openDesk('/office/staff', server) };
}

test('an enrolment code is shown once: as QR, to type, and with its end', async () => {
  const { server, desk } = openStaff();
  server.answers('issueCode', {
    code: 'ABCD-EFGH-JKMN',
    link: '/#enrol=ABCDEFGHJKMN',
    expiresAt: '2026-11-23T01:00:00.000Z',
  });

  await desk.tap('Enrol a phone for 吴小门');

  await desk.sees('ABCD-EFGH-JKMN');
  await desk.sees('Works once, until 2026-11-23 09:00');
  await desk.sees('dormitory keeper · 文苑二号楼');
  const code = desk.page.querySelector('svg[role=img]')!;
  expect(code.getAttribute('aria-label')).toBe('Enrolment code of 吴小门');
  expect(code.querySelector('path')!.getAttribute('d')!.length).toBeGreaterThan(200);
  expect(location.href).not.toContain('ABCD');

  await desk.tap('Done');
  await desk.sees('Import a staff list');
  expect(desk.text()).not.toContain('ABCD-EFGH-JKMN');
});

test('ending a post asks again before it is done', async () => {
  const { server, desk } = openStaff();
  server.answers('endAssignment', { ...WU, assignments: [] });
  await desk.tap('Edit 吴小门');
  await desk.tap('End');
  await desk.sees('From now on?');
  expect(server.asked.some(({ path }) => path.endsWith('/end'))).toBe(false);

  await desk.tap('End');

  await vi.waitFor(() =>
    expect(server.asked.map(({ path }) => path)).toContain(
      `/api/v1/staff/${idOf(30)}/assignments/${idOf(32)}/end`,
    ),
  );
});

test('a new keeper gets a door or building as post', async () => {
  const { server, desk } = openStaff();
  server.answers('createStaff', WU);
  await desk.tap('Add a person');
  await desk.type('Name', '吴小门');
  await desk.type(/^Post/, '0');

  await desk.submit('Add');

  await vi.waitFor(() =>
    expect(server.lastBody('createStaff')).toEqual({
      name: '吴小门',
      phone: null,
      assignments: [{ role: 'keeper', post: { kind: 'building', id: WENYUAN.id } }],
    }),
  );
});

test('a counsellor gets a class, chosen among those of the roster', async () => {
  const { server, desk } = openStaff();
  server.answers('createStaff', WU);
  const school = { id: idOf(40), college: '法学院', grade: '2019级', name: '法学2班' };
  server.answers('classes', { classes: [{ class: school, memberCount: 31 }] });
  await desk.tap('Add a person');
  await desk.type('Name', '韩辅导');
  await desk.type('Role', 'counsellor');
  await desk.sees('2019级 法学2班 (31 members)');
  await desk.type(/^Post/, '0');

  await desk.submit('Add');

  await vi.waitFor(() =>
    expect(server.lastBody('createStaff')).toEqual({
      name: '韩辅导',
      phone: null,
      assignments: [{ role: 'counsellor', post: { kind: 'class', id: school.id } }],
    }),
  );
});

test('who signs in here gets a new password on this screen, and nobody else is asked for one', async () => {
  const { server, desk } = openStaff();
  await desk.tap('Edit 吴小门');
  await desk.sees('Role and post');
  expect(() => desk.get('field', /^New password/)).toThrow(/no field/);

  const office = { ...WU, account: { ...WU.account, login: 'wu' } };
  server.answers('changeStaff', office);
  await desk.submit('Save');
  await desk.type(/^New password/, 'short');
  await desk.submit('Save');
  await desk.sees('The password needs at least 10 characters.');
  await desk.type(/^New password/, 'a longer sentence');
  await desk.submit('Save');

  await desk.sees('The new password is in force.');
  expect(server.lastBody('changeStaff')).toMatchObject({ password: 'a longer sentence' });
});

test('a search is in no address', async () => {
  const { server, desk } = openStaff();
  await desk.type('Search staff by name or phone', '吴');

  await vi.waitFor(() => expect(server.lastBody('staff')).toMatchObject({ query: '吴' }));
  expect(server.asked.map(({ path }) => path).join()).not.toContain('%E5');
});

test('a course teacher gets a class, and foreign staff the own reports alone', async () => {
  const { server, desk } = openStaff();
  server.answers('createStaff', WU);
  const school = { id: idOf(40), college: '法学院', grade: '2019级', name: '法学2班' };
  server.answers('classes', { classes: [{ class: school, memberCount: 31 }] });
  await desk.tap('Add a person');
  await desk.type('Name', '安娜');
  await desk.type('Role', 'teacher');
  await desk.sees('2019级 法学2班 (31 members)');
  await desk.sees('The own health reports only');
  await desk.type(/^Post/, '1');

  await desk.submit('Add');

  await vi.waitFor(() =>
    expect(server.lastBody('createStaff')).toMatchObject({
      assignments: [{ role: 'teacher', post: { kind: 'self' } }],
    }),
  );
});

test('whoever is found by name becomes a room head without a place to choose', async () => {
  const { server, desk } = openStaff();
  server.answers('createAssignment', WU);
  await desk.tap('Edit 吴小门');
  await desk.tap('Give a role');
  await desk.type('Role', 'room_head');
  expect(desk.text()).toContain('Reports for those of the own room');

  await desk.submit('Give a role');

  await vi.waitFor(() =>
    expect(server.lastBody('createAssignment')).toEqual({
      role: 'room_head',
      post: { kind: 'self' },
    }),
  );
});

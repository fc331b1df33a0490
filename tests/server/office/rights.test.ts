import { expect, test } from 'vitest';
import type { Post, Role } from '../../../src/domain/role.ts';
import type { Endpoint } from '../../../src/protocol/endpoint.ts';
import { OFFICE_API, type OfficeCall } from '../../../src/protocol/office.ts';
import { hashPassword } from '../../../src/server/accounts/password.ts';
import { OFFICE_ROUTES } from '../../../src/server/routes/office.ts';
import { addCampus, addStaff, type TestCampus } from '../support/campus.ts';
import { OfficeClient, openOffice, PASSWORD } from './office-client.ts';

const ID = '018f0000-0000-7000-8000-000000000000';

/** What needs no office: typed by hand, so that a new route without a guard is seen. */
const OPEN: readonly OfficeCall[] = [
  'setUpState',
  'setUp',
  'login',
  'logout',
  'me',
  'redeem',
  'openSession',
  'deviceMemory',
  'storageLost',
  'forwardQueue',
  'confirmWipe',
];

/** What the auditor may: reads, and nothing that shows identities. */
const AUDITOR: readonly OfficeCall[] = [
  'rounds',
  'differences',
  'classes',
  'places',
  'staff',
  'devices',
  'people',
  'person',
  'policy',
  'disinfection',
  'doorLog',
  'checkPhoto',
  'inspections',
  'openFindings',
  'rectified',
  'findingPhoto',
  'seals',
  'seal',
  'sealPhoto',
  'parked',
  'inside',
  'nightCheck',
  'nightHistory',
  'campaigns',
  'campaignProgress',
  'serverState',
  'checkReceipt',
  'listReports',
  'sessionRolls',
  'sessionMissing',
  'sessionTemperatures',
  'listClusters',
  'listIdentical',
  'listAbsences',
  'absencePhoto',
  'contactList',
  'bothSystems',
  'listContactLog',
  'personLedger',
  'listCorrections',
  'enrolments',
];

const endpointOf = (name: OfficeCall): Endpoint => OFFICE_API[name];

const GUARDED = (Object.keys(OFFICE_API) as OfficeCall[]).filter((name) => !OPEN.includes(name));

async function answerTo(office: OfficeClient, name: OfficeCall): Promise<string | number> {
  const { method, path, body } = endpointOf(name);
  const at = path.replace(/:\w+/g, ID);
  const response = await office.send(method.toUpperCase(), at, body && { body: {} });
  if (response.ok) return response.status;
  return ((await response.json()) as { code: string }).code;
}

/** An account that can sign in, whatever its role. */
async function signInAs(
  office: OfficeClient,
  role: Role,
  campus: TestCampus,
): Promise<OfficeClient> {
  const post: Record<Role, Post> = {
    volunteer: { kind: 'door', id: campus.east.doorId, buildingIds: [campus.east.id] },
    keeper: { kind: 'door', id: campus.east.doorId, buildingIds: [campus.east.id] },
    guard: { kind: 'building', id: campus.east.id },
    unit_keeper: { kind: 'unit', id: campus.east.unit1, buildingId: campus.east.id },
    building_head: { kind: 'building', id: campus.east.id },
    duty_lead: { kind: 'building', id: campus.east.id },
    property: { kind: 'building', id: campus.east.id },
    class_head: { kind: 'class', id: campus.classId },
    counsellor: { kind: 'class', id: campus.classId },
    teacher: { kind: 'self' },
    student: { kind: 'self' },
    room_head: { kind: 'self' },
    clinic: { kind: 'campus' },
    auditor: { kind: 'campus' },
    office_admin: { kind: 'campus' },
  };
  const { id } = await addStaff(office.server, { role, post: post[role] });
  await office.server.db
    .updateTable('account')
    .set({ login: role, passwordHash: await hashPassword(PASSWORD) })
    .where('id', '=', id)
    .execute();
  const other = new OfficeClient(office.server);
  await other.json('POST', '/login', { login: role, password: PASSWORD });
  return other;
}

test('every call is answered by one route', () => {
  const names = OFFICE_ROUTES.map(({ name }) => name).sort();

  expect(names).toEqual(Object.keys(OFFICE_API).sort());
});

test('without a sign-in nothing is answered but what is open', async () => {
  const { server } = await openOffice();
  const stranger = new OfficeClient(server);

  const answers = await Promise.all(GUARDED.map((name) => answerTo(stranger, name)));

  expect(new Set(answers)).toEqual(new Set(['signed-out']));
});

test.each<Role>([
  'student',
  'room_head',
  'teacher',
  'volunteer',
  'keeper',
  'guard',
  'unit_keeper',
  'building_head',
  'duty_lead',
  'class_head',
  'counsellor',
  'property',
  'clinic',
])('the role %s may do nothing in the office', async (role) => {
  const office = await openOffice();
  const other = await signInAs(office, role, await addCampus(office.server));

  const answers = await Promise.all(
    GUARDED.map(async (name) => `${name} ${await answerTo(other, name)}`),
  );

  expect(answers).toEqual(GUARDED.map((name) => `${name} forbidden`));
});

test('the auditor reads and does nothing else', async () => {
  const office = await openOffice();
  const auditor = await signInAs(office, 'auditor', await addCampus(office.server));

  const answers = await Promise.all(
    GUARDED.map(async (name) => [name, await answerTo(auditor, name)] as const),
  );
  const allowed = answers.filter(([, answer]) => answer !== 'forbidden').map(([name]) => name);

  expect(allowed.sort()).toEqual([...AUDITOR].sort());
});

test('the auditor sees no identity', async () => {
  const office = await openOffice();
  const campus = await addCampus(office.server);
  const auditor = await signInAs(office, 'auditor', campus);
  const { personId } = await addStaff(office.server);

  expect(await auditor.refusal('GET', `/people/${personId}?identity=1`)).toBe('forbidden');
  await auditor.json('GET', `/people/${personId}`);
});

test('the office may do everything', async () => {
  const office = await openOffice();

  const answers = await Promise.all(GUARDED.map((name) => answerTo(office, name)));

  expect(answers).not.toContain('forbidden');
  expect(answers).not.toContain('signed-out');
  expect(answers).not.toContain('server-fault');
  expect(office.server.reports).toEqual([]);
});

test('no problem tells how the server is made', async () => {
  const office = await openOffice();
  const texts: string[] = [];
  for (const name of Object.keys(OFFICE_API) as OfficeCall[]) {
    const { method, path } = endpointOf(name);
    const at = path.replace(/:\w+/g, "x'%22%00;");
    for (const body of [{ login: 5 }, []])
      texts.push(
        await (
          await office.send(method.toUpperCase(), at, method === 'get' ? {} : { body })
        ).text(),
      );
  }

  expect(
    texts.filter((text) => /\.ts|\.mjs|node_modules|sqlite|select |Error/i.test(text)),
  ).toEqual([]);
  expect(office.server.reports).toEqual([]);
});

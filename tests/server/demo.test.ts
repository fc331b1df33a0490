import { expect, test } from 'vitest';
import { foldClusters } from '../../src/domain/cluster-alarm.ts';
import { DEFAULT_POLICY } from '../../src/domain/default-policy.ts';
import { redeem } from '../../src/server/accounts/redeem.ts';
import { newSecret } from '../../src/server/accounts/secrets.ts';
import { readAbsencesPage } from '../../src/server/reports/read-absences.ts';
import { readCorrectionsPage } from '../../src/server/reports/corrections.ts';
import { readReportsPage } from '../../src/server/reports/read-reports.ts';
import { PersonIndexCache } from '../../src/server/roster/person-index.ts';
import { readFacts } from '../../src/server/rounds/read-facts.ts';
import { addDays } from '../../src/domain/campus-day.ts';
import { Role } from '../../src/domain/role.ts';
import { listDocuments } from '../../src/server/database/documents.ts';
import { readMeta, writeMeta } from '../../src/server/database/meta.ts';
import { fillDemo } from '../../src/server/demo/fill-demo.ts';
import { readFindingsPage } from '../../src/server/hygiene/read-findings.ts';
import { readInspectionsPage } from '../../src/server/hygiene/read-inspections.ts';
import { openServer } from './support/test-server.ts';

test('the demo is a campus of 640 residents with a week of records that the server accepts', async () => {
  const { deps, db, reports } = await openServer();

  const signIns = await fillDemo(deps);

  const people = (await listDocuments(db, 'directory')).map(({ body }) => body);
  expect(people.filter(({ kind }) => kind === 'student')).toHaveLength(640);
  expect(await listDocuments(db, 'building')).toHaveLength(2);
  expect(await listDocuments(db, 'unit')).toHaveLength(11);
  expect(await readMeta(db, 'is_demo')).toBe('1');
  const roles = (signIns ?? []).map(({ role }) => role);
  expect([...roles, 'auditor', 'office_admin'].sort()).toEqual([...Role.options].sort());
  const facts = await db.selectFrom('opLog').select(['outcome', 'at']).execute();
  expect(facts.length).toBeGreaterThan(3000);
  expect(new Set(facts.map(({ outcome }) => outcome))).toEqual(new Set(['stored']));
  expect(new Set(facts.map(({ at }) => at.slice(0, 10))).size).toBeGreaterThanOrEqual(7);
  expect(reports).toEqual([]);
}, 60_000);

test('the demo has findings that nobody has put right, three of a room who fall ill, and sessions that are handed in', async () => {
  const { deps, db, clock } = await openServer();
  const signIns = await fillDemo(deps);

  const today = new Date(clock.nowMs).toISOString().slice(0, 10);
  const week = addDays(today, -7);
  expect((await readInspectionsPage(deps, { from: week, to: today })).total).toBe(12);
  expect(await readFindingsPage(deps, {})).toMatchObject({ total: 2, late: 1 });
  const types = await db.selectFrom('opLog').select('type').distinct().execute();
  expect(types.map(({ type }) => type)).toEqual(expect.arrayContaining(TOLD));
  const index = new PersonIndexCache(db);
  const { rows } = await readReportsPage(deps, index, { day: today });
  expect(rows.filter(({ reading }) => reading?.verdict === 'high')).toHaveLength(1);
  expect(rows.some(({ onBehalfAs }) => onBehalfAs === 'unit_keeper')).toBe(true);
  expect(rows.some(({ isLate }) => isLate)).toBe(true);
  expect(rows.some(({ notMeasured }) => notMeasured === 'no_thermometer')).toBe(true);
  expect((await readAbsencesPage(deps, index, { state: 'open' })).total).toBe(1);
  expect((await readCorrectionsPage(deps, { state: 'open' })).total).toBe(1);
  const returns = await db
    .selectFrom('opLog')
    .select('envelope')
    .where('type', '=', 'session-return')
    .execute();
  const handedIn = returns.map(({ envelope }) => JSON.parse(envelope).body);
  expect(handedIn).toHaveLength(8);
  expect(new Set(handedIn.map(({ isZero }) => isZero))).toEqual(new Set([true, false]));

  const facts = await readFacts(db, { types: ['self-report', 'session-check', 'absence'] });
  const people = (await listDocuments(db, 'directory')).map(({ body }) => body);
  const members = people.map(({ id, classId, home }) => ({
    personId: id,
    classId,
    roomId: home === null ? null : `${home.unitId} ${home.room}`,
  }));
  const alarms = foldClusters(facts, {
    members,
    policy: DEFAULT_POLICY,
    zone: deps.settings.campusZone,
  });
  expect(alarms.map(({ place, personIds }) => [place.kind, personIds.length])).toContainEqual([
    'room',
    3,
  ]);

  for (const role of ['student', 'room_head']) {
    const { link } = signIns!.find((one) => one.role === role)!;
    const request = { ...REDEEMING, deviceToken: newSecret(), accountSecret: newSecret() };
    const code = link.split('=')[1]!;
    const { account } = await redeem(deps, { ...request, code }, null);
    expect(people.find(({ id }) => id === account.personId)?.classId).not.toBeNull();
  }
}, 60_000);

const TOLD = [
  'consent',
  'self-report',
  'second-report',
  'reminder',
  'contact-log',
  'session-check',
  'session-return',
  'absence',
  'absence-follow-up',
  'correction-request',
];
const REDEEMING = { deviceName: '手机', platform: 'test' };

test('the demo leaves a database that is in use as it is', async () => {
  const { deps, db } = await openServer();
  await writeMeta(db, 'organisation_public_key', '{}');

  expect(await fillDemo(deps)).toBeNull();

  expect(await db.selectFrom('document').select('id').execute()).toEqual([]);
});

import { expect, test } from 'vitest';
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

test('the demo has rooms that were looked over, and two findings that nobody has put right', async () => {
  const { deps } = await openServer();
  await fillDemo(deps);

  const today = new Date(deps.now()).toISOString().slice(0, 10);
  const week = addDays(today, -7);
  expect((await readInspectionsPage(deps, { from: week, to: today })).total).toBe(12);
  expect(await readFindingsPage(deps, {})).toMatchObject({ total: 2, late: 1 });
}, 60_000);

test('the demo leaves a database that is in use as it is', async () => {
  const { deps, db } = await openServer();
  await writeMeta(db, 'organisation_public_key', '{}');

  expect(await fillDemo(deps)).toBeNull();

  expect(await db.selectFrom('document').select('id').execute()).toEqual([]);
});

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FACT_VERSIONS } from '../../src/domain/fact.ts';
import { RETENTION_CLASSES, typesKept } from '../../src/domain/retention-class.ts';
import { buildingScope, unitScope } from '../../src/domain/scope.ts';
import { runIfDue } from '../../src/server/jobs/run-job.ts';
import { verifyJob } from '../../src/server/proof/verify-job.ts';
import { retentionJob } from '../../src/server/retention/retention-job.ts';
import { addStaff, check, voidOf } from '../server/support/campus.ts';
import { openEastRooms, type EastRooms } from '../server/support/east-rooms.ts';
import { push, record as recordAtServer } from '../server/support/test-server.ts';
import { openSeparatePhone, type SeparatePhone } from '../support/separate-phone.ts';

const DAY_MS = 86_400_000;

let rooms: EastRooms;
let phone: SeparatePhone;

beforeEach(async () => {
  rooms = await openEastRooms();
  const { id: buildingId, unit1: id } = rooms.campus.east;
  const post = { kind: 'unit', id, buildingId } as const;
  const account = await addStaff(rooms.server, { role: 'unit_keeper', post });
  phone = await openSeparatePhone(rooms.server, account);
});

afterEach(() => phone.close());

const pass = (days: number) => {
  rooms.server.clock.nowMs += days * DAY_MS;
};
async function forget(): Promise<void> {
  await runIfDue(rooms.server.deps, retentionJob, 'one');
  await phone.agree();
}
const factIds = () => [...phone.replica.facts().keys()].sort();

async function outcomes(): Promise<Record<string, string>> {
  const rows = await rooms.server.db.selectFrom('opLog').select(['type', 'outcome']).execute();
  return Object.fromEntries(rows.map(({ type, outcome }) => [type, outcome]));
}

function find(): Promise<{ id: string }> {
  return phone.record('finding', {
    visitId: randomUUID(),
    roomId: rooms.roomId,
    formId: 'hundred',
    itemId: 'air',
    personId: null,
    points: 5,
    note: null,
    fixBy: '2020-06-11',
    photos: [],
  });
}

const clearRefuse = () =>
  phone.record('refuse-clearing', {
    areaId: rooms.areaId,
    day: '2020-06-08',
    slot: 1,
    note: null,
    photos: [],
  });

/** Both sides still count the same, by every feed. */
async function expectAgreement(): Promise<void> {
  expect([...phone.reports, ...phone.findings]).toEqual([]);
  const counted = await verifyJob.run(rooms.server.deps, () => Promise.resolve());
  expect(counted).toEqual({ logs: 0, scopes: 0 });
}

test('every kind of fact is of one class, but the void', () => {
  const classed = RETENTION_CLASSES.flatMap(typesKept);

  expect([...classed, 'void'].sort()).toEqual(Object.keys(FACT_VERSIONS).sort());
});

test('what was found in a room outlives a check at the door, and goes after ninety days', async () => {
  const finding = await find();
  await push(
    rooms.phone,
    recordAtServer(rooms.phone, 1, check(rooms.campus.east.doorId, rooms.resident.id)),
  );
  await phone.agree();
  pass(90);

  await forget();
  expect(await outcomes()).toEqual({ finding: 'stored', 'door-check': 'purged' });
  expect(factIds()).toEqual([finding.id]);

  pass(1);
  await forget();
  expect(await outcomes()).toEqual({ finding: 'purged', 'door-check': 'purged' });
  expect(factIds()).toEqual([]);
  await expectAgreement();
});

test('a finding that was taken back does not come back when other corrections are forgotten', async () => {
  const finding = await find();
  await phone.agree();
  const { voids, doorId, reason } = voidOf(finding.id).body as Record<
    'reason' | 'voids',
    string
  > & {
    doorId: null;
  };
  const head = await addStaff(rooms.server, {
    role: 'building_head',
    post: { kind: 'building', id: rooms.campus.east.id },
  });
  const headPhone = await openSeparatePhone(rooms.server, head);
  await headPhone.record('void', { voids, doorId, reason });
  await headPhone.agree();
  headPhone.close();
  pass(60);

  await forget();
  expect(await outcomes()).toEqual({ finding: 'stored', void: 'stored' });
  expect(factIds()).toHaveLength(2);

  pass(31);
  await forget();
  expect(await outcomes()).toEqual({ finding: 'purged', void: 'purged' });
});

test('refuse and seals leave the phone after ninety days, and stay on the server for three years', async () => {
  await clearRefuse();
  await phone.agree();
  pass(91);

  await forget();
  expect(factIds()).toEqual([]);
  expect(await outcomes()).toEqual({ 'refuse-clearing': 'stored' });
  await expectAgreement();

  pass(1005);
  await forget();
  expect(await outcomes()).toEqual({ 'refuse-clearing': 'purged' });
});

test('each kind of feed has its own day', async () => {
  await find();
  await clearRefuse();
  await phone.agree();
  pass(100);

  await forget();

  const { id, unit1 } = rooms.campus.east;
  const heads = await rooms.server.db.selectFrom('scopeHead').select(['scope', 'cutDay']).execute();
  const cutDays = new Map(heads.map(({ scope, cutDay }) => [scope, cutDay]));
  expect(cutDays.get(unitScope(unit1, 'round'))).toBe('2020-06-18');
  expect(cutDays.get(buildingScope(id, 'upkeep'))).toBe('2020-06-18');
  expect(cutDays.get('campus/staff')).toBe('2020-08-17');
});

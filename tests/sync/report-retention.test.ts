import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FactBody } from '../../src/domain/fact.ts';
import { runIfDue } from '../../src/server/jobs/run-job.ts';
import { retentionJob } from '../../src/server/retention/retention-job.ts';
import { verifyJob } from '../../src/server/proof/verify-job.ts';
import { openEastRooms, phoneOfResident, type EastRooms } from '../server/support/east-rooms.ts';
import { openSeparatePhone, type SeparatePhone } from '../support/separate-phone.ts';

const DAY_MS = 86_400_000;

let rooms: EastRooms;
let phone: SeparatePhone;

beforeEach(async () => {
  rooms = await openEastRooms();
  const { accountId, personId } = await phoneOfResident(rooms.server, rooms.resident.id);
  phone = await openSeparatePhone(rooms.server, { id: accountId, personId });
});

afterEach(() => phone.close());

async function forgetAfter(days: number): Promise<void> {
  rooms.server.clock.nowMs += days * DAY_MS;
  await runIfDue(rooms.server.deps, retentionJob, 'one');
  await phone.agree();
}

async function outcomes(): Promise<Record<string, string>> {
  const rows = await rooms.server.db.selectFrom('opLog').select(['type', 'outcome']).execute();
  return Object.fromEntries(rows.map(({ type, outcome }) => [type, outcome]));
}

const report = (): FactBody<'self-report'> => ({
  personId: rooms.resident.id,
  session: { day: '2020-06-08', slot: 'pm' },
  reading: null,
  notMeasured: 'not_now',
  symptoms: [],
  whereabouts: 'on_campus',
  city: null,
  exposure: null,
  onBehalfAs: null,
  amends: null,
});

test('a report goes after thirty days, and that somebody agreed to the notice stays with them and here', async () => {
  const { id: personId } = rooms.resident;
  await phone.record('consent', { personId, noticeVersion: '1', isGiven: true });
  await phone.record('self-report', report());
  await phone.agree();

  await forgetAfter(30);
  expect(await outcomes()).toEqual({ consent: 'stored', 'self-report': 'stored' });
  expect(phone.replica.facts().size).toBe(2);

  await forgetAfter(1);
  expect(await outcomes()).toEqual({ consent: 'stored', 'self-report': 'purged' });
  expect(phone.replica.facts().size).toBe(0);
  const marks = [...phone.replica.documents('mark').values()];
  expect(marks).toMatchObject([{ about: 'consent', noticeVersion: '1', isGiven: true }]);
  expect([...phone.reports, ...phone.findings]).toEqual([]);
  const counted = await verifyJob.run(rooms.server.deps, () => Promise.resolve());
  expect(counted).toEqual({ logs: 0, scopes: 0 });
});

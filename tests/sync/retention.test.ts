import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boundsOfDay } from '../../src/domain/campus-day.ts';
import { buildingScope } from '../../src/domain/scope.ts';
import { listDocuments, putDocuments } from '../../src/server/database/documents.ts';
import { writeDatabase } from '../../src/server/database/transaction.ts';
import { runIfDue } from '../../src/server/jobs/run-job.ts';
import { retentionJob } from '../../src/server/retention/retention-job.ts';
import { verifyJob } from '../../src/server/proof/verify-job.ts';
import { addStaff, check } from '../server/support/campus.ts';
import { openEastDoor, type EastDoor } from '../server/support/east-door.ts';
import { at, push, record as recordAtServer } from '../server/support/test-server.ts';
import { openSeparatePhone, type SeparatePhone } from '../support/separate-phone.ts';

const DAY_MS = 86_400_000;

let east: EastDoor;
let phone: SeparatePhone;
let other: SeparatePhone;

beforeEach(async () => {
  east = await openEastDoor();
  phone = await openPhone();
  other = await openPhone();
});

afterEach(() => {
  phone.close();
  other.close();
});

async function openPhone(): Promise<SeparatePhone> {
  const { id } = east.campus.east;
  const post = { kind: 'building', id } as const;
  return openSeparatePhone(east.server, await addStaff(east.server, { role: 'keeper', post }));
}

const record = (by: SeparatePhone) =>
  by.recordCheck(check(east.campus.east.doorId, east.resident.id).body);
const pass = (days: number) => {
  east.server.clock.nowMs += days * DAY_MS;
};
const forget = () => runIfDue(east.server.deps, retentionJob, 'one');
const factIds = (by: SeparatePhone) => [...by.replica.facts().keys()].sort();
const headOf = (by: SeparatePhone) =>
  by.replica.heads()[buildingScope(east.campus.east.id, 'door')];

test('a phone at a door drops what is older than three days, and both sides still agree', async () => {
  const old = await record(phone);
  await phone.agree();
  await other.agree();
  pass(2);
  const recent = await record(phone);
  await phone.agree();
  pass(2);

  await forget();
  const today = await record(phone);
  await phone.agree();
  await other.agree();

  expect(factIds(other)).toEqual([recent, today].sort());
  expect(factIds(other)).not.toContain(old);
  expect(headOf(other)).toMatchObject({ from: '2020-06-09' });
  expect([...phone.reports, ...other.reports]).toEqual([]);
  expect([...phone.findings, ...other.findings]).toEqual([]);
  expect(await verifyJob.run(east.server.deps, () => Promise.resolve())).toEqual({
    logs: 0,
    scopes: 0,
  });
});

test('what comes late for a day that is no longer read is stored, and no door loads it', async () => {
  const late = recordAtServer(east.phone, 1, check(east.campus.east.doorId, east.resident.id));
  await record(other);
  await other.agree();
  pass(5);
  await forget();

  const { results } = await push(east.phone, late);
  await other.agree();
  await phone.agree();

  expect(results).toMatchObject([{ outcome: 'stored', correctedAt: at(0) }]);
  expect([factIds(phone), factIds(other)]).toEqual([[], []]);
  expect([...phone.reports, ...other.reports]).toEqual([]);
  expect([...phone.findings, ...other.findings]).toEqual([]);
});

test('after thirty days the server erases the body, and keeps id, number and hash', async () => {
  const id = await record(phone);
  await phone.agree();
  await other.agree();
  const read = () =>
    east.server.db.selectFrom('opLog').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const before = await read();
  pass(31);
  await record(phone);
  await phone.agree();

  await forget();
  await other.agree();

  expect(await read()).toMatchObject({
    id,
    sha: before.sha,
    envelope: '',
    accountId: null,
    outcome: 'purged',
  });
  const places = await east.server.db
    .selectFrom('feed')
    .select('scope')
    .where('refId', '=', id)
    .execute();
  expect(places).toEqual([]);
  expect(factIds(other)).not.toContain(id);
  expect([...other.reports, ...other.findings]).toEqual([]);
});

test('a resend of what was erased is known, and nothing comes back', async () => {
  await record(phone);
  await phone.agree();
  pass(31);
  await forget();

  await phone.journal.reopen([[1, 1]]);
  await phone.agree();

  expect(phone.journal.counts()).toMatchObject({ pending: 0, parked: 0 });
  const rows = await east.server.db.selectFrom('opLog').select('envelope').execute();
  expect(rows).toEqual([{ envelope: '' }]);
  expect(await phone.journal.comparison()).toMatchObject({ isEqual: true, count: 1 });
});

test('who is inside outlives the window: the mark comes to the door before the passage leaves it', async () => {
  await record(phone);
  await phone.agree();
  pass(4);
  await forget();

  await other.agree();

  const mark = other.replica.documents('mark').get(east.resident.id);
  expect(factIds(other)).toEqual([]);
  expect(mark).toMatchObject({ about: 'passage', direction: 'in' });
});

test('what a document said is forgotten once its change is as old as the audit; what it says is not', async () => {
  const { db } = east.server;
  const ids = Array.from({ length: 520 }, () => randomUUID());
  const write = (some: readonly string[], name: string, atMs: number) =>
    writeDatabase(db, (tx) =>
      putDocuments(
        tx,
        some.map((id) => ({
          kind: 'campus',
          id,
          body: { id, name, zone: 'Asia/Shanghai' },
          scopes: [],
        })),
        { accountId: null, at: new Date(atMs).toISOString() },
      ),
    );
  const bodies = async () => {
    const rows = await db.selectFrom('documentVersion').select('body').execute();
    return rows.map(({ body }) => JSON.parse(body).name).filter(Boolean);
  };
  const { nowMs } = east.server.clock;
  await write(ids, 'first', nowMs);
  await write(ids, 'second', nowMs + DAY_MS);
  await write(ids.slice(0, 2), 'third', nowMs + 3 * DAY_MS);
  expect(await bodies()).toHaveLength(522);
  pass(2 + 1095);

  await forget();

  expect(await bodies()).toEqual(['second', 'second']);
  const current = await listDocuments(db, 'campus', ids);
  expect(current.filter(({ body }) => body.name === 'second')).toHaveLength(518);
  expect(current.filter(({ body }) => body.name === 'third')).toHaveLength(2);
});

test('one of two processes does the work of the night, and only once', async () => {
  const { deps, clock } = east.server;
  const { from } = boundsOfDay('2020-06-10', 'Asia/Shanghai');
  clock.nowMs = Date.parse(from) + 3.5 * 3_600_000;

  const ran = await Promise.all(
    ['one', 'two'].map((worker) => runIfDue(deps, retentionJob, worker)),
  );
  const again = await runIfDue(deps, retentionJob, 'two');
  clock.nowMs += DAY_MS;
  const nextNight = await runIfDue(deps, retentionJob, 'two');

  expect(ran.filter(Boolean)).toHaveLength(1);
  expect([again, nextNight]).toEqual([false, true]);
});

test('work that failed is tried again after a while, by anybody', async () => {
  const { deps, clock, reports } = east.server;
  const failing = { name: 'failing', run: () => Promise.reject(new Error('disk')) };

  await runIfDue(deps, failing, 'one');
  const atOnce = await runIfDue(deps, failing, 'two');
  clock.nowMs += 16 * 60_000;
  const later = await runIfDue(deps, failing, 'two');

  expect([atOnce, later]).toEqual([false, true]);
  expect(reports).toHaveLength(2);
});

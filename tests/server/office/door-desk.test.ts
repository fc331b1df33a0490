import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Id } from '../../../src/domain/id.ts';
import { DoorLogPage, DoorLogRow } from '../../../src/protocol/office-people.ts';
import { StaffEntry } from '../../../src/protocol/office-staff.ts';
import { addCampus, addPerson, addStaff, check, scopesOf, voidOf } from '../support/campus.ts';
import {
  addPhone,
  MORNING_MS,
  pullAll,
  push,
  record,
  type TestPhone,
} from '../support/test-server.ts';
import { OfficeClient, openOffice, PASSWORD } from './office-client.ts';

/** A guard's phone at the east door that has logged somebody unknown, and a resident of unit 1. */
async function openDesk() {
  const office = await openOffice();
  const { server } = office;
  const campus = await addCampus(server);
  const { east, classId } = campus;
  const resident = await addPerson(server, {
    buildingId: east.id,
    unitId: east.unit1,
    classId,
    name: '林小满',
  });
  const guard = await addStaff(server, { role: 'guard', post: { kind: 'building', id: east.id } });
  const phone = await addPhone(server, guard);
  const subject = { kind: 'unknown', text: '红衣服，忘带卡' };
  const unknown = record(phone, 1, check(east.doorId, '', { tempC: 37.6, subject }));
  await push(phone, unknown);
  const ask = (verb: string, body: object, id: Id = unknown.id) => {
    server.clock.nowMs += 1000;
    return office.json('POST', `/door-log/${id}/${verb}`, { factId: randomUUID(), ...body });
  };
  const change = async (verb: string, body: object, id?: Id): Promise<DoorLogRow> =>
    DoorLogRow.parse(await ask(verb, body, id));
  return { office, server, ...campus, resident, guard, phone, unknown, change };
}

const rowsOf = async (office: OfficeClient, query = ''): Promise<DoorLogRow[]> =>
  DoorLogPage.parse(await office.json('GET', `/door-log${query}`)).rows;

const factsOn = async (phone: TestPhone): Promise<Id[]> =>
  (await pullAll(phone)).pages
    .flatMap(({ entries }) => entries)
    .flatMap((entry) => (entry.kind === 'fact' ? [entry.fact.id] : []));

test('a matched unknown is the check of the person, in every audience of the person and the door', async () => {
  const { office, server, east, classId, resident, unknown, change } = await openDesk();
  const factId = randomUUID();

  const row = await change('match', { factId, personId: resident.id });

  expect(row).toMatchObject({
    id: unknown.id,
    shownId: factId,
    subject: { kind: 'person', personId: resident.id, name: '林小满' },
    reading: { tempC: 37.6, verdict: 'high' },
    by: { name: '钱一' },
    isContested: false,
  });
  const scopes = [
    `building:${east.id}/door`,
    `class:${classId}`,
    `person:${resident.id}`,
    `unit:${east.unit1}/health`,
  ];
  const lies = await scopesOf(server, factId);
  expect(lies).toEqual(scopes);
  expect(await scopesOf(server, unknown.id)).toEqual(lies);
  expect(row.versions.map(({ subjectName }) => subjectName)).toEqual(['红衣服，忘带卡', '林小满']);
  expect(await rowsOf(office, `?personId=${resident.id}`)).toHaveLength(1);
});

test('the phone at the door pulls the match, and hears that there is something new', async () => {
  const { server, east, resident, phone, change } = await openDesk();
  const heard: string[] = [];
  server.deps.pokes.listen((heads) => heard.push(...heads.keys()));
  const factId = randomUUID();

  await change('match', { factId, personId: resident.id });

  expect(await factsOn(phone)).toContain(factId);
  expect(heard.some((scope) => scope.includes(east.id))).toBe(true);
});

test('a correction keeps both versions, and the desk has been at no door', async () => {
  const { server, east, unknown, change } = await openDesk();
  server.clock.nowMs = MORNING_MS + 3_600_000;

  const row = await change('correct', { tempC: 36.6, site: 'ear', direction: 'out' });

  expect(row).toMatchObject({
    direction: 'out',
    reading: { tempC: 36.6, site: 'ear', rawValue: 36.6, rawUnit: 'C', verdict: 'normal' },
    at: expect.any(String) as string,
  });
  expect(row.correctedAt).toBe(unknown.at);
  expect(row.versions.map(({ reading }) => reading?.tempC)).toEqual([37.6, 36.6]);
  const mark = await server.db
    .selectFrom('document')
    .select('body')
    .where('kind', '=', 'mark')
    .where('id', '=', east.doorId)
    .executeTakeFirstOrThrow();
  expect(JSON.parse(mark.body)).toMatchObject({ heardAt: new Date(MORNING_MS).toISOString() });
});

test('a check taken back shows the reason, on the phone too, and leaves the last passage', async () => {
  const { server, resident, phone, change } = await openDesk();
  await change('match', { personId: resident.id });
  const factId = randomUUID();

  const row = await change('void', { factId, reason: '记录有误' });

  expect(row.voided).toMatchObject({ reason: '记录有误', byName: '钱一' });
  expect(await factsOn(phone)).toContain(factId);
  expect(await scopesOf(server, resident.id)).not.toContain(`person:${resident.id}`);
  const marks = await server.db
    .selectFrom('feed')
    .select('isGone')
    .where('kind', '=', 'mark')
    .where('refId', '=', resident.id)
    .execute();
  expect(marks.map(({ isGone }) => isGone)).toEqual([1]);
});

test('a second click records nothing more', async () => {
  const { office, resident, unknown } = await openDesk();
  const body = { factId: randomUUID(), personId: resident.id };
  const path = `/door-log/${unknown.id}/match`;

  const both = await Promise.all([
    office.json('POST', path, body),
    office.json('POST', path, body),
  ]);

  expect(both[0]).toEqual(both[1]);
  expect(DoorLogRow.parse(both[0]).versions).toHaveLength(2);
  expect(await office.problem('POST', `/door-log/${randomUUID()}/match`, body)).toMatchObject({
    code: 'conflict',
  });
});

test('the desk numbers its facts without a hole, for every account of the office', async () => {
  const { office, server, resident, change } = await openDesk();
  await office.json('POST', '/staff', {
    name: '孙二',
    phone: null,
    login: 'second',
    password: PASSWORD,
    assignments: [{ role: 'office_admin', post: { kind: 'campus' } }],
  });
  await change('match', { personId: resident.id });
  await office.json('POST', '/login', { login: 'second', password: PASSWORD });

  await change('correct', { direction: 'out' });
  const row = await change('correct', { direction: 'in' });

  expect(row.versions.map(({ byName }) => byName)).toEqual(['周望舒', '钱一', '孙二', '孙二']);
  const numbers = await server.db
    .selectFrom('opLog')
    .select('seq')
    .where('deviceId', '=', row.device.id)
    .orderBy('seq')
    .execute();
  expect(numbers.map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test('the desk is on no list of phones and cannot be revoked', async () => {
  const { office, resident, phone, change } = await openDesk();
  const { device } = await change('match', { personId: resident.id });

  const { devices } = (await office.json('GET', '/devices')) as { devices: { id: Id }[] };

  expect(devices.map(({ id }) => id)).toEqual([phone.deviceId]);
  expect(await office.refusal('POST', `/devices/${device.id}/revoke`)).toBe('not-found');
});

test('what the judges would keep apart is a problem, and nothing is stored', async () => {
  const { office, unknown } = await openDesk();
  const body = { factId: randomUUID(), personId: randomUUID() };

  const problem = await office.problem('POST', `/door-log/${unknown.id}/match`, body);

  expect(problem).toMatchObject({
    code: 'bad-request',
    details: { at: 'personId', why: 'unknown-reference' },
  });
  expect(await office.json('GET', '/parked')).toMatchObject({ total: 0 });
  expect((await rowsOf(office))[0]!.versions).toHaveLength(1);
});

test('a check that names somebody, is taken back, or would stay as it is cannot be changed so', async () => {
  const { office, resident, unknown, change } = await openDesk();
  const refused = (verb: string, body: object) =>
    office.problem('POST', `/door-log/${unknown.id}/${verb}`, { factId: randomUUID(), ...body });
  await change('match', { personId: resident.id });

  expect(await refused('match', { personId: resident.id })).toMatchObject({
    code: 'conflict',
    details: { why: 'not-unknown' },
  });
  expect(await refused('correct', { tempC: 37.6 })).toMatchObject({
    details: { why: 'unchanged' },
  });
  await change('void', { reason: '重复' });
  expect(await refused('void', { reason: '重复' })).toMatchObject({ details: { why: 'voided' } });
});

test('an auditor reads and changes nothing', async () => {
  const { office, resident, unknown } = await openDesk();
  await office.json('POST', '/staff', {
    name: '周三',
    phone: null,
    login: 'auditor',
    password: PASSWORD,
    assignments: [{ role: 'auditor', post: { kind: 'campus' } }],
  });
  await office.json('POST', '/login', { login: 'auditor', password: PASSWORD });

  const body = { factId: randomUUID(), personId: resident.id };

  expect(await rowsOf(office)).toHaveLength(1);
  expect(await office.refusal('POST', `/door-log/${unknown.id}/match`, body)).toBe('forbidden');
});

test('two who name different persons are both shown, and a person must look', async () => {
  const { office, east, server, unknown, resident, change } = await openDesk();
  const head = await addStaff(server, {
    role: 'building_head',
    post: { kind: 'building', id: east.id },
  });
  const headPhone = await addPhone(server, head);
  await change('match', { personId: resident.id });
  const other = await addPerson(server, { buildingId: east.id, name: '韩冬' });
  await push(headPhone, record(headPhone, 1, check(east.doorId, other.id, { amends: unknown.id })));

  const [row] = await rowsOf(office);

  expect(row).toMatchObject({ id: unknown.id, isContested: true });
  expect(row!.versions.map(({ subjectName }) => subjectName)).toContain('韩冬');
});

test('the log can be asked for those who are still unknown', async () => {
  const { office, east, resident, phone, unknown, change } = await openDesk();
  const subject = { kind: 'unknown', text: '送货' };
  const others = [2, 3].map((seq) => record(phone, seq, check(east.doorId, '', { subject })));
  await push(phone, ...others, record(phone, 4, check(east.doorId, resident.id)));
  await push(phone, record(phone, 5, { ...voidOf(others[0]!.id) }));
  await change('void', { reason: '不是人' }, others[0]!.id);
  await change('match', { personId: resident.id });

  const rows = await rowsOf(office, '?subject=unknown');

  expect(rows.map(({ id }) => id)).toEqual([others[1]!.id]);
  expect(rows[0]!.id).not.toBe(unknown.id);
});

test('each change is audited without a health value', async () => {
  const { server, unknown, change } = await openDesk();
  await change('correct', { tempC: 36.6 });
  await change('void', { reason: '发热已送医' });

  const notes = await server.db
    .selectFrom('audit')
    .selectAll()
    .where('what', 'like', 'door-log.%')
    .orderBy('id')
    .execute();

  expect(notes.map(({ what, subject }) => [what, subject])).toEqual([
    ['door-log.correct', unknown.id],
    ['door-log.void', unknown.id],
  ]);
  expect(notes.map(({ details }) => Object.keys(JSON.parse(details) as object))).toEqual([
    ['factId'],
    ['factId'],
  ]);
});

test('the staff list counts phones, not the desk', async () => {
  const { office, resident, change } = await openDesk();
  await change('match', { personId: resident.id });

  const { staff } = (await office.json('POST', '/staff/search', { query: 'office' })) as {
    staff: unknown[];
  };

  expect(StaffEntry.parse(staff[0])).toMatchObject({ deviceCount: 0, lastContactAt: null });
});

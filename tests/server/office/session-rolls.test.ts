import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../../src/domain/id.ts';
import { CAMPUS_PUBLIC } from '../../../src/domain/scope.ts';
import { MissingReply, SessionRolls } from '../../../src/protocol/office-rollup.ts';
import { addPerson, voidOf } from '../support/campus.ts';
import { phoneOf, phoneOfResident } from '../support/east-rooms.ts';
import { inUnit, telling, type ReportType } from '../support/report-bodies.ts';
import { at, sync, type TestPhone } from '../support/test-server.ts';
import type { OfficeClient } from './office-client.ts';
import { openReportOffice, type ReportOffice } from './report-office.ts';

/** Four in the afternoon of 8 June by the campus's clock: the morning is over, the afternoon is due by six. */
const DAY = '2020-06-08';
const COLLEGE = '土木';

let campus: ReportOffice;
let office: OfficeClient;
let student: TestPhone;
let classHead: TestPhone;
let mateId: Id;

beforeEach(async () => {
  campus = await openReportOffice();
  ({ office } = campus);
  const { server, places, campus: on } = campus;
  const { classId, unitId } = places.own;
  const body = { id: classId, college: COLLEGE, grade: null, name: 'A1' };
  await server.put([{ kind: 'class', id: classId, body, scopes: [CAMPUS_PUBLIC] }]);
  const home = { buildingId: on.east.id, unitId, classId, room: '102', name: '白露' };
  mateId = (await addPerson(server, home)).id;
  student = await phoneOfResident(server, places.own.personId);
  classHead = await phoneOf(server, 'class_head', { kind: 'class', id: classId });
});

const told = (type: ReportType, parts: object = {}) => telling(type, campus.places.own, parts);
const rolls = async (query = '') =>
  SessionRolls.parse(await office.json('GET', `/session-rolls?${query}`));
const missing = async (query: string) =>
  MissingReply.parse(await office.json('GET', `/session-rolls/missing?${query}`));
const ofClass = () => `kind=class&id=${campus.places.own.classId}`;
const group = (reply: SessionRolls, name: string | null) =>
  reply.groups.find((one) => one.name === name);

test('classes stand under their colleges, with who handed in what and when', async () => {
  const { tell } = campus;
  await tell(student, told('self-report'));
  const numbers = { expected: 2, present: 1, absent: 0, abnormal: 1, missing: 1, isZero: false };
  await tell(classHead, { ...told('session-return', numbers), at: at(-5) });

  const reply = await rolls();

  expect(reply.session).toMatchObject({ day: DAY, slot: 'pm', deadline: at(120) });
  expect(reply.slots).toEqual(['am', 'pm']);
  expect(group(reply, COLLEGE)).toMatchObject({
    counts: { expected: 2, present: 1, abnormal: 1, missing: 1 },
    states: { reported: 1, due: 0 },
    standing: { state: 'due', sent: null },
    places: [
      {
        place: { kind: 'class', id: campus.places.own.classId, name: 'A1' },
        counts: { expected: 2, missing: 1 },
        standing: {
          state: 'reported',
          sent: { at: at(-5), by: { name: '周望舒' }, abnormal: 1 },
          isLate: false,
          isOutdated: false,
        },
      },
    ],
  });
  expect(reply.groups.at(-1)).toMatchObject({ name: null, standing: null, states: { due: 1 } });
  expect(reply.counts).toMatchObject({ expected: 3, present: 1, missing: 2 });
  expect(reply.states).toMatchObject({ reported: 1, due: 1 });
});

test('units stand under their buildings, and silence after the deadline is late, not zero', async () => {
  const { tell, unitKeeper, places } = campus;
  const none = { expected: 2, present: 0, absent: 0, abnormal: 0, missing: 2, isZero: true };
  const session = { day: DAY, slot: 'am' };
  await tell(unitKeeper, told('session-return', { ...inUnit(places.own), ...none, session }));

  const reply = await rolls(`by=unit&day=${DAY}&slot=am`);

  expect(group(reply, 'East')).toMatchObject({
    standing: null,
    states: { zero: 1 },
    places: [{ place: { name: '1' }, standing: { state: 'zero', isLate: true } }],
  });
  expect(group(reply, 'West')?.places).toMatchObject([
    { place: { name: null }, standing: { state: 'late', sent: null } },
  ]);
  expect(await office.refusal('GET', '/session-rolls?slot=evening')).toBe('bad-request');
});

test('what is taken back, or told ahead, or moved to another session, counts in none', async () => {
  const { tell } = campus;
  const early = await tell(student, { ...told('self-report'), at: at(-241) });
  expect((await rolls()).counts).toMatchObject({ present: 0 });
  const voided = await tell(student, { ...told('self-report'), at: at(-20) });
  expect((await rolls()).counts).toMatchObject({ present: 1 });
  await tell(student, { ...voidOf(voided.id), at: at(-10) });
  expect((await rolls()).counts).toMatchObject({ present: 0 });
  const session = { day: DAY, slot: 'am' };
  await tell(student, { ...told('self-report', { amends: early.id, session }), at: at(-9) });

  expect((await rolls()).counts).toMatchObject({ present: 0 });
  expect((await rolls('slot=am')).counts).toMatchObject({ present: 1 });
});

test('leave, hospital and whereabouts excuse', async () => {
  const { server, tell, places } = campus;
  const leave = {
    personId: places.own.personId,
    kind: 'personal',
    from: at(-120),
    to: at(2000),
    reason: 'at home',
    destination: null,
    route: null,
    transport: null,
  };
  const { id: leaveId } = await tell(student, { type: 'leave', body: leave });
  await tell(classHead, {
    type: 'leave-decision',
    body: { leaveId, isApproved: true, note: null },
  });
  const contact = {
    id: mateId,
    phone: null,
    wechat: null,
    counsellor: null,
    whereabouts: 'abroad' as const,
    whereaboutsSince: at(-1000),
  };
  await server.put([{ kind: 'contact', id: mateId, body: contact, scopes: [] }]);

  expect(group(await rolls(), COLLEGE)?.counts).toMatchObject({ expected: 0, excused: 2 });
  expect(await missing(ofClass())).toMatchObject({ people: [], counts: { excused: 2 } });
});

test('who reports and is on no roll is counted, staff who do not report and whoever only teaches are not', async () => {
  const { server } = campus;
  const { unplaced } = await rolls('by=unit');
  const teacher = await addPerson(server, { name: '安娜' });
  expect((await rolls('by=unit')).unplaced).toBe(unplaced);

  const classId = campus.places.own.classId;
  await phoneOf(server, 'teacher', { kind: 'class', id: classId });
  expect((await rolls('by=unit')).unplaced).toBe(unplaced);

  await phoneOfResident(server, teacher.id, 'teacher');

  expect((await rolls('by=unit')).unplaced).toBe(unplaced + 1);
  expect((await rolls()).unplaced).toBe(unplaced + 1);
});

test('the missing of a class stand by room with masked names, and whose phone is silent', async () => {
  const { server, tell, places } = campus;
  await sync(student);
  server.clock.nowMs += 90 * 60_000;
  await tell(classHead, { ...told('reminder'), at: at(85) });

  const reply = await missing(ofClass());

  expect(reply).toMatchObject({
    place: { kind: 'class', name: 'A1', groupName: COLLEGE },
    counts: { expected: 2, missing: 2 },
    silent: 1,
    silentSince: at(0),
    phoneless: 1,
    rooms: [
      { room: '101', count: 1 },
      { room: '102', count: 1 },
    ],
    people: [
      {
        personId: places.own.personId,
        name: '林*',
        isSilent: true,
        remindedAt: at(85),
      },
      { personId: mateId, name: '白*', room: '102', heardAt: null, isSilent: false },
    ],
  });
  const unit = await missing(`kind=unit&id=${places.own.unitId}`);
  expect(unit.people.map(({ personId }) => personId)).toEqual([places.own.personId, mateId]);
  await tell(student, { ...told('self-report'), at: at(86) });
  expect((await missing(ofClass())).people.map(({ personId }) => personId)).toEqual([mateId]);
  const nowhere = `kind=class&id=${randomUUID()}`;
  expect(await office.refusal('GET', `/session-rolls/missing?${nowhere}`)).toBe('not-found');
});

test('the table names places and who handed in, and is noted', async () => {
  const { tell, server, signedIn } = campus;
  await tell(classHead, told('session-return'));

  const table = await (await office.send('GET', '/session-rolls.csv?lang=en')).text();

  expect(table.split('\r\n').slice(1, 2).join()).toMatch(
    /^土木,A1,zero report,2,0,0,0,2,0,0,0,周望舒,2020-06-08 1.:..:..,0,1$/,
  );
  expect(table).not.toContain('林小满');
  const noted = server.db.selectFrom('audit').select('details');
  const rows = await noted.where('what', '=', 'session-rolls.export').execute();
  expect(rows.map(({ details }) => JSON.parse(details))).toEqual([
    { day: DAY, slot: 'pm', by: 'class' },
  ]);
  const auditor = await signedIn('auditor');
  expect(await auditor.refusal('GET', '/session-rolls.csv')).toBe('forbidden');
  expect(SessionRolls.parse(await auditor.json('GET', '/session-rolls')).counts.expected).toBe(3);
});

test('the office hands a college’s numbers in as they were looked at, once', async () => {
  const { tell, signedIn } = campus;
  const factId = randomUUID();
  const numbers = { expected: 2, present: 0, absent: 0, abnormal: 0, missing: 2 };
  const request = { factId, college: COLLEGE, day: DAY, slot: 'pm', ...numbers, isZero: true };
  const path = '/session-rolls/college-returns';

  await office.json('POST', path, request);
  await office.json('POST', path, request);

  expect(group(await rolls(), COLLEGE)?.standing).toMatchObject({
    state: 'zero',
    returns: 1,
    sent: { ...numbers, by: { name: '周望舒' } },
    isOutdated: false,
  });
  await tell(student, told('self-report'));
  const again = { ...request, factId: randomUUID() };
  expect((await office.problem('POST', path, again)).details).toEqual({ why: 'numbers-changed' });
  expect(group(await rolls(), COLLEGE)?.standing?.isOutdated).toBe(true);
  expect(await office.refusal('POST', path, { ...again, college: '无' })).toBe('not-found');
  expect(await (await signedIn('auditor')).refusal('POST', path, again)).toBe('forbidden');
});

import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { AbsencesPage } from '../../../src/protocol/office-absence.ts';
import { ContactsPage } from '../../../src/protocol/office-contact.ts';
import {
  CorrectionsPage,
  PersonLedger,
  ReportsPage,
} from '../../../src/protocol/office-reports.ts';
import { addPerson, check, scopesOf, voidOf } from '../support/campus.ts';
import { phoneOf, phoneOfResident } from '../support/east-rooms.ts';
import { SECRET_NOTE, telling, type ReportType } from '../support/report-bodies.ts';
import { at, type Recording, type TestPhone } from '../support/test-server.ts';
import type { OfficeClient } from './office-client.ts';
import { openReportOffice, type ReportOffice } from './report-office.ts';

let campus: ReportOffice;
let office: OfficeClient;
let tell: ReportOffice['tell'];
let signedIn: ReportOffice['signedIn'];
let student: TestPhone;
let classHead: TestPhone;

beforeEach(async () => {
  campus = await openReportOffice();
  ({ office, tell, signedIn } = campus);
  const { server, places } = campus;
  student = await phoneOfResident(server, places.own.personId);
  classHead = await phoneOf(server, 'class_head', { kind: 'class', id: places.own.classId });
});

const told = (type: ReportType, parts: object = {}) => telling(type, campus.places.own, parts);
const report = (slot: string, parts: object = {}) =>
  told('self-report', { session: { day: '2020-06-08', slot }, ...parts });

const reports = async (query: string) =>
  ReportsPage.parse(await office.json('GET', `/reports?day=2020-06-08${query}`));

test('the reports of a day stand with their session, source and verdict, and as they were amended', async () => {
  const first = await tell(student, report('am'));
  await tell(student, report('pm', { reading: null, notMeasured: 'no_thermometer' }));
  const reading = {
    tempC: 36.5,
    site: 'axilla',
    thermometerId: null,
    rawValue: 36.5,
    rawUnit: 'C',
  };
  await tell(classHead, report('am', { amends: first.id, reading }));
  await tell(student, told('self-report', { session: { day: '2020-06-07', slot: 'pm' } }));

  const { total, rows } = await reports('');

  expect(total).toBe(2);
  expect(rows).toMatchObject([
    { slot: 'pm', isLate: false, reading: null, notMeasured: 'no_thermometer', isAmended: false },
    {
      id: first.id,
      slot: 'am',
      isLate: true,
      person: { id: campus.places.own.personId, name: '林小满', buildingName: 'East', room: '101' },
      reading: { tempC: 36.5, site: 'axilla', verdict: 'normal' },
      onBehalfAs: null,
      isAmended: true,
    },
  ]);
});

test('what was taken back or moved to another day is no report of this one', async () => {
  const voided = await tell(student, report('am'));
  const moved = await tell(student, report('pm'));
  await tell(student, voidOf(voided.id));
  const session = { day: '2020-06-07', slot: 'pm' };
  await tell(student, told('self-report', { session, amends: moved.id }));

  expect(await reports('')).toMatchObject({ total: 0, rows: [] });
});

test('reports are asked for by session, building and class', async () => {
  const { server, places, campus: at } = campus;
  const abroad = await addPerson(server, { classId: places.own.classId });
  const far = await phoneOfResident(server, abroad.id);
  await tell(student, report('am'));
  await tell(student, report('pm'));
  await tell(far, telling('self-report', { ...places.own, personId: abroad.id }));

  const totals = async (query: string) => (await reports(query)).total;

  expect(await totals('&slot=am')).toBe(1);
  expect(await totals(`&buildingId=${at.east.id}`)).toBe(2);
  expect(await totals(`&buildingId=${at.west.id}`)).toBe(0);
  expect(await totals(`&classId=${places.own.classId}`)).toBe(3);
  expect(await totals(`&classId=${places.own.classId}&slot=pm`)).toBe(2);
  expect((await reports('&offset=2')).rows).toHaveLength(1);
});

test('the abnormal ones alone are asked for, also of those who belong to no unit or class', async () => {
  const { server } = campus;
  const nowhere = await addPerson(server, {});
  const far = await phoneOfResident(server, nowhere.id);
  const fine = { reading: null, notMeasured: 'not_now', symptoms: [] };
  await tell(student, report('am', fine));
  await tell(student, report('pm', { ...fine, exposure: 'yes' }));
  const ill = await tell(
    far,
    telling('self-report', { ...campus.places.own, personId: nowhere.id }),
  );

  const page = await reports('&state=abnormal');

  expect(page).toMatchObject({ total: 2, abnormal: 2 });
  expect(page.rows.map(({ id }) => id)).toContain(ill.id);
  expect(await reports(`&classId=${campus.places.own.classId}`)).toMatchObject({
    total: 2,
    abnormal: 1,
  });
  const file = await office.send('GET', '/reports.csv?day=2020-06-08&state=abnormal');
  expect((await file.text()).trim().split('\n')).toHaveLength(3);
});

test('of those who told, the masked file names staff alone', async () => {
  const roomHead = await campus.phoneAs('room_head');
  await tell(roomHead, report('am', { onBehalfAs: 'room_head' }));
  await tell(classHead, report('pm', { onBehalfAs: 'class_head' }));

  const masked = await (await office.send('GET', '/reports.csv?day=2020-06-08')).text();

  expect(masked).not.toContain('林小满');
  expect(masked).toContain('周望舒');
});

test('the file masks names and leaves cities out, unless asked otherwise, and is noted', async () => {
  await tell(student, report('am'));
  const file = async (query: string) =>
    (await office.send('GET', `/reports.csv?day=2020-06-08${query}`)).text();

  const [masked, whole] = [await file(''), await file('&mask=0&lang=en')];

  expect(masked).toContain('林*');
  expect(masked).not.toContain('林小满');
  expect(masked).not.toContain(SECRET_NOTE);
  expect(whole).toContain('林小满');
  expect(whole).toContain(SECRET_NOTE);
  const noted = await campus.server.db
    .selectFrom('audit')
    .select('details')
    .where('what', '=', 'reports.export')
    .orderBy('id')
    .execute();
  expect(noted.map(({ details }) => JSON.parse(details))).toEqual([
    { day: '2020-06-08', isMasked: true, count: 1 },
    { day: '2020-06-08', isMasked: false, count: 1 },
  ]);
  expect(await (await signedIn('auditor')).refusal('GET', '/reports.csv')).toBe('forbidden');
});

test('an absence is open until the proof of return, and goes with its void', async () => {
  const absence = await tell(classHead, told('absence'));
  const step = (name: string, diagnosisClass: string | null = null): Recording => ({
    type: 'absence-follow-up',
    body: {
      absenceId: absence.id,
      step: name,
      diagnosisClass,
      on: '2020-06-09',
      note: null,
      photos: [],
    },
  });
  const absences = async (state: string) =>
    AbsencesPage.parse(await office.json('GET', `/absences?state=${state}`));
  await tell(classHead, step('diagnosis', 'respiratory'));
  expect(await absences('open')).toMatchObject({
    total: 1,
    rows: [{ id: absence.id, steps: [{ diagnosisClass: 'respiratory' }], isOpen: true }],
  });

  await tell(classHead, step('return'));
  expect(await absences('open')).toMatchObject({ total: 0 });
  expect(await absences('all')).toMatchObject({ total: 1, rows: [{ isOpen: false }] });

  await tell(classHead, voidOf(absence.id));
  expect(await absences('all')).toMatchObject({ total: 0 });
});

test('whom somebody called on a day stands there newest first, without what was taken back', async () => {
  const early = await tell(classHead, { ...told('contact-log'), at: at(-20) });
  const late = await tell(classHead, { ...told('contact-log', { isReached: false }), at: at(-5) });
  const wrong = await tell(classHead, told('contact-log'));
  await tell(classHead, voidOf(wrong.id));

  const page = ContactsPage.parse(await office.json('GET', '/contacts?day=2020-06-08'));

  expect(page).toMatchObject({
    total: 2,
    rows: [{ id: late.id, isReached: false }, { id: early.id }],
  });
  expect(await office.json('GET', '/contacts?day=2020-06-07')).toMatchObject({ total: 0 });
});

test('a person’s ledger sets door and report side by side, for fourteen days, and is noted', async () => {
  const { places, phone: guard, campus: on } = campus;
  await tell(guard, check(on.east.doorId, places.own.personId));
  await tell(student, report('pm'));
  const { personId } = places.own;

  const ledger = PersonLedger.parse(
    await office.json('GET', `/people/${personId}/ledger?lastDay=2020-06-08`),
  );

  expect(ledger.days).toHaveLength(14);
  expect(ledger.days.at(-1)).toMatchObject({
    day: '2020-06-08',
    readings: [
      { source: 'door', tempC: 36.5, gapC: null },
      { source: 'self', tempC: 38.9, verdict: 'high', gapC: 2.4, isOverGap: true },
    ],
  });
  expect(ledger.days.slice(0, -1).flatMap(({ readings }) => readings)).toEqual([]);
  const noted = campus.server.db.selectFrom('audit').select('subject');
  expect(await noted.where('what', '=', 'ledger.read').execute()).toEqual([{ subject: personId }]);
});

test('who asks for a correction is answered from the office’s desk, once, and hears of it', async () => {
  const { places, phone: guard, campus: on, server } = campus;
  const { personId, classId } = places.own;
  const wrong = await tell(guard, check(on.east.doorId, personId));
  const asked = await tell(student, told('correction-request', { of: wrong.id }));
  const corrections = async (state: string) =>
    CorrectionsPage.parse(await office.json('GET', `/corrections?state=${state}`));
  expect(await corrections('open')).toMatchObject({
    total: 1,
    rows: [
      {
        id: asked.id,
        of: {
          id: wrong.id,
          type: 'door-check',
          record: { reading: { tempC: 36.5 }, session: null, symptoms: null },
        },
        text: SECRET_NOTE,
      },
    ],
  });

  const factId = randomUUID();
  const answer = { factId, text: 'put right at the door' };
  const path = `/corrections/${asked.id}/answers`;
  await office.json('POST', path, answer);
  server.clock.nowMs += 1000;
  await office.json('POST', path, answer);
  const later = await tell(student, told('correction-request'));

  expect(await corrections('open')).toMatchObject({ total: 1, rows: [{ id: later.id, of: null }] });
  const { rows } = await corrections('all');
  expect(rows.find(({ id }) => id === asked.id)?.answers).toMatchObject([
    { id: factId, text: answer.text },
  ]);
  expect(await scopesOf(server, factId)).toEqual([`class:${classId}`, `person:${personId}`].sort());
  expect(
    await office.refusal('POST', `/corrections/${wrong.id}/answers`, {
      ...answer,
      factId: randomUUID(),
    }),
  ).toBe('not-found');
  expect(await (await signedIn('auditor')).refusal('POST', path, answer)).toBe('forbidden');
});

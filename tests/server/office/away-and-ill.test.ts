import { beforeEach, expect, test } from 'vitest';
import { AbsencesPage } from '../../../src/protocol/office-absence.ts';
import { ContactListPage } from '../../../src/protocol/office-contact.ts';
import { phoneOf, phoneOfResident } from '../support/east-rooms.ts';
import { SECRET_NOTE, telling, type ReportType } from '../support/report-bodies.ts';
import { addPerson, voidOf } from '../support/campus.ts';
import { at, type TestPhone } from '../support/test-server.ts';
import { openReportOffice, type ReportOffice } from './report-office.ts';

let campus: ReportOffice;
let office: ReportOffice['office'];
let tell: ReportOffice['tell'];
let student: TestPhone;
let classHead: TestPhone;

beforeEach(async () => {
  campus = await openReportOffice();
  ({ office, tell } = campus);
  const { server, places } = campus;
  student = await phoneOfResident(server, places.own.personId);
  classHead = await phoneOf(server, 'class_head', { kind: 'class', id: places.own.classId });
});

const told = (type: ReportType, parts: object = {}) => telling(type, campus.places.own, parts);

const ABROAD = { whereabouts: 'abroad', city: SECRET_NOTE };
const HERE = { whereabouts: 'on_campus', city: null };
const contactList = async (query = '') =>
  ContactListPage.parse(await office.json('GET', `/contact-list?day=2020-06-08${query}`));

test('who is away by the last report is due until somebody has reached them', async () => {
  expect(await contactList()).toMatchObject({ isTooMany: false, total: 0 });
  await tell(student, told('self-report', ABROAD));

  expect(await contactList()).toMatchObject({
    counts: { due: 1, tried: 0, later: 0, reached: 0 },
    rows: [
      {
        person: { id: campus.places.own.personId, name: '林小满', room: '101' },
        whereabouts: 'abroad',
        city: SECRET_NOTE,
        isReported: true,
        state: 'due',
        last: null,
      },
    ],
  });

  await tell(classHead, told('contact-log', { isReached: false, health: null }));
  expect((await contactList('&state=open')).rows).toMatchObject([{ state: 'tried' }]);
  const reached = await tell(classHead, told('contact-log', { health: 'abnormal' }));
  expect(await contactList('&state=open')).toMatchObject({ total: 0, counts: { reached: 1 } });
  expect((await contactList()).rows).toMatchObject([
    { state: 'reached', last: { by: { name: '周望舒' }, health: 'abnormal' } },
  ]);
  await tell(classHead, voidOf(reached.id));
  expect((await contactList()).rows).toMatchObject([{ state: 'tried' }]);

  await tell(student, told('self-report', HERE));
  expect(await contactList()).toMatchObject({ total: 0 });
});

test('the contact list is of a building or class where one is asked for, and its file masks', async () => {
  const { server, places, campus: on, signedIn } = campus;
  const far = await addPerson(server, { classId: places.foreign.classId });
  const farPhone = await phoneOfResident(server, far.id);
  await tell(student, told('self-report', ABROAD));
  await tell(
    farPhone,
    telling('self-report', { ...places.own, personId: far.id }, { ...ABROAD, city: null }),
  );

  const total = async (query: string) => (await contactList(query)).total;
  expect(await total('')).toBe(2);
  expect(await total(`&classId=${places.own.classId}`)).toBe(1);
  expect(await total(`&buildingId=${on.west.id}`)).toBe(0);

  const file = async (query: string) =>
    (await office.send('GET', `/contact-list.csv?day=2020-06-08${query}`)).text();
  const [masked, whole] = [await file(''), await file('&mask=0&lang=en')];
  expect(masked).toContain('林*');
  expect(masked).not.toContain('林小满');
  expect(masked).not.toContain(SECRET_NOTE);
  expect(whole).toContain('林小满');
  expect(whole).toContain(SECRET_NOTE);
  const auditor = await signedIn('auditor');
  expect(await auditor.refusal('GET', '/contact-list.csv')).toBe('forbidden');
  expect(await auditor.refusal('GET', '/absences.csv')).toBe('forbidden');
});

test('whoever is seen in class without a proof of return stands out, by class too, and the file masks', async () => {
  const { places } = campus;
  const absence = await tell(classHead, told('absence'));
  const absences = async (query: string) =>
    AbsencesPage.parse(await office.json('GET', `/absences?${query}`));
  expect(await absences('state=missing')).toMatchObject({ total: 0 });

  await tell(classHead, told('session-check'));

  expect(await absences('state=missing')).toMatchObject({
    total: 1,
    rows: [{ id: absence.id, proof: 'missing', backOn: '2020-06-08', isOpen: true }],
  });
  expect(await absences(`classId=${places.own.classId}`)).toMatchObject({ total: 1 });
  expect(await absences(`classId=${places.foreign.classId}`)).toMatchObject({ total: 0 });

  const file = async (query: string) =>
    (await office.send('GET', `/absences.csv?lang=en${query}`)).text();
  const [masked, whole] = [await file(''), await file('&mask=0')];
  expect(masked).toMatch(/林\*.*missing/);
  expect(masked).not.toContain(SECRET_NOTE);
  expect(whole).toContain(SECRET_NOTE);
  const photo = `/absences/${absence.id}/photo?sha=${'0'.repeat(64)}`;
  expect(await office.refusal('GET', photo)).toBe('not-found');
});

test('the list of a day that is over tells who was not contacted then', async () => {
  await tell(student, { ...told('self-report', ABROAD), at: at(-24 * 60) });
  await tell(classHead, told('contact-log'));

  const before = await office.json('GET', '/contact-list?day=2020-06-07&state=open');

  expect(before).toMatchObject({ total: 1, rows: [{ state: 'due' }] });
  expect(await contactList('&state=open')).toMatchObject({ total: 0 });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { membersOf } from '../../src/app/features/session/place-members.ts';
import { dayOf } from '../../src/domain/campus-day.ts';
import { foldContactList } from '../../src/domain/contact-list.ts';
import { ContactListPage } from '../../src/protocol/office-contact.ts';
import { runIfDue } from '../../src/server/jobs/run-job.ts';
import { retentionJob } from '../../src/server/retention/retention-job.ts';
import { PASSWORD } from '../server/office/office-client.ts';
import { openReportOffice, type ReportOffice } from '../server/office/report-office.ts';
import { addPerson, voidOf } from '../server/support/campus.ts';
import { phoneOf, phoneOfResident } from '../server/support/east-rooms.ts';
import { telling, type ReportType } from '../server/support/report-bodies.ts';
import { at, type TestPhone } from '../server/support/test-server.ts';
import { openSeparatePhone, type SeparatePhone } from '../support/separate-phone.ts';

const DAY_MINUTES = 1440;

let campus: ReportOffice;
let classHead: TestPhone;
let phone: SeparatePhone;

beforeEach(async () => {
  campus = await openReportOffice();
  const { server, places } = campus;
  classHead = await phoneOf(server, 'class_head', { kind: 'class', id: places.own.classId });
  const { accountId, personId } = classHead;
  phone = await openSeparatePhone(server, { id: accountId, personId });
});

afterEach(() => phone.close());

/** Somebody of the class, who tells on a day, or is told of. */
async function somebody(name: string) {
  const { classId } = campus.places.own;
  const { id } = await addPerson(campus.server, {
    name,
    classId,
    buildingId: campus.campus.east.id,
  });
  const own = await phoneOfResident(campus.server, id);
  const tellOn = (by: TestPhone) => (day: number, type: ReportType, parts: object) => {
    campus.server.clock.nowMs = Date.parse(at(day * DAY_MINUTES));
    const recording = telling(type, { ...campus.places.own, personId: id }, parts);
    return campus.tell(by, { ...recording, at: at(day * DAY_MINUTES) });
  };
  return { id, own, tell: tellOn(own), contact: tellOn(classHead) };
}

const said = (id: string, state: string, dueOn: string | null) => `${id} ${state} ${dueOn ?? ''}`;

async function listsOn(day: number) {
  const { server, office, places } = campus;
  server.clock.nowMs = Date.parse(at(day * DAY_MINUTES));
  await runIfDue(server.deps, retentionJob, 'one');
  await phone.agree();
  await office.json('POST', '/login', { login: 'office_admin', password: PASSWORD });
  const page = ContactListPage.parse(
    await office.json('GET', `/contact-list?classId=${places.own.classId}`),
  );
  const zone = server.deps.settings.campusZone;
  const { rows } = foldContactList([...phone.replica.facts().values()], {
    day: dayOf(new Date(server.clock.nowMs).toISOString(), zone),
    zone,
    members: membersOf(phone.replica, { kind: 'class', id: places.own.classId }),
  });
  const inOffice = page.rows.map(({ person, state, dueOn }) => said(person.id, state, dueOn));
  const onPhone = rows.map(({ member, state, dueOn }) => said(member.personId, state, dueOn));
  return { inOffice: inOffice.sort(), onPhone: onPhone.sort() };
}

test('the office and the class head’s phone name the same people as away, with the same state, for as long as phones keep it', async () => {
  const AWAY = { whereabouts: 'abroad', city: null };
  const silent = await somebody('白露');
  const putOff = await somebody('顾知远');
  const back = await somebody('苏晓禾');
  await silent.tell(0, 'self-report', AWAY);
  await putOff.tell(1, 'self-report', AWAY);
  await putOff.contact(1, 'contact-log', { nextOn: '2020-06-30' });
  await back.tell(2, 'self-report', AWAY);
  await back.tell(6, 'self-report', { whereabouts: 'on_campus', city: null });
  const stillAway = await somebody('林小满');
  await stillAway.tell(3, 'self-report', AWAY);
  const slip = await stillAway.tell(6, 'self-report', { whereabouts: 'on_campus', city: null });
  await campus.tell(stillAway.own, { ...voidOf(slip.id), at: at(6 * DAY_MINUTES + 1) });

  const week = await listsOn(6);
  expect(week.inOffice).toEqual(week.onPhone);
  expect(week.onPhone).toEqual(
    [
      said(silent.id, 'due', null),
      said(putOff.id, 'later', '2020-06-30'),
      said(stillAway.id, 'due', null),
    ].sort(),
  );

  const weeks = await listsOn(20);
  expect(weeks.inOffice).toEqual(weeks.onPhone);
  expect(weeks.onPhone).toEqual(week.onPhone);

  const month = await listsOn(31);
  expect(month.inOffice).toEqual(month.onPhone);
  expect(month.onPhone).toEqual(
    [said(putOff.id, 'due', '2020-06-30'), said(stillAway.id, 'due', null)].sort(),
  );
});

import { beforeEach, expect, test } from 'vitest';
import { BothSystemsPage } from '../../../src/protocol/office-both-systems.ts';
import { addPerson, voidOf } from '../support/campus.ts';
import { phoneOfResident } from '../support/east-rooms.ts';
import { expectNothingTold } from '../support/nothing-told.ts';
import { telling, type ReportType } from '../support/report-bodies.ts';
import type { TestPhone } from '../support/test-server.ts';
import { openReportOffice, type ReportOffice } from './report-office.ts';

let campus: ReportOffice;

beforeEach(async () => {
  campus = await openReportOffice();
});

/** Who has no home here is a foreign teacher. */
async function somebody(of: { name: string; buildingId?: string; classId?: string }) {
  const { id } = await addPerson(campus.server, of);
  const phone = await phoneOfResident(
    campus.server,
    id,
    of.buildingId === undefined ? 'teacher' : 'student',
  );
  const tell = (type: ReportType, parts: object = {}, by: TestPhone = phone) =>
    campus.tell(by, telling(type, { ...campus.places.own, personId: id }, parts));
  return { id, phone, tell };
}

const read = async (query = '') =>
  BothSystemsPage.parse(await campus.office.json('GET', `/both-systems?day=2020-06-08${query}`));
const namesOf = ({ rows }: BothSystemsPage): string[] =>
  rows.map(({ person, did }) => `${person.name} ${did}`).sort();

test('the office reads who did one of the two systems, also of those of no class or unit, and nothing of what they told', async () => {
  const { classId } = campus.places.own;
  const buildingId = campus.campus.east.id;
  const here = await somebody({ name: '甲', buildingId, classId });
  const there = await somebody({ name: '乙', buildingId, classId });
  const both = await somebody({ name: '丙', buildingId, classId });
  const nowhere = await somebody({ name: '丁' });
  await here.tell('self-report');
  const slip = await here.tell('second-report');
  await campus.tell(here.phone, voidOf(slip.id));
  await there.tell('second-report');
  await there.tell('self-report', { session: { day: '2020-06-07', slot: 'pm' } });
  await both.tell('self-report');
  await both.tell('second-report');
  await nowhere.tell('self-report');

  const page = await read();

  expect(namesOf(page)).toEqual(['丁 onlyHere', '乙 onlyThere', '甲 onlyHere']);
  expect(page).toMatchObject({ total: 3, counts: { both: 1, onlyHere: 2, onlyThere: 1 } });
  expect(page.rows.find(({ did }) => did === 'onlyThere')?.doneAt).toBe('2020-06-08T06:00:00.000Z');
  expectNothingTold(page);

  expect(namesOf(await read('&state=onlyThere'))).toEqual(['乙 onlyThere']);
  expect(namesOf(await read(`&classId=${classId}`))).toEqual(['乙 onlyThere', '甲 onlyHere']);
  const { groups } = await read('&by=building');
  expect(groups).toMatchObject([
    { name: 'East', both: 1, onlyHere: 1, onlyThere: 1 },
    { name: 'West', both: 0, onlyHere: 0, onlyThere: 0 },
    { name: null, both: 0, onlyHere: 1, onlyThere: 0 },
  ]);
});

test('its file masks names, is noted, and is not for whoever may not export', async () => {
  const one = await somebody({ name: '欧阳明远' });
  await one.tell('second-report');
  const file = async (query: string) =>
    (await campus.office.send('GET', `/both-systems.csv?day=2020-06-08${query}`)).text();

  const [masked, whole] = [await file(''), await file('&mask=0&lang=en')];

  expect(masked).not.toContain('欧阳明远');
  expect(masked).toContain('只报了另一系统');
  expect(whole).toMatch(/欧阳明远,.*,only in the second system,2020-06-08 14:00/);
  const notes = await campus.server.db
    .selectFrom('audit')
    .select('what')
    .where('what', '=', 'both-systems.export')
    .execute();
  expect(notes).toHaveLength(2);
  const auditor = await campus.signedIn('auditor');
  expect(await auditor.refusal('GET', '/both-systems.csv')).toBe('forbidden');
});

import { beforeEach, expect, test } from 'vitest';
import { AbsencesPage } from '../../../src/protocol/office-absence.ts';
import { runIfDue } from '../../../src/server/jobs/run-job.ts';
import { retentionJob } from '../../../src/server/retention/retention-job.ts';
import { voidOf } from '../support/campus.ts';
import { phoneOf } from '../support/east-rooms.ts';
import { telling } from '../support/report-bodies.ts';
import { at, type Recording, type TestPhone } from '../support/test-server.ts';
import { PASSWORD } from './office-client.ts';
import { openReportOffice, type ReportOffice } from './report-office.ts';

const DAY_MINUTES = 1440;

let campus: ReportOffice;
let classHead: TestPhone;

beforeEach(async () => {
  campus = await openReportOffice();
  const { server, places } = campus;
  classHead = await phoneOf(server, 'class_head', { kind: 'class', id: places.own.classId });
});

const tellOn = (day: number, recording: Recording) =>
  campus.tell(classHead, { ...recording, at: at(day * DAY_MINUTES) });
const absentOn = (day: number) => tellOn(day, telling('absence', campus.places.own));
const stepOn = (day: number, absenceId: string, step: 'visit' | 'return') =>
  tellOn(day, {
    type: 'absence-follow-up',
    body: { absenceId, step, diagnosisClass: null, on: '2020-06-08', note: null, photos: [] },
  });

function comeToDay(day: number): void {
  const { server } = campus;
  server.clock.nowMs = Date.parse(at(day * DAY_MINUTES));
}

/** What the office reads once the server has forgotten what it must. */
async function listed(): Promise<(string | boolean)[][]> {
  const { server, office } = campus;
  await runIfDue(server.deps, retentionJob, 'one');
  await office.json('POST', '/login', { login: 'office_admin', password: PASSWORD });
  const { rows } = AbsencesPage.parse(await office.json('GET', '/absences'));
  return rows.map(({ isOpen, steps }) => [isOpen, ...steps.map(({ step }) => step)]);
}

test('an open absence outlives the reports of its day, and goes whole when its last step is as old as a leave', async () => {
  const { id } = await absentOn(0);
  comeToDay(40);
  expect(await listed()).toEqual([[true]]);

  await stepOn(40, id, 'visit');
  comeToDay(219);
  expect(await listed()).toEqual([[true, 'visit']]);
  comeToDay(222);
  expect(await listed()).toEqual([]);
});

test('a proof of return closes it: then it goes with its steps thirty days later, unless it was taken back', async () => {
  const [closed, openAgain] = [await absentOn(0), await absentOn(0)];
  comeToDay(40);
  await stepOn(40, closed.id, 'return');
  const slip = await stepOn(40, openAgain.id, 'return');
  await tellOn(40, voidOf(slip.id));

  comeToDay(69);
  expect(await listed()).toEqual([[true], [false, 'return']]);
  comeToDay(72);
  expect(await listed()).toEqual([[true]]);
});

test('what was registered by mistake goes as early as reports do', async () => {
  const { id } = await absentOn(0);
  await tellOn(0, voidOf(id));
  comeToDay(28);
  await listed();
  expect(await storedTypes()).toContain('absence');

  comeToDay(32);
  await listed();

  expect(await storedTypes()).not.toContain('absence');
});

async function storedTypes(): Promise<string[]> {
  const rows = await campus.server.db
    .selectFrom('opLog')
    .select('type')
    .where('outcome', '=', 'stored')
    .execute();
  return rows.map(({ type }) => type);
}

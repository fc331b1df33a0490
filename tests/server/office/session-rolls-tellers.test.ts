import { beforeEach, expect, test } from 'vitest';
import { CAMPUS_PUBLIC } from '../../../src/domain/scope.ts';
import { MissingReply, SessionRolls } from '../../../src/protocol/office-rollup.ts';
import { phoneOf, phoneOfResident } from '../support/east-rooms.ts';
import { inUnit, telling, type ReportType } from '../support/report-bodies.ts';
import { at, type TestPhone } from '../support/test-server.ts';
import { openReportOffice, type ReportOffice } from './report-office.ts';

let campus: ReportOffice;
let classHead: TestPhone;

beforeEach(async () => {
  campus = await openReportOffice();
  const { server, places } = campus;
  const id = places.own.classId;
  const body = { id, college: '土木', grade: null, name: 'A1' };
  await server.put([{ kind: 'class', id, body, scopes: [CAMPUS_PUBLIC] }]);
  classHead = await phoneOf(server, 'class_head', { kind: 'class', id });
});

const told = (type: ReportType, parts: object = {}) => telling(type, campus.places.own, parts);

/** Of the one person who is on both rolls, as the roll and the list of the missing have them. */
async function countsOf(by: 'class' | 'unit') {
  const { office, places } = campus;
  const id = by === 'class' ? places.own.classId : places.own.unitId;
  const rolls = SessionRolls.parse(await office.json('GET', `/session-rolls?by=${by}`));
  const found = rolls.groups.flatMap((group) => group.places).find(({ place }) => place.id === id);
  const path = `/session-rolls/missing?kind=${by}&id=${id}`;
  const { counts } = MissingReply.parse(await office.json('GET', path));
  expect(found?.counts).toEqual(counts);
  return counts;
}

test('who lies ill in bed is absent of the class and there for the unit, and abnormal in both', async () => {
  const { tell, unitKeeper, places } = campus;
  const ill = { state: 'absent', isIllness: true, reading: null };
  await tell(classHead, { ...told('session-check', ill), at: at(-20) });
  const inBed = { ...inUnit(places.own), reading: null };
  await tell(unitKeeper, { ...told('session-check', inBed), at: at(-10) });

  expect(await countsOf('class')).toMatchObject({ present: 0, absent: 1, abnormal: 1 });
  expect(await countsOf('unit')).toMatchObject({ present: 1, absent: 0, abnormal: 1 });
});

test('a normal report on behalf leaves the person’s own fever on the roll', async () => {
  const { tell, unitKeeper, server, places } = campus;
  const student = await phoneOfResident(server, places.own.personId);
  await tell(student, { ...told('self-report', { symptoms: ['fever'] }), at: at(-20) });
  const normal = { reading: null, notMeasured: 'not_now', symptoms: [], exposure: 'no' };
  const behalf = { ...normal, onBehalfAs: 'unit_keeper' };
  await tell(unitKeeper, { ...told('self-report', behalf), at: at(-10) });

  for (const by of ['class', 'unit'] as const)
    expect(await countsOf(by)).toMatchObject({ present: 1, abnormal: 1 });
});

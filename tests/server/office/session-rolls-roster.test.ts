import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Directory } from '../../../src/domain/person.ts';
import { MissingReply, SessionRolls } from '../../../src/protocol/office-rollup.ts';
import { listBodies } from '../../../src/server/database/documents.ts';
import { peopleThen } from '../../../src/server/reports/people-then.ts';
import type { OfficeClient } from './office-client.ts';
import { addPerson, personDocuments } from '../support/campus.ts';
import { at, openServer } from '../support/test-server.ts';
import { openReportOffice, type ReportOffice } from './report-office.ts';

/** It is four in the afternoon of 8 June by the campus's clock: the afternoon's session is over two hours later. */
const EVENING_MS = 5 * 3_600_000;

let campus: ReportOffice;
let office: OfficeClient;

beforeEach(async () => {
  campus = await openReportOffice();
  ({ office } = campus);
});

const rolls = async (query = '') =>
  SessionRolls.parse(await office.json('GET', `/session-rolls?${query}`));
const missing = async (query: string) =>
  MissingReply.parse(await office.json('GET', `/session-rolls/missing?${query}`));
const law = ({ groups }: SessionRolls) => groups.find(({ name }) => name === '法学院');
const row = (nr: number, place = 'C9,East,1', whereabouts = '') =>
  `20201234560${nr},学生${nr},法学院,2020,${place},10${nr},1,${whereabouts}`;
const file = (...rows: string[]) =>
  new TextEncoder().encode(
    `学号,姓名,学院,年级,班级,楼栋,单元,房间,床位,去向\n${rows.join('\n')}\n`,
  );

test('who left by the roster is expected nowhere from then on', async () => {
  const { unplaced } = await rolls();
  await office.importRoster(file(row(1), row(2)));
  expect(law(await rolls())?.counts).toMatchObject({ expected: 2, missing: 2 });

  const { id, revision } = await office.previewRoster(file(row(2)));
  await office.json('POST', `/roster/previews/${id}/apply`, { revision, handleLeft: 'mark-left' });

  const reply = await rolls();
  const found = law(reply);
  expect(found?.counts).toMatchObject({ expected: 1, missing: 1 });
  const place = `kind=class&id=${found?.places[0]?.place.id}`;
  expect((await missing(place)).people).toMatchObject([{ name: '学*' }]);
  expect([reply.unplaced, (await rolls('by=unit')).unplaced]).toEqual([unplaced, unplaced]);
});

test('a change of address leaves the sessions of before as they were', async () => {
  const stands = async (query = '') => law(await rolls(query))?.counts;
  await office.importRoster(file(row(1, 'C9,East,1', '境外')));
  expect(await stands()).toMatchObject({ expected: 0, excused: 1 });
  campus.server.clock.nowMs += EVENING_MS;

  await office.importRoster(file(row(1, 'C9,East,1', '在校住宿')));

  expect(await stands('slot=pm')).toMatchObject({ expected: 0, excused: 1 });
  const place = law(await rolls())?.places[0]?.place;
  const ofAfternoon = await missing(`kind=class&id=${place?.id}&slot=pm`);
  expect(ofAfternoon).toMatchObject({ people: [], counts: { excused: 1 } });
});

test('who joins or changes class and unit afterwards changes no session that was over', async () => {
  const sizes = async (query: string) =>
    (await rolls(query)).groups
      .flatMap(({ places }) => places)
      .map(({ place, counts }) => `${place.name ?? ''} ${counts.expected}`);
  const [classes, units] = ['slot=pm', 'slot=pm&by=unit'];
  await office.importRoster(file(row(1), row(2)));
  const before = [await sizes(classes), await sizes(units)];
  expect(before[0]).toContain('C9 2');
  campus.server.clock.nowMs += EVENING_MS;

  await office.importRoster(file(row(1, 'C8,East,2'), row(2), row(3), row(4)));

  expect([await sizes(classes), await sizes(units)]).toEqual(before);
  const found = law(await rolls(classes));
  const ofAfternoon = await missing(`kind=class&id=${found?.places[0]?.place.id}&slot=pm`);
  expect(ofAfternoon.people.map(({ room }) => room)).toEqual(['101', '102']);
  const tomorrow = await sizes('day=2020-06-09&slot=am');
  expect(tomorrow).toEqual(expect.arrayContaining(['C8 1', 'C9 3']));
});

test('the first import of all counts for the sessions before it', async () => {
  const server = await openServer();
  await addPerson(server, { name: '安娜' });
  const buildingId = randomUUID();
  const home = { buildingId, unitId: null, unit: null, room: '101', bed: '1' };
  const student = { id: randomUUID(), stayId: randomUUID(), home };
  await server.put(personDocuments(student, { classId: randomUUID(), name: '林小满' }));
  const people: Directory[] = await listBodies(server.db, 'directory');
  expect(people).toHaveLength(2);

  expect(await peopleThen(server.db, people, at(-240))).toEqual(people);
});

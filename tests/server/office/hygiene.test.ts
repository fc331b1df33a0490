import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { FactType } from '../../../src/domain/fact.ts';
import { unitScope } from '../../../src/domain/scope.ts';
import {
  FindingsPage,
  InspectionsPage,
  RectifiedPage,
} from '../../../src/protocol/office-hygiene.ts';
import { addCampus, addPerson, voidOf, type TestCampus } from '../support/campus.ts';
import { phoneOf } from '../support/east-rooms.ts';
import { push, record, type TestPhone } from '../support/test-server.ts';
import { openOffice, type OfficeClient } from './office-client.ts';

const TODAY = '2020-06-08';

let office: OfficeClient;
let campus: TestCampus;
let keeper: TestPhone;
let rooms: Record<'101' | '2-1', string>;
let seq = 0;

beforeEach(async () => {
  office = await openOffice();
  campus = await addCampus(office.server);
  const { id: buildingId, unit1, unit2 } = campus.east;
  rooms = { '101': randomUUID(), '2-1': randomUUID() };
  await office.server.put(
    [
      { id: rooms['101'], code: '101', unitId: unit1 },
      { id: rooms['2-1'], code: '2', unitId: unit2 },
    ].map(({ id, code, unitId }) => ({
      kind: 'room' as const,
      id,
      body: { id, buildingId, unitId, code, beds: ['1'] },
      scopes: [unitScope(unitId, 'round')],
    })),
  );
  keeper = await phoneOf(office.server, 'building_head', { kind: 'building', id: buildingId });
  seq = 0;
});

const tell = (type: FactType, body: object) => {
  seq += 1;
  const atMs = office.server.clock.nowMs + seq * 1000 - 60_000;
  return record(keeper, seq, { type, body, at: new Date(atMs).toISOString() });
};
const visitTo = (room: keyof typeof rooms) => ({ visitId: randomUUID(), roomId: rooms[room] });
const inspect = (visit: object, formVersion = 1) =>
  tell('inspection', { ...visit, formId: 'hundred', formVersion });
const find = (visit: object, parts: object = {}) =>
  tell('finding', {
    ...visit,
    formId: 'hundred',
    itemId: 'floor_washroom',
    personId: null,
    points: 30,
    note: null,
    fixBy: '2020-06-11',
    photos: [],
    ...parts,
  });
const inspections = async (query = `from=${TODAY}&to=${TODAY}`) =>
  InspectionsPage.parse(await office.json('GET', `/hygiene?${query}`));
const findings = async (query = '') =>
  FindingsPage.parse(await office.json('GET', `/hygiene/findings?${query}`));

test('a room’s score is what its visit’s findings left, and failing is counted', async () => {
  const [bad, good] = [visitTo('101'), visitTo('2-1')];
  await push(
    keeper,
    find(bad),
    find(bad, { itemId: 'air', points: 10 }),
    find(bad, { itemId: 'doors_windows_walls', points: 10 }),
    inspect(bad),
    inspect(good),
  );

  const page = await inspections();

  expect(page).toMatchObject({ total: 2, failed: 1 });
  expect(page.rows).toMatchObject([
    {
      place: { unit: '1', room: '101' },
      score: 50,
      max: 100,
      passMark: 60,
      hasPassed: false,
      openCount: 3,
    },
    { place: { unit: '2', room: '2' }, score: 100, hasPassed: true, findingCount: 0 },
  ]);
  expect(page.rows[0]).toMatchObject({ day: TODAY, form: { en: '100-point hygiene form' } });
});

test('only the days and the building that are asked for are listed', async () => {
  await push(keeper, inspect(visitTo('101')));

  expect((await inspections(`from=2020-06-09&to=2020-06-12`)).total).toBe(0);
  expect((await inspections(`from=2020-06-01&to=2020-06-08`)).total).toBe(1);
  const { id: west } = campus.west;
  expect((await inspections(`from=${TODAY}&to=${TODAY}&buildingId=${west}`)).total).toBe(0);
  expect(await office.refusal('GET', `/hygiene?from=2020-01-01&to=${TODAY}`)).toBe('bad-request');
});

test('by a form that is gone nothing is scored', async () => {
  await push(keeper, inspect(visitTo('101'), 7));

  expect((await inspections()).rows).toMatchObject([{ form: null, score: null, hasPassed: null }]);
});

test('what is late stands first; what was put right or taken back is not open', async () => {
  const visit = visitTo('101');
  const [late, soon] = [
    find(visit, { note: 'mould', fixBy: '2020-06-07' }),
    find(visit, { fixBy: TODAY }),
  ];
  const [right, slip, noted] = [find(visit), find(visit), find(visit, { fixBy: null })];
  const done = { visitId: randomUUID(), roomId: rooms['101'], note: null, photos: [] };
  await push(
    keeper,
    soon,
    late,
    right,
    slip,
    noted,
    tell('rectification', { ...done, findingId: right.id }),
    tell('void', voidOf(slip.id).body as object),
  );

  const page = await findings();

  expect(page).toMatchObject({ total: 2, late: 1 });
  expect(page.rows).toMatchObject([
    { id: late.id, isLate: true, note: 'mould', item: { en: 'Floor and washroom' } },
    { id: soon.id, isLate: false, place: { room: '101', unit: '1' } },
  ]);
});

test('the finding at somebody’s bed names them, and a photo that has not come is said to be missing', async () => {
  const person = await addPerson(office.server, { name: '林小满' });
  const sha = 'a'.repeat(64);
  const photos = [{ sha, size: 10, mime: 'image/jpeg' }];
  const bed = find(visitTo('101'), { itemId: 'bed', personId: person.id, photos });
  await push(keeper, bed);

  expect((await findings()).rows).toMatchObject([
    { person: '林小满', photos: [{ sha, isReceived: false }] },
  ]);
  expect(await office.refusal('GET', `/hygiene/findings/${bed.id}/photo?sha=${sha}`)).toBe(
    'not-found',
  );
});

test('what is still so says what was written and photographed of it before', async () => {
  const photos = [{ sha: 'a'.repeat(64), size: 10, mime: 'image/jpeg' }];
  const first = find(visitTo('101'), { note: 'mould', photos });
  const second = find(visitTo('101'), { again: first.id });
  const third = find(visitTo('101'), { again: second.id });
  await push(keeper, first, second, third);

  expect((await findings()).rows).toMatchObject([
    {
      id: third.id,
      note: null,
      before: [{ id: first.id, day: TODAY, note: 'mould', photos: [{ isReceived: false }] }],
    },
  ]);
});

test('a photo is served for the kind of record that the caller may read, and who looked is noted', async () => {
  const sha = 'b'.repeat(64);
  const bed = find(visitTo('101'), { photos: [{ sha, size: 3, mime: 'image/jpeg' }] });
  await push(keeper, bed);
  await office.server.db
    .insertInto('attachment')
    .values({ sha, bytes: Buffer.from([1, 2, 3]), presentAt: '2020-06-08T08:00:00.000Z' })
    .execute();

  const response = await office.send('GET', `/hygiene/findings/${bed.id}/photo?sha=${sha}`);

  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3]);
  expect(await office.refusal('GET', `/door-log/${bed.id}/photo?sha=${sha}`)).toBe('not-found');
  const noted = await office.server.db.selectFrom('audit').select('what').execute();
  expect(noted.map(({ what }) => what)).toContain('hygiene.photo');
});

test('the week’s list is a table by unit and room that names no resident', async () => {
  const person = await addPerson(office.server, { name: '林小满' });
  const visit = visitTo('101');
  await push(
    keeper,
    inspect(visitTo('2-1')),
    find(visit, { itemId: 'bed', points: 5, personId: person.id }),
    inspect(visit),
  );

  const response = await office.send('GET', `/hygiene.csv?from=${TODAY}&to=${TODAY}&lang=en`);
  const lines = (await response.text()).trim().split('\r\n');

  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(lines[0]).toContain('Building,Unit,Room,Day,Form,Score,Of,Passed');
  expect(lines.slice(1).map((line) => line.split(',').slice(1, 8).join(','))).toEqual([
    '1,101,2020-06-08,100-point hygiene form,95,100,yes',
    '2,2,2020-06-08,100-point hygiene form,100,100,yes',
  ]);
  expect(lines.join()).not.toContain('林小满');
});

test('what was typed in from paper says so in the lists and in the table', async () => {
  const onPaperAt = '2020-06-08T01:00:00.000Z';
  const visit = { ...visitTo('101'), onPaperAt };
  await push(keeper, find(visit), inspect(visit), inspect(visitTo('2-1')));

  const { rows } = await inspections();
  const typedInAt = expect.stringMatching(/^2020-06-08T0[78]/) as string;
  expect(rows).toMatchObject([{ at: onPaperAt, typedInAt }, { typedInAt: null }]);
  expect((await findings()).rows).toMatchObject([{ at: onPaperAt, typedInAt }]);
  const response = await office.send('GET', `/hygiene.csv?from=${TODAY}&to=${TODAY}&lang=en`);
  const [titles, ...lines] = (await response.text()).trim().split('\r\n');
  expect(titles).toMatch(/,Time on paper,Typed in from paper at$/);
  expect(lines[0]).toMatch(/,2020-06-08 09:00:00,2020-06-08 1\d:\d\d:\d\d$/);
  expect(lines[1]).toMatch(/,,$/);
});

test('what was put right stands beside the finding, with who did it and the photo of after', async () => {
  const [sha, after] = ['a'.repeat(64), 'b'.repeat(64)];
  const photo = (of: string) => [{ sha: of, size: 10, mime: 'image/jpeg' }];
  const [mended, slip, open] = [
    find(visitTo('101'), { photos: photo(sha) }),
    find(visitTo('101')),
    find(visitTo('2-1')),
  ];
  const again = { visitId: randomUUID(), roomId: rooms['101'], note: 'washed' };
  const done = tell('rectification', { ...again, findingId: mended.id, photos: photo(after) });
  const mistaken = tell('rectification', { ...again, findingId: slip.id, photos: [] });
  await push(
    keeper,
    mended,
    slip,
    open,
    done,
    mistaken,
    tell('void', voidOf(mistaken.id).body as object),
  );
  const rectified = async (query = `from=${TODAY}&to=${TODAY}`) =>
    RectifiedPage.parse(await office.json('GET', `/hygiene/rectified?${query}`));

  expect(await rectified()).toMatchObject({
    total: 1,
    rows: [
      {
        id: mended.id,
        place: { room: '101' },
        photos: [{ sha, isReceived: false }],
        putRight: {
          id: done.id,
          day: TODAY,
          by: '周望舒',
          note: 'washed',
          photos: [{ sha: after, isReceived: false }],
        },
      },
    ],
  });
  expect((await rectified('from=2020-06-09&to=2020-06-10')).total).toBe(0);
  const { id: west } = campus.west;
  expect((await rectified(`from=${TODAY}&to=${TODAY}&buildingId=${west}`)).total).toBe(0);
  expect(await office.refusal('GET', `/hygiene/rectified?from=2020-01-01&to=${TODAY}`)).toBe(
    'bad-request',
  );
});

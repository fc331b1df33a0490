import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  BuildingEntry,
  CampusEntry,
  ClassList,
  PlacesImportReply,
  PreconditionDetails,
} from '../../../src/protocol/office-places.ts';
import { addPerson } from '../support/campus.ts';
import { buildingList, openOffice, openWenyuan, type OfficeClient } from './office-client.ts';

async function addBuilding(office: OfficeClient, units: string[] = []): Promise<BuildingEntry> {
  const [campus] = (await office.places()).campuses;
  const body = { campusId: campus!.campus.id, name: '文苑二号楼', aliases: [], units };
  return BuildingEntry.parse(await office.json('POST', '/buildings', body));
}

test('a new building has its units and a main door, so that duty can begin', async () => {
  const office = await openOffice();

  const { units, doors, building } = await addBuilding(office, ['10', '2']);

  expect(units.map(({ unit }) => unit.code)).toEqual(['2', '10']);
  expect(doors.map(({ door }) => [door.name, door.buildingIds])).toEqual([
    ['文苑二号楼 大门', [building.id]],
  ]);
});

test('a second building of the same name is refused', async () => {
  const office = await openOffice();
  await addBuilding(office);

  const [campus] = (await office.places()).campuses;
  const body = { campusId: campus!.campus.id, name: '文苑二号楼', aliases: [], units: [] };
  expect(await office.refusal('POST', '/buildings', body)).toBe('name-taken');
});

test('of two changes to one version the second is told both sides', async () => {
  const office = await openOffice();
  const { building, version } = await addBuilding(office);
  const path = `/buildings/${building.id}`;
  const change = { campusId: building.campusId, name: '文苑2号楼', aliases: ['文苑二'], units: [] };
  const ifMatch = { 'if-match': `"${version}"` };
  await office.json('PUT', path, change, ifMatch);

  const second = { ...change, name: '文苑二楼' };
  const { code, details } = await office.problem('PUT', path, second, ifMatch);

  expect(code).toBe('precondition-failed');
  const { fields, theirs, yours, version: newer } = PreconditionDetails.parse(details);
  expect([theirs['name'], yours['name'], fields, newer]).toEqual([
    '文苑2号楼',
    '文苑二楼',
    ['name'],
    version + 1,
  ]);
});

test('a change without a version is asked for it', async () => {
  const office = await openOffice();
  const [entry] = (await office.places()).campuses;

  const path = `/campuses/${entry!.campus.id}`;
  expect(await office.refusal('PUT', path, { name: '西校区' })).toBe('precondition-required');
});

test('the version of the answer is that of the next change', async () => {
  const office = await openOffice();
  const [first] = (await office.places()).campuses;
  const path = `/campuses/${first!.campus.id}`;
  const change = (name: string, version: number) =>
    office.send('PUT', path, { body: { name }, headers: { 'if-match': `"${version}"` } });

  const reply = await change('西校区', first!.version);
  const { version } = CampusEntry.parse(await reply.clone().json());
  const again = await change('北校区', version);

  expect(reply.headers.get('etag')).toBe(`"${version}"`);
  expect(CampusEntry.parse(await again.json()).campus.name).toBe('北校区');
});

test('a unit can be added and not taken away', async () => {
  const office = await openOffice();
  const { building, version } = await addBuilding(office, ['1', '2']);
  const { campusId, name } = building;
  const change = (units: string[]) => ({ campusId, name, aliases: [], units });
  const ifMatch = { 'if-match': `"${version}"` };
  const path = `/buildings/${building.id}`;

  expect(await office.problem('PUT', path, change(['1']), ifMatch)).toMatchObject({
    code: 'conflict',
    details: { why: 'unit-kept', unit: '2' },
  });
  const more = BuildingEntry.parse(
    await office.json('PUT', path, change(['1', '2', '3']), ifMatch),
  );
  expect(more.units.map(({ unit }) => unit.code)).toEqual(['1', '2', '3']);
});

test('classes stand in natural order, with those who are members now', async () => {
  const office = await openWenyuan();
  const { server } = office;
  const classes = [
    { id: randomUUID(), college: null, grade: '2019级', name: '一班' },
    { id: randomUUID(), college: '法学院', grade: '2019级', name: '法学10班' },
    { id: randomUUID(), college: '法学院', grade: '2019级', name: '法学2班' },
    { id: randomUUID(), college: '法学院', grade: '2018级', name: '法学9班' },
  ];
  await server.put(classes.map((body) => ({ kind: 'class', id: body.id, body, scopes: [] })));
  await addPerson(server, { classId: classes[2]!.id });

  const found = ClassList.parse(await office.json('GET', '/classes')).classes;

  expect(found.map(({ class: { name }, memberCount }) => [name, memberCount])).toEqual([
    ['法学9班', 0],
    ['法学2班', 1],
    ['法学10班', 0],
    ['一班', 0],
  ]);
});

test('a building list is loaded once and again, and nothing is double', async () => {
  const office = await openWenyuan();
  const list = buildingList('wenyuan');

  const again = PlacesImportReply.parse(await office.json('POST', '/places/import', list));

  expect(again).toEqual({ campusesCreated: 0, buildingsCreated: 0, unitsCreated: 0 });
  const { buildings } = await office.places();
  expect(buildings.map(({ building, units }) => [building.name, units.length])).toEqual([
    ['文苑二号楼', 6],
    ['文苑三号楼', 5],
  ]);
});

test('every write is in the audit, with who did it', async () => {
  const office = await openOffice();
  const { building } = await addBuilding(office);

  const [entry] = await office.server.db
    .selectFrom('audit')
    .innerJoin('account', 'account.id', 'audit.accountId')
    .select(['account.login', 'audit.subject'])
    .where('what', '=', 'building.create')
    .execute();
  expect(entry).toEqual({ login: 'office', subject: building.id });
});

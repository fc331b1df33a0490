import { expect, test } from 'vitest';
import { CAMPUS_PUBLIC } from '../../../src/domain/scope.ts';
import { AreaEntry, AreasReply, BuildingEntry } from '../../../src/protocol/office-places.ts';
import { openOffice, type OfficeClient } from './office-client.ts';

const hall = { name: '门厅', class: 'public', isKey: true } as const;
const bins = { name: '垃圾点', class: 'bins', isKey: true } as const;

async function withBuilding() {
  const office = await openOffice();
  const [campus] = (await office.places()).campuses;
  const body = { campusId: campus!.campus.id, name: '文苑二号楼', aliases: [], units: [] };
  const { building } = BuildingEntry.parse(await office.json('POST', '/buildings', body));
  const add = async (...areas: object[]) =>
    AreasReply.parse(await office.json('POST', '/areas', { buildingId: building.id, areas })).areas;
  return { office, add };
}

const change = (office: OfficeClient, { area, version }: AreaEntry, parts: object) => {
  const { name, class: areaClass, isKey } = area;
  return [
    'PUT',
    `/areas/${area.id}`,
    { name, class: areaClass, isKey, isRemoved: false, ...parts },
    { 'if-match': `"${version}"` },
  ] as const;
};

test('areas of a building are added once each, and lie where every phone reads them', async () => {
  const { office, add } = await withBuilding();

  const [first] = await add(hall);
  const more = await add(hall, bins, bins);

  expect(more.map(({ area }) => area.name)).toEqual(['垃圾点']);
  expect((await office.places()).areas.map(({ area }) => area.name).sort()).toEqual([
    '垃圾点',
    '门厅',
  ]);
  const lies = await office.server.db
    .selectFrom('feed')
    .select('scope')
    .where('refId', '=', first!.area.id)
    .execute();
  expect(lies).toEqual([{ scope: CAMPUS_PUBLIC }]);
});

test('an area is renamed over the version that was read, and not to a name that is there', async () => {
  const { office, add } = await withBuilding();
  const [entry] = await add(hall, bins);

  const renamed = AreaEntry.parse(
    await office.json(...change(office, entry!, { name: '大厅', class: 'dormitory' })),
  );

  expect(renamed.area).toMatchObject({ name: '大厅', class: 'dormitory', to: null });
  expect(await office.refusal(...change(office, entry!, { name: '前厅' }))).toBe(
    'precondition-failed',
  );
  expect(await office.refusal(...change(office, renamed, { name: '垃圾点' }))).toBe('name-taken');
});

test('an area taken out of the plan stays a document with its end, and its name is free again', async () => {
  const { office, add } = await withBuilding();
  const [entry] = await add(hall);

  const gone = AreaEntry.parse(await office.json(...change(office, entry!, { isRemoved: true })));

  expect(gone.area.to).not.toBeNull();
  expect((await office.places()).areas).toEqual([]);
  expect(await add(hall)).toHaveLength(1);
});

test('an area of a building that is not there is refused', async () => {
  const office = await openOffice();
  const nowhere = { buildingId: '00000000-0000-4000-8000-000000000009', areas: [hall] };

  expect(await office.refusal('POST', '/areas', nowhere)).toBe('bad-request');
});

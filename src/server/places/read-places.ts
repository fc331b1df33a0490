import type { Id } from '../../domain/id.ts';
import type { BuildingEntry, Places } from '../../protocol/office-places.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { readAreas } from './change-areas.ts';
import { byNaturalOrder } from './natural-order.ts';

/** Every place, in natural order of the names. */
export async function readPlaces(db: Reader): Promise<Places> {
  const campuses = await listDocuments(db, 'campus');
  const thermometers = await listDocuments(db, 'thermometer');
  return {
    campuses: campuses
      .map(({ version, body }) => ({ version, campus: body }))
      .sort((a, b) => byNaturalOrder(a.campus.name, b.campus.name)),
    buildings: await readBuildings(db),
    thermometers: thermometers
      .map(({ version, body }) => ({ version, thermometer: body }))
      .sort((a, b) => byNaturalOrder(a.thermometer.name, b.thermometer.name)),
    areas: await readAreas(db),
  };
}

export async function readBuildings(db: Reader): Promise<BuildingEntry[]> {
  const buildings = await listDocuments(db, 'building');
  const units = await listDocuments(db, 'unit');
  const doors = await listDocuments(db, 'door');
  const residents = await countResidents(db);
  return buildings
    .map(({ version, body }) => ({
      version,
      building: body,
      units: units
        .filter((unit) => unit.body.buildingId === body.id)
        .map((unit) => ({
          version: unit.version,
          unit: unit.body,
          residentCount: residents.byUnit.get(unit.id) ?? 0,
        }))
        .sort((a, b) => byNaturalOrder(a.unit.code, b.unit.code)),
      doors: doors
        .filter((door) => door.body.buildingIds.includes(body.id))
        .map((door) => ({ version: door.version, door: door.body }))
        .sort((a, b) => byNaturalOrder(a.door.name, b.door.name)),
      residentCount: residents.byBuilding.get(body.id) ?? 0,
    }))
    .sort((a, b) => byNaturalOrder(a.building.name, b.building.name));
}

interface ResidentCounts {
  byBuilding: ReadonlyMap<Id, number>;
  byUnit: ReadonlyMap<Id, number>;
}

async function countResidents(db: Reader): Promise<ResidentCounts> {
  const rows = await db
    .selectFrom('stay')
    .select(['buildingId', 'unitId', (of) => of.fn.countAll<number>().as('count')])
    .where('toAt', 'is', null)
    .groupBy(['buildingId', 'unitId'])
    .execute();
  const byBuilding = new Map<Id, number>();
  const byUnit = new Map<Id, number>();
  for (const { buildingId, unitId, count } of rows) {
    byBuilding.set(buildingId, (byBuilding.get(buildingId) ?? 0) + count);
    if (unitId !== null) byUnit.set(unitId, (byUnit.get(unitId) ?? 0) + count);
  }
  return { byBuilding, byUnit };
}

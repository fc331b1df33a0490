import type { Id } from '../../domain/id.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { byNaturalOrder } from '../places/natural-order.ts';

/** What buildings and units are called. A building without units is its own unit, and has no code. */
export interface RoundPlaces {
  building: (id: Id) => string | null;
  code: (unitId: Id) => string | null;
  unitsOf: (buildingId: Id) => readonly Id[];
  /** By building, then unit. */
  inOrder: (a: Place, b: Place) => number;
}
interface Place {
  buildingId: Id;
  unitId: Id;
}

export async function readRoundPlaces(db: Reader): Promise<RoundPlaces> {
  const buildings = await listDocuments(db, 'building');
  const nameById = new Map(buildings.map(({ id, body }) => [id, body.name]));
  const units = await listDocuments(db, 'unit');
  const codeById = new Map(units.map(({ id, body }) => [id, body.code]));
  const unitsById = new Map<Id, Id[]>();
  for (const { id, body } of units)
    unitsById.set(body.buildingId, [...(unitsById.get(body.buildingId) ?? []), id]);
  const building = (id: Id): string | null => nameById.get(id) ?? null;
  const code = (unitId: Id): string | null => codeById.get(unitId) ?? null;
  return {
    building,
    code,
    unitsOf: (buildingId) => unitsById.get(buildingId) ?? [buildingId],
    inOrder: (a, b) =>
      byNaturalOrder(building(a.buildingId) ?? '', building(b.buildingId) ?? '') ||
      a.buildingId.localeCompare(b.buildingId) ||
      byNaturalOrder(code(a.unitId) ?? '', code(b.unitId) ?? ''),
  };
}

import { dayOf } from '../../domain/campus-day.ts';
import type { Id } from '../../domain/id.ts';
import { roomsOfUnit } from '../../domain/unit-rooms.ts';
import type { UnitSheet } from '../../protocol/office-rounds.ts';
import { getDocument, listDocuments } from '../database/documents.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';

/** A unit as somebody walks it with a pen. */
export async function readUnitSheet(
  { db, settings, now }: Dependencies,
  cache: PersonIndexCache,
  unitId: Id,
): Promise<UnitSheet> {
  const unit = (await getDocument(db, 'unit', unitId))?.body ?? null;
  const building = (await getDocument(db, 'building', unit?.buildingId ?? unitId))?.body;
  if (building === undefined) throw new Problem('not-found');
  const campus = (await getDocument(db, 'campus', building.campusId))?.body;
  const rooms = (await listDocuments(db, 'room')).map(({ body }) => body);
  const { people } = await cache.read();
  return {
    campus: campus?.name ?? '',
    building: building.name,
    unit: unit?.code ?? null,
    day: dayOf(instantOf(now()), settings.campusZone),
    floors: roomsOfUnit(unitId, { rooms, people }).floors.map(({ floor, rooms: onFloor }) => ({
      floor,
      rooms: onFloor.map(({ id, code, beds }) => ({
        id,
        code,
        beds: beds.map(({ bed, person }) => ({ bed, name: person?.name ?? null })),
      })),
    })),
  };
}

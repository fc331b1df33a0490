import type { Id } from '../../domain/id.ts';
import type { InspectionRow } from '../../protocol/office-hygiene.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { byNaturalOrder } from '../places/natural-order.ts';

type RoomPlace = InspectionRow['place'];

/** Where the rooms are, as people read it. */
export interface RoomPlaces {
  /** `null` for a room that is no longer there. */
  of: (roomId: Id) => RoomPlace | null;
}

export async function readRoomPlaces(db: Reader): Promise<RoomPlaces> {
  const buildings = new Map(
    (await listDocuments(db, 'building')).map(({ id, body }) => [id, body.name]),
  );
  const units = new Map((await listDocuments(db, 'unit')).map(({ id, body }) => [id, body.code]));
  const places = new Map(
    (await listDocuments(db, 'room')).map(({ id, body }): [Id, RoomPlace] => [
      id,
      {
        building: { id: body.buildingId, name: buildings.get(body.buildingId) ?? null },
        unit: units.get(body.unitId) ?? null,
        room: body.code,
      },
    ]),
  );
  return { of: (roomId) => places.get(roomId) ?? null };
}

/** By building, unit and room. */
export function byRoomPlace(a: RoomPlace, b: RoomPlace): number {
  return (
    byNaturalOrder(a.building.name ?? '', b.building.name ?? '') ||
    byNaturalOrder(a.unit ?? '', b.unit ?? '') ||
    byNaturalOrder(a.room ?? '', b.room ?? '')
  );
}

import type { Id } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';

/** As a card and a table say it. */
export interface Place {
  building: string | null;
  unit: string | null;
  room: string | null;
  bed: string | null;
}

const NOWHERE: Place = { building: null, unit: null, room: null, bed: null };

/** Where each of these people lives, by the names of today. */
export async function readPlaces(db: Reader): Promise<(person: Directory) => Place> {
  const buildings = new Map<Id, string>(
    (await listDocuments(db, 'building')).map(({ id, body }) => [id, body.name]),
  );
  return ({ home }) => {
    if (home === null) return NOWHERE;
    const { unit, room, bed } = home;
    return { building: buildings.get(home.buildingId) ?? null, unit, room, bed };
  };
}

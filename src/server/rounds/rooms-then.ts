import type { Id, Instant } from '../../domain/id.ts';
import type { Directory, Stay } from '../../domain/person.ts';
import { staysAt } from '../../domain/stays-at.ts';
import { roomsOfUnit, type UnitRooms } from '../../domain/unit-rooms.ts';
import { listBodies } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';

/**
 * The rooms of a unit with those who lived there at that moment, by the roster of then. Of before a unit's first
 * stay nobody knows: those who came with that one stand for it.
 */
export async function readRoomsThen(
  db: Reader,
  people: readonly Directory[],
): Promise<(unitId: Id, at: Instant) => UnitRooms> {
  const rooms = await listBodies(db, 'room');
  const staysByUnit = await readStaysByUnit(db);
  const personById = new Map(people.map((person) => [person.id, person]));
  return (unitId, at) => {
    const stays = staysByUnit.get(unitId) ?? [];
    const known = stays.reduce((first, { from }) => (from < first ? from : first), '9');
    const residents = staysAt(stays, at < known ? known : at).flatMap(({ personId, home }) => {
      const person = personById.get(personId);
      return person === undefined ? [] : { ...person, home };
    });
    return roomsOfUnit(unitId, { rooms, people: residents });
  };
}

async function readStaysByUnit(db: Reader): Promise<ReadonlyMap<Id, Stay[]>> {
  const byUnit = new Map<Id, Stay[]>();
  for (const stay of await listBodies(db, 'stay')) {
    const { unitId } = stay.home;
    if (unitId === null) continue;
    const stays = byUnit.get(unitId);
    if (stays === undefined) byUnit.set(unitId, [stay]);
    else stays.push(stay);
  }
  return byUnit;
}

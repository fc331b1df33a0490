import type { Id, Instant } from '../../domain/id.ts';
import type { Directory, Stay } from '../../domain/person.ts';
import { staysAt } from '../../domain/stays-at.ts';
import { roomsOfUnit, type UnitRooms } from '../../domain/unit-rooms.ts';
import { listBodies, listDocuments } from '../database/documents.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';

/**
 * The rooms of one of these units with those who lived there at that moment, by the roster of then. Of before a
 * unit's first stay nobody knows: those who came with that one stand for it.
 */
export async function readRoomsThen(
  db: Reader,
  { people, unitIds }: { people: readonly Directory[]; unitIds: readonly Id[] },
): Promise<(unitId: Id, at: Instant) => UnitRooms> {
  const rooms = await listBodies(db, 'room');
  const staysByUnit = await readStaysByUnit(db, unitIds);
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

/** All that there ever were in these units; of the whole campus they would be too many for one page. */
async function readStaysByUnit(
  db: Reader,
  unitIds: readonly Id[],
): Promise<ReadonlyMap<Id, Stay[]>> {
  const byUnit = new Map<Id, Stay[]>(unitIds.map((unitId) => [unitId, []]));
  for (const some of idChunks(unitIds)) {
    const known = await db.selectFrom('stay').select('id').where('unitId', 'in', some).execute();
    const stays = await listDocuments(
      db,
      'stay',
      known.map(({ id }) => id),
    );
    for (const { body } of stays) byUnit.get(body.home.unitId ?? '')?.push(body);
  }
  return byUnit;
}

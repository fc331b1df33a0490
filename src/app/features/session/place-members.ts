import type { Id } from '../../../domain/id.ts';
import { byNaturalOrder } from '../../../domain/natural-order.ts';
import type { Directory } from '../../../domain/person.ts';
import type { Member } from '../../../domain/session-sheet.ts';
import type { Replica } from '../../../store/replica.ts';
import type { OwnPlace } from './own-places.ts';

/** Somebody on the roll, as screens show them. */
export interface PlaceMember extends Member {
  name: string;
  bed: string | null;
  roomId: Id | null;
  classId: Id | null;
}

/** Everybody of a class, or who lives in a unit, by room and bed; whoever has no room comes last. */
export function membersOf(replica: Replica, place: Pick<OwnPlace, 'kind' | 'id'>): PlaceMember[] {
  const contacts = replica.documents('contact');
  const past = replica.documents('past-whereabouts');
  const roomIds = roomIdsByCode(replica);
  return [...replica.documents('directory').values()]
    .filter((person) => isOf(person, place))
    .map(({ id, name, home, classId }) => {
      const contact = contacts.get(id);
      const unitId = home === null ? null : (home.unitId ?? home.buildingId);
      return {
        personId: id,
        name,
        room: home?.room ?? null,
        bed: home?.bed ?? null,
        roomId: roomIds.get(`${unitId ?? ''} ${home?.room ?? ''}`) ?? null,
        classId,
        whereabouts: contact?.whereabouts ?? null,
        whereaboutsSince: contact?.whereaboutsSince ?? null,
        whereaboutsBefore: past.get(id)?.before ?? [],
      };
    })
    .sort(
      (a, b) =>
        Number(a.room === null) - Number(b.room === null) ||
        byNaturalOrder(a.room ?? '', b.room ?? '') ||
        byNaturalOrder(a.bed ?? '', b.bed ?? '') ||
        (a.personId < b.personId ? -1 : 1),
    );
}

function isOf({ classId, home }: Directory, { kind, id }: Pick<OwnPlace, 'kind' | 'id'>): boolean {
  if (kind === 'class') return classId === id;
  return home !== null && (home.unitId ?? home.buildingId) === id;
}

const roomIdsByCode = (replica: Replica): Map<string, Id> =>
  new Map(
    [...replica.documents('room').values()].map(({ id, unitId, code }) => [
      `${unitId} ${code}`,
      id,
    ]),
  );

import type { Visitor } from '../../../domain/door-check.ts';
import { lastPassage, visitorKey } from '../../../domain/door-log.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import type { DoorDuty } from './door-duty.ts';

export interface VisitorHere {
  visitorId: Id;
  visitor: Visitor;
  hostName: string | null;
  isInside: boolean;
  /** When the visitor last passed, or was noted. */
  at: Instant;
}

/** The visitors of the doors that serve this door's buildings, as far as facts are held; latest first. */
export function visitorsHere(duty: DoorDuty): readonly VisitorHere[] {
  const log = duty.log();
  const buildingIds = new Set(duty.door.value?.buildingIds);
  const doors = duty.app.replica.documents('door');
  const isHere = (doorId: Id): boolean =>
    doors.get(doorId)?.buildingIds.some((id) => buildingIds.has(id)) ?? false;
  return [...log.visitors.values()]
    .filter(({ visitor, takenBack }) => takenBack.length === 0 && isHere(visitor.doorId))
    .map(({ id, at, visitor }) => {
      const last = lastPassage(log, visitorKey(id));
      return {
        visitorId: id,
        visitor,
        hostName: hostNameOf(duty, visitor),
        isInside: last?.check.direction === 'in',
        at: last?.at ?? at,
      };
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

export function hostNameOf(duty: DoorDuty, { hostId, hostText }: Visitor): string | null {
  return (hostId === null ? null : duty.people.person(hostId)?.name) ?? hostText;
}

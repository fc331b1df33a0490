import type { Instant } from '../../../domain/id.ts';
import { byNaturalOrder } from '../../../domain/natural-order.ts';
import { mayRecord } from '../../../domain/permission.ts';
import type { Door } from '../../../domain/place.ts';
import type { Access } from '../../../domain/role.ts';

/** The doors at which this account may record checks now, by name. */
export function doorsToServe(
  access: Access | null,
  doors: Iterable<Door>,
  at: Instant,
): readonly Door[] {
  if (access === null) return [];
  return [...doors]
    .filter((door) => mayRecord(access.assignments, targetOf(door), at))
    .sort((a, b) => byNaturalOrder(a.name, b.name));
}

function targetOf(door: Door) {
  return {
    type: 'shift',
    doorId: door.id,
    buildingIds: door.buildingIds,
    personId: null,
    unitId: null,
    classId: null,
  } as const;
}

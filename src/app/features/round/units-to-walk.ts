import type { Id, Instant } from '../../../domain/id.ts';
import { byNaturalOrder } from '../../../domain/natural-order.ts';
import { isValidAt } from '../../../domain/assignment-reach.ts';
import { mayRecord } from '../../../domain/permission.ts';
import type { Building } from '../../../domain/place.ts';
import type { Access } from '../../../domain/role.ts';
import type { Replica } from '../../../store/replica.ts';

/** A unit that this account may walk. `code` is `null` for a building without units. */
export interface UnitToWalk {
  id: Id;
  building: Building;
  code: string | null;
  /** Assigned to this account by name, not only with its building. */
  isMine: boolean;
}

/** One's own first, then by building and number. */
export function unitsToWalk(
  access: Access | null,
  replica: Replica,
  at: Instant,
): readonly UnitToWalk[] {
  if (access === null) return [];
  const units = [...replica.documents('unit').values()];
  const all = [...replica.documents('building').values()].flatMap((building): UnitToWalk[] => {
    const own = units.filter(({ buildingId }) => buildingId === building.id);
    const places = own.length > 0 ? own : [{ id: building.id, code: null }];
    return places.map(({ id, code }) => ({ id, building, code, isMine: isMine(access, id, at) }));
  });
  return all
    .filter(({ id, building }) => mayRecord(access.assignments, targetOf(id, building.id), at))
    .sort(
      (a, b) =>
        Number(b.isMine) - Number(a.isMine) ||
        byNaturalOrder(a.building.name, b.building.name) ||
        byNaturalOrder(a.code ?? '', b.code ?? ''),
    );
}

function isMine({ assignments }: Access, unitId: Id, at: Instant): boolean {
  return assignments.some(
    (assignment) =>
      isValidAt(assignment, at) && assignment.post.kind === 'unit' && assignment.post.id === unitId,
  );
}

const targetOf = (unitId: Id, buildingId: Id) =>
  ({
    type: 'round',
    doorId: null,
    buildingIds: [buildingId],
    personId: null,
    unitId,
    classId: null,
  }) as const;

import { buildingScope } from '../../../domain/scope.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import { byNaturalOrder } from '../../../domain/natural-order.ts';
import { isAllowed, type Place } from '../../../domain/permission.ts';
import type { Building, DisinfectionArea } from '../../../domain/place.ts';
import type { Operator } from '../../../domain/disinfection.ts';
import { isValidAt } from '../../../domain/assignment-reach.ts';
import type { AppContext } from '../../context.ts';

/** A building in which this account may record, with its areas by name. */
export interface MyBuilding {
  building: Building;
  areas: readonly DisinfectionArea[];
  /** Whoever does not read what others record cannot tell an empty slot from a done one. */
  readsOthers: boolean;
}

export function myBuildings(app: AppContext, at: Instant): MyBuilding[] {
  void app.revision.value;
  const areas = [...app.replica.documents('area').values()];
  const scopes = new Set(app.access()?.scopes);
  return [...app.replica.documents('building').values()]
    .filter(({ id }) => mayUpkeep(app, { buildingId: id, action: 'W', at }))
    .map((building) => ({
      building,
      areas: areas
        .filter(({ buildingId }) => buildingId === building.id)
        .sort((a, b) => byNaturalOrder(a.name, b.name)),
      readsOthers: scopes.has(buildingScope(building.id, 'upkeep')),
    }))
    .sort((a, b) => byNaturalOrder(a.building.name, b.building.name));
}

/** Whether this account may record (W) or take back what others recorded (V) in the areas of a building. */
export function mayUpkeep(
  app: AppContext,
  { buildingId, action, at }: { buildingId: Id; action: 'W' | 'V'; at: Instant },
): boolean {
  const place: Place = {
    buildingIds: [buildingId],
    doorId: null,
    personId: null,
    unitId: null,
    classId: null,
  };
  return isAllowed(app.access()?.assignments ?? [], { area: 'upkeep', action, place }, at);
}

/** As whom the account most likely works; the form lets it be put right. */
export function presetOperator(app: AppContext, at: Instant): Operator {
  const roles = (app.access()?.assignments ?? [])
    .filter((assignment) => isValidAt(assignment, at))
    .map(({ role }) => role);
  if (roles.includes('property')) return 'property';
  return roles.includes('volunteer') ? 'volunteer' : 'staff';
}

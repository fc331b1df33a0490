import { isValidAt } from '../../../domain/assignment-reach.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import { byNaturalOrder } from '../../../domain/natural-order.ts';
import { isAllowed, type Place } from '../../../domain/permission.ts';
import { grantsOf } from '../../../domain/permission-table.ts';
import type { Assignment } from '../../../domain/role.ts';
import type { Replica } from '../../../store/replica.ts';
import type { AppContext } from '../../context.ts';

/** A class or unit whose sessions this account looks after. */
export interface OwnPlace {
  kind: 'class' | 'unit';
  id: Id;
  name: string;
  /** Where its facts lie, as rights are asked. */
  at: Place;
}

/** Each once, in the order of their names; a building, or whom its units leave over, comes last. */
export function ownPlaces({ access, replica }: AppContext, now: Instant): OwnPlace[] {
  const assignments = access()?.assignments ?? [];
  const places = new Map<Id, OwnPlace>();
  for (const assignment of assignments)
    if (isValidAt(assignment, now) && readsSessions(assignment))
      for (const place of placesOfPost(replica, assignment.post)) places.set(place.id, place);
  return [...places.values()].sort(
    (a, b) => Number(isBuilding(a)) - Number(isBuilding(b)) || byNaturalOrder(a.name, b.name),
  );
}

const isBuilding = ({ id, at }: OwnPlace): boolean => at.buildingIds.includes(id);

const readsSessions = ({ role }: Assignment): boolean =>
  grantsOf(role, 'self_report').some(
    ({ actions, part, range }) => actions.includes('R') && part === 'whole' && range !== 'self',
  );

/** Whether this account records there; who answers for duty in the building only reads. */
export function mayRecordIn({ access }: AppContext, { at }: OwnPlace, now: Instant): boolean {
  return isAllowed(
    access()?.assignments ?? [],
    { area: 'self_report', action: 'W', place: at },
    now,
  );
}

/** Whether this account measures people in their rooms, wherever. */
export const measuresInRooms = ({ access }: AppContext, now: Instant): boolean =>
  (access()?.assignments ?? []).some(
    (assignment) =>
      isValidAt(assignment, now) &&
      grantsOf(assignment.role, 'room_inspection').some(({ actions }) => actions.includes('W')),
  );

/** Whether this account takes on what may be an outbreak there. */
export function mayTakeOn({ access }: AppContext, { at }: OwnPlace, now: Instant): boolean {
  return isAllowed(access()?.assignments ?? [], { area: 'case', action: 'W', place: at }, now);
}

const NOWHERE: Place = {
  buildingIds: [],
  doorId: null,
  personId: null,
  unitId: null,
  classId: null,
};

function placesOfPost(replica: Replica, post: Assignment['post']): OwnPlace[] {
  switch (post.kind) {
    case 'class':
      return [classPlace(replica, post.id)];
    case 'unit':
      return [unitPlace(replica, post.id, post.buildingId)];
    case 'building': {
      const units = [...replica.documents('unit').values()].filter(
        ({ buildingId }) => buildingId === post.id,
      );
      const places = units.map(({ id }) => unitPlace(replica, id, post.id));
      const isWhole = units.length === 0 || hasResidentsInNoUnit(replica, post.id);
      return isWhole ? [...places, unitPlace(replica, post.id, post.id)] : places;
    }
    case 'campus':
    case 'door':
    case 'self':
      return [];
  }
}

/** The roster leaves a unit blank here and there: those people's facts lie with the building itself. */
const hasResidentsInNoUnit = (replica: Replica, buildingId: Id): boolean =>
  [...replica.documents('directory').values()].some(
    ({ home }) => home?.buildingId === buildingId && home.unitId === null,
  );

function classPlace(replica: Replica, id: Id): OwnPlace {
  const found = replica.documents('class').get(id);
  const name = [found?.college, found?.grade, found?.name].filter(Boolean).join(' ');
  return { kind: 'class', id, name, at: { ...NOWHERE, classId: id } };
}

function unitPlace(replica: Replica, id: Id, buildingId: Id): OwnPlace {
  const building = replica.documents('building').get(buildingId)?.name ?? '';
  const code = replica.documents('unit').get(id)?.code ?? '';
  return {
    kind: 'unit',
    id,
    name: code === '' ? building : `${building} ${code}`,
    at: { ...NOWHERE, buildingIds: [buildingId], unitId: id },
  };
}

import type { Instant } from './id.ts';
import { isAllowed, mayRecord, type Target } from './permission.ts';
import type { Assignment, Role } from './role.ts';
import type { OnBehalfAs } from './self-report.ts';

/** What only the person concerned may tell. */
export function mayTellOfSelf(
  assignments: readonly Assignment[],
  target: Target,
  at: Instant,
): boolean {
  return target.nearness === 'self' && mayRecord(assignments, target, at);
}

const ROLES_ON_BEHALF: Readonly<Record<OnBehalfAs, readonly Role[]>> = {
  room_head: ['room_head'],
  keeper: ['keeper', 'guard'],
  unit_keeper: ['unit_keeper'],
  class_head: ['class_head', 'counsellor'],
};

/** For oneself (`null`), or for somebody else in the duty that the report names. */
export function mayReportHealth(
  assignments: readonly Assignment[],
  { target, as, at }: { target: Target; as: OnBehalfAs | null; at: Instant },
): boolean {
  if (as === null) return mayTellOfSelf(assignments, target, at);
  const inThatDuty = assignments.filter(({ role }) => ROLES_ON_BEHALF[as].includes(role));
  return target.nearness !== 'self' && mayRecord(inThatDuty, target, at);
}

/** What staff record of those for whom they answer, and never of themselves as such. */
export function mayRecordAsStaff(
  assignments: readonly Assignment[],
  { type, ...place }: Target,
  at: Instant,
): boolean {
  const { buildingIds, doorId, personId, unitId, classId } = place;
  return mayRecord(assignments, { type, buildingIds, doorId, personId, unitId, classId }, at);
}

/** By those who keep the unit or class, and by those who answer for duty in the building. */
export function mayRemind(
  assignments: readonly Assignment[],
  target: Target,
  at: Instant,
): boolean {
  return (
    mayRecordAsStaff(assignments, target, at) ||
    isAllowed(assignments, { area: 'duty', action: 'V', place: target }, at)
  );
}

import type { DoorEntry } from '../../../domain/door-entry.ts';
import { mayMatchUnknown, mayVoid, type Target } from '../../../domain/permission.ts';
import type { DoorDuty } from './door-duty.ts';

/** By the author while the shift runs, later by those who hold the right over the place. */
export function mayTakeBack(duty: DoorDuty, entry: DoorEntry): boolean {
  const { app, shift } = duty;
  return mayVoid(app.access()?.assignments ?? [], targetOf(duty, entry), {
    isAuthor: entry.current.by === app.unlocked.accountId,
    withinShift: entry.current.shiftId !== null && entry.current.shiftId === shift.value?.id,
    at: duty.nowInstant(),
  });
}

export function mayMatch(duty: DoorDuty, entry: DoorEntry): boolean {
  const assignments = duty.app.access()?.assignments ?? [];
  return mayMatchUnknown(assignments, targetOf(duty, entry), duty.nowInstant());
}

function targetOf(duty: DoorDuty, { check }: DoorEntry): Target {
  const door = duty.app.replica.documents('door').get(check.doorId);
  const { subject } = check;
  const person = subject.kind === 'person' ? duty.people.person(subject.personId) : null;
  return {
    type: 'door-check',
    doorId: check.doorId,
    buildingIds: door?.buildingIds ?? [],
    personId: person?.id ?? null,
    unitId: person?.home?.unitId ?? null,
    classId: person?.classId ?? null,
  };
}

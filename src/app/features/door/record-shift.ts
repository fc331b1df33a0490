import type { Shift, ShiftEnd } from '../../../domain/door-check.ts';
import type { RunningShift } from '../../../domain/shift.ts';
import type { DoorDuty } from './door-duty.ts';

/** Begins a shift. A new one is recorded before the old one ends, so that a kill between leaves one running. */
export async function startShift(
  duty: DoorDuty,
  parts: { body: Shift; current: RunningShift | null },
): Promise<void> {
  const { journal, unlocked } = duty.app;
  const started = await journal.record({
    by: unlocked,
    type: 'shift',
    body: parts.body,
    shiftId: null,
  });
  duty.take([started]);
  if (parts.current !== null) await endShift(duty, parts.current, 'changed');
}

export async function endShift(
  duty: DoorDuty,
  shift: RunningShift,
  why: ShiftEnd['why'],
): Promise<void> {
  const body: ShiftEnd = { shiftId: shift.id, doorId: shift.body.doorId, why };
  const { journal, unlocked } = duty.app;
  const ended = await journal.record({
    by: unlocked,
    type: 'shift-end',
    body,
    shiftId: shift.id,
  });
  duty.take([ended]);
}

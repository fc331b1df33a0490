import type { Shift, ShiftEnd } from '../../../domain/door-check.ts';
import type { RunningShift } from '../../../domain/shift.ts';
import type { AppContext } from '../../context.ts';

/** Begins a shift. A new one is recorded before the old one ends, so that a kill between leaves one running. */
export async function startShift(
  app: AppContext,
  parts: { body: Shift; current: RunningShift | null },
): Promise<void> {
  await app.journal.record({ by: app.unlocked, type: 'shift', body: parts.body, shiftId: null });
  if (parts.current !== null) await endShift(app, parts.current, 'changed');
}

export async function endShift(
  app: AppContext,
  shift: RunningShift,
  why: ShiftEnd['why'],
): Promise<void> {
  const body: ShiftEnd = { shiftId: shift.id, doorId: shift.body.doorId, why };
  await app.journal.record({ by: app.unlocked, type: 'shift-end', body, shiftId: shift.id });
}

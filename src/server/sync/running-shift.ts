import type { Id } from '../../domain/id.ts';
import { isOwnShiftRunning } from '../../domain/own-shift.ts';
import { isEndOfShift, isShift } from '../../domain/shift.ts';
import type { Ground } from './ground.ts';
import type { Telling } from './rights.ts';
import type { StoredFact } from './stored-facts.ts';

/** Of the teller's own facts; those of duties without a shift are each a shift of their own. */
export function isOfRunningShift(
  ground: Ground,
  fact: StoredFact['fact'],
  telling: Telling,
): boolean {
  if (fact.shiftId !== null) return isShiftRunning(ground, fact.shiftId, telling);
  return isOwnShiftRunning(fact, { at: telling.correctedAt, shiftHours: ground.shiftHours() });
}

/** Whether the teller's shift was running then, by the policy's hours and its earliest end. */
function isShiftRunning(ground: Ground, shiftId: Id, { by, correctedAt }: Telling): boolean {
  const family = ground.facts.family(shiftId);
  const shift = family.find(({ row }) => row.id === shiftId && isShift(row.type));
  if (shift?.fact.by !== by) return false;
  const overMs = Date.parse(shift.fact.correctedAt) + ground.shiftHours() * 3_600_000;
  if (Date.parse(correctedAt) >= overMs) return false;
  return !family.some(({ row, fact }) => isEndOfShift(row.type) && fact.correctedAt < correctedAt);
}

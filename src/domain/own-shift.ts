import type { FactType } from './fact.ts';
import type { Instant } from './id.ts';
import type { Fact } from './operation.ts';

/** Duties that nobody begins and ends: property staff come, seal or disinfect, and go; people report. */
const WITHOUT_SHIFT: ReadonlySet<string> = new Set<FactType>([
  'seal',
  'seal-check',
  'disinfection',
  'disinfection-end',
  'acceptance',
  'refuse-clearing',
  'self-report',
  'second-report',
  'session-check',
  'absence',
  'absence-follow-up',
  'contact-log',
]);

/**
 * Whether what was recorded outside of any shift still counts as of a running one: such a fact is a shift of
 * its own, which lasts as long as one that nobody ends.
 */
export function isOwnShiftRunning(
  { type, shiftId, correctedAt }: Pick<Fact, 'type' | 'shiftId' | 'correctedAt'>,
  { at, shiftHours }: { at: Instant; shiftHours: number },
): boolean {
  if (shiftId !== null || !WITHOUT_SHIFT.has(type)) return false;
  return Date.parse(at) < Date.parse(correctedAt) + shiftHours * 3_600_000;
}

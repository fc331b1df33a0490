import type { Instant } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import { isOwnShiftRunning } from '../../domain/own-shift.ts';
import type { AppContext } from '../context.ts';

/** Whether its author may still put it right alone, as the server will judge it: outside of any shift, as long as one lasts. */
export function isMineStill(app: AppContext, fact: Fact, at: Instant): boolean {
  const { shiftHours } = app.policy().phone;
  return fact.by === app.unlocked.accountId && isOwnShiftRunning(fact, { at, shiftHours });
}

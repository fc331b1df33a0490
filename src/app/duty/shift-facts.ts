import type { Id } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import { isEndOfShift, isShift } from '../../domain/shift.ts';
import type { AppContext } from '../context.ts';

/** A duty's fold, with the beginnings and ends of shifts and rounds beside it. */
export function besideShifts<Log extends { add: (facts: readonly Fact[]) => void }>(log: Log) {
  const shiftFactById = new Map<Id, Fact>();
  return {
    log,
    shiftFacts: (): Iterable<Fact> => shiftFactById.values(),
    add: (facts: readonly Fact[]): void => {
      for (const fact of facts)
        if (isShift(fact.type) || isEndOfShift(fact.type)) shiftFactById.set(fact.id, fact);
      log.add(facts);
    },
  };
}

/** Whose shift is looked for on this phone, at a moment in milliseconds. */
export function whoseShift(app: AppContext, nowMs: number) {
  return {
    accountId: app.unlocked.accountId,
    deviceId: app.unlocked.deviceId,
    now: new Date(nowMs).toISOString(),
    shiftHours: app.policy().phone.shiftHours,
  };
}

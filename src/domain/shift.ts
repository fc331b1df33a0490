import type { Shift } from './door-check.ts';
import { readFact } from './fact.ts';
import type { Id, Instant } from './id.ts';
import { byCorrectedTime } from './fact-order.ts';
import type { Fact } from './operation.ts';

/** A shift at a door, or the round of a unit: what is recorded on it carries its id. */
export const isShift = (type: string): boolean => type === 'shift' || type === 'round';
export const isEndOfShift = (type: string): boolean => type === 'shift-end' || type === 'round-end';

/** The shift in which checks are recorded now; its id is that of its `shift` fact. */
export interface RunningShift {
  id: Id;
  startedAt: Instant;
  body: Shift;
}

/**
 * The shift that this account began last on this device and nobody has ended, or `null`. One that is
 * older than the policy's hours is over by itself. Any order of facts gives the same answer.
 */
export function runningShift(
  facts: Iterable<Fact>,
  of: { accountId: Id; deviceId: Id; now: Instant; shiftHours: number },
): RunningShift | null {
  const startsAfter = new Date(Date.parse(of.now) - of.shiftHours * 3_600_000).toISOString();
  const ended = new Set<Id>();
  let latest: { fact: Fact; body: Shift } | null = null;
  for (const fact of facts) {
    if (fact.by !== of.accountId || fact.deviceId !== of.deviceId) continue;
    const read = readFact(fact);
    if (read?.type === 'shift-end') ended.add(read.body.shiftId);
    if (read?.type === 'shift' && (latest === null || byCorrectedTime(latest.fact, fact) < 0))
      latest = { fact, body: read.body };
  }
  if (latest === null) return null;
  const { fact, body } = latest;
  const isOver = ended.has(fact.id) || fact.correctedAt <= startsAfter;
  return isOver ? null : { id: fact.id, startedAt: fact.correctedAt, body };
}

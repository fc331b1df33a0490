import type { Shift } from './door-check.ts';
import { byCorrectedTime } from './fact-order.ts';
import { readFact } from './fact.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import type { Round } from './round.ts';

/** A shift at a door, or the round of a unit: what is recorded on it carries its id. */
export const isShift = (type: string): boolean => type === 'shift' || type === 'round';
export const isEndOfShift = (type: string): boolean => type === 'shift-end' || type === 'round-end';

/** What is recorded in now; its id is that of the fact that began it. */
interface Running<Type extends 'shift' | 'round', Body> {
  type: Type;
  id: Id;
  startedAt: Instant;
  body: Body;
}

/** The shift at a door in which checks are recorded now. */
export type RunningShift = Running<'shift', Shift>;
/** The round of a unit in which what is seen in its rooms is recorded now. */
export type RunningRound = Running<'round', Round>;

interface Whose {
  accountId: Id;
  deviceId: Id;
  now: Instant;
  shiftHours: number;
}

/**
 * The shift at a door that this account began last on this device and nobody has ended, or `null`. One that is
 * older than the policy's hours is over by itself. Any order of facts gives the same answer.
 */
export function runningShift(facts: Iterable<Fact>, of: Whose): RunningShift | null {
  const running = latestRunning(facts, of, 'shift');
  return running?.type === 'shift' ? running : null;
}

/** The same for the round of a unit. */
export function runningRound(facts: Iterable<Fact>, of: Whose): RunningRound | null {
  const running = latestRunning(facts, of, 'round');
  return running?.type === 'round' ? running : null;
}

function latestRunning(
  facts: Iterable<Fact>,
  of: Whose,
  type: 'shift' | 'round',
): RunningShift | RunningRound | null {
  const startsAfter = new Date(Date.parse(of.now) - of.shiftHours * 3_600_000).toISOString();
  const ended = new Set<Id>();
  let latest: { fact: Fact; running: RunningShift | RunningRound } | null = null;
  for (const fact of facts) {
    if (fact.by !== of.accountId || fact.deviceId !== of.deviceId) continue;
    const read = readFact(fact);
    if (read?.type === 'shift-end') ended.add(read.body.shiftId);
    if (read?.type === 'round-end') ended.add(read.body.roundId);
    const begins = (read?.type === 'shift' || read?.type === 'round') && read.type === type;
    if (begins && (latest === null || byCorrectedTime(latest.fact, fact) < 0))
      latest = { fact, running: { id: fact.id, startedAt: fact.correctedAt, ...read } };
  }
  if (latest === null) return null;
  const isOver = ended.has(latest.fact.id) || latest.fact.correctedAt <= startsAfter;
  return isOver ? null : latest.running;
}

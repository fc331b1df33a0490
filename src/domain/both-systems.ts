import { inFactOrder } from './fact-order.ts';
import { readFact } from './fact.ts';
import type { Day, Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import { aheadBy, type SessionClock } from './report-session.ts';
import type { SessionLog } from './session-log.ts';
import { takenBackIn } from './taken-back.ts';

/** Of some people and one day: who reported here, and in the second system (双系统填报) by their own word. */
export interface BothSystems<Of extends { personId: Id } = { personId: Id }> {
  both: readonly Of[];
  onlyHere: readonly Of[];
  /** With when they ticked it. */
  onlyThere: readonly { member: Of; doneAt: Instant }[];
  neither: readonly Of[];
}

/**
 * In the order of the members. A tick that was taken back is none; a report is one of any session of that day that was
 * not told ahead of it.
 */
export function bothSystemsOf<Of extends { personId: Id }>(
  log: SessionLog,
  facts: readonly Fact[],
  { members, day, clock }: { members: readonly Of[]; day: Day; clock: SessionClock },
): BothSystems<Of> {
  const isAhead = aheadBy(clock);
  const ofDay = log.reports.filter(
    ({ check: { session }, at }) => session.day === day && !isAhead(session, at),
  );
  const here = new Set(ofDay.map(({ check }) => check.personId));
  const there = ticksOf(facts, day);
  const both: Of[] = [];
  const onlyHere: Of[] = [];
  const onlyThere: { member: Of; doneAt: Instant }[] = [];
  const neither: Of[] = [];
  for (const member of members) {
    const doneAt = there.get(member.personId);
    const isHere = here.has(member.personId);
    if (doneAt === undefined) (isHere ? onlyHere : neither).push(member);
    else if (isHere) both.push(member);
    else onlyThere.push({ member, doneAt });
  }
  return { both, onlyHere, onlyThere, neither };
}

/** When each person first said so. */
function ticksOf(facts: readonly Fact[], day: Day): Map<Id, Instant> {
  const takenBack = takenBackIn(facts);
  const ticks = new Map<Id, Instant>();
  for (const fact of inFactOrder(facts)) {
    const read = readFact(fact);
    if (read?.type !== 'second-report' || read.body.day !== day || takenBack.has(fact.id)) continue;
    const { personId, doneAt } = read.body;
    if (!ticks.has(personId)) ticks.set(personId, doneAt);
  }
  return ticks;
}

import type { Id, Instant } from '../../../domain/id.ts';
import { leaveAt, leaveThen } from '../../../domain/leave-log.ts';
import { walkedAt, type RoundDuty } from './round-duty.ts';

/** Why nobody looks for somebody in their room: on leave until then, or in hospital since then. */
export type Away = { why: 'leave'; until: Instant } | { why: 'hospital'; since: Instant };

/** As the papers say for when the round is walked. Whoever is in hospital needs no leave. */
export function awayOf(duty: RoundDuty, personId: Id): Away | null {
  const at = walkedAt(duty);
  const { leaves, hospital } = duty.log();
  const since = hospital(at).get(personId);
  if (since !== undefined) return { why: 'hospital', since };
  // Who has come back since was still away when the sheet of paper was written.
  const isFromPaper = duty.round.value?.body.onPaperAt !== undefined;
  const leave = (isFromPaper ? leaveThen : leaveAt)(leaves(), personId, at);
  return leave === null ? null : { why: 'leave', until: leave.leave.to };
}

import type { Id, Instant } from '../../../domain/id.ts';
import { leaveAt } from '../../../domain/leave-log.ts';
import { walkedAt, type RoundDuty } from './round-duty.ts';

/** Why nobody looks for somebody in their room: on leave until then, or in hospital since then. */
export type Away = { why: 'leave'; until: Instant } | { why: 'hospital'; since: Instant };

/** As the papers say for when the round is walked. Whoever is in hospital needs no leave. */
export function awayOf(duty: RoundDuty, personId: Id): Away | null {
  const at = walkedAt(duty);
  const { leaves, hospital } = duty.log();
  const since = hospital(at).get(personId);
  if (since !== undefined) return { why: 'hospital', since };
  const leave = leaveAt(leaves(), personId, at);
  return leave === null ? null : { why: 'leave', until: leave.leave.to };
}

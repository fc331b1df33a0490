import type { Id, Instant } from '../../../domain/id.ts';
import { leaveAt } from '../../../domain/leave-log.ts';
import type { RoundDuty } from './round-duty.ts';

/** Why nobody looks for somebody in their room: on leave until then, or in hospital since then. */
export type Away = { why: 'leave'; until: Instant } | { why: 'hospital'; since: Instant };

/** As the papers say for when the round is walked. Whoever is in hospital needs no leave. */
export function awayOf({ log, round, nowInstant }: RoundDuty, personId: Id): Away | null {
  const at = round.value?.body.onPaperAt ?? nowInstant();
  const { leaves, hospital } = log();
  const since = hospital().get(personId);
  if (since !== undefined && since <= at) return { why: 'hospital', since };
  const leave = leaveAt(leaves(), personId, at);
  return leave === null ? null : { why: 'leave', until: leave.leave.to };
}

import type { Id } from '../../../domain/id.ts';
import { leaveAt, type LeaveEntry } from '../../../domain/leave-log.ts';
import type { RoundDuty } from './round-duty.ts';

/** The leave under which somebody is away when the round is walked, or `null`. */
export function leaveOf({ log, round, nowInstant }: RoundDuty, personId: Id): LeaveEntry | null {
  return leaveAt(log().leaves(), personId, round.value?.body.onPaperAt ?? nowInstant());
}

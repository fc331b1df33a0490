import type { Instant } from '../../../domain/id.ts';
import { campusZone } from '../../campus-zone.ts';
import { timeOnWalk } from './paper-time.ts';
import type { RoundDuty } from './round-duty.ts';
import type { VisitDraft } from './visit-draft.ts';

/** What a record of a room says of the time on the paper: that of the room, else of the walk; nothing off paper. */
export function paperAtOf(
  duty: RoundDuty,
  draft: Pick<VisitDraft, 'paperTime'> | null,
): { onPaperAt?: Instant } {
  const walkedAt = duty.round.value?.body.onPaperAt;
  if (walkedAt === undefined) return {};
  return { onPaperAt: momentOf(duty, draft?.paperTime ?? '') ?? walkedAt };
}

/** When these digits were on the clock of the walk that is typed in; `null` where that is no time of it. */
export function momentOf(duty: RoundDuty, digits: string): Instant | null {
  const from = duty.round.value?.body.onPaperAt;
  if (from === undefined || digits === '') return null;
  return timeOnWalk(digits, { from, now: duty.nowInstant(), zone: campusZone(duty.app) });
}

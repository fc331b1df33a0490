import { isTakenBack } from '../../../domain/disinfection-log.ts';
import { beep, vibrate } from '../../device/feedback.ts';
import type { DisinfectionDuty } from './disinfection-duty.ts';

/**
 * Sounds when the contact time of something that this account began is over while the app is open. The
 * time is that of the fact: a phone that was locked or killed meanwhile shows it on the board.
 */
export function watchContactTimes(duty: DisinfectionDuty): () => void {
  let seenMs = duty.nowMs.peek();
  return duty.nowMs.subscribe((nowMs) => {
    const isOver = duty.log().works.some((work) => {
      const overMs = Date.parse(work.contactOverAt);
      const isMine = work.fact.by === duty.app.unlocked.accountId;
      const isOpen = isMine && work.ends.length === 0 && !isTakenBack(work);
      return isOpen && seenMs < overMs && overMs <= nowMs;
    });
    seenMs = nowMs;
    if (!isOver) return;
    beep('high');
    vibrate('high');
  });
}

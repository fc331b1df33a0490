import type { DoorCheck } from '../../../domain/door-check.ts';
import type { Reading } from '../../../domain/reading.ts';
import { judgeTemperature, readTyped } from '../../../domain/temperature.ts';
import type { StorageFailure } from '../../../store/storage-failure.ts';
import type { DoorDuty } from './door-duty.ts';
import type { LoopDraft } from './loop-draft.ts';
import type { Standing } from './standing.ts';
import { isWhole, shownDigits } from '../../duty/typed-temperature.ts';

/** Why "done" saved nothing. */
export type Problem =
  | { kind: 'unreadable' }
  | { kind: 'impossible'; shown: string }
  | { kind: 'double' }
  /** This phone's storage refused it; nothing of what was typed is lost. */
  | { kind: 'not-saved'; why: StorageFailure['why'] };

/** The check that "done" would save now, or why there is none. */
export function checkOf(
  duty: DoorDuty,
  now: { draft: LoopDraft; standing: Standing },
): { check: DoorCheck } | { problem: Problem } {
  const { draft, standing } = now;
  const shift = duty.shift.peek();
  if (standing.double !== null && !draft.isRepeatAccepted) return { problem: { kind: 'double' } };
  const typed = isWhole(draft.typed) ? readTyped(draft.typed, standing.unit) : null;
  if (typed === null || shift === null) return { problem: { kind: 'unreadable' } };
  const reading: Reading = {
    tempC: typed.tempC,
    site: standing.site,
    thermometerId: shift.body.thermometerId,
    rawValue: typed.rawValue,
    rawUnit: standing.unit,
  };
  if (judgeTemperature(reading, duty.app.policy().temperature) === 'impossible')
    return { problem: { kind: 'impossible', shown: shownDigits(draft.typed, standing.unit) } };
  return {
    check: {
      subject: standing.subject,
      doorId: shift.body.doorId,
      direction: standing.direction,
      reading,
      repeats: draft.repeats,
      amends: null,
      ...(draft.photos.length > 0 && { photos: draft.photos }),
    },
  };
}

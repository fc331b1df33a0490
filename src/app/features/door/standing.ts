import type { Direction, Subject } from '../../../domain/door-check.ts';
import type { DoorEntry } from '../../../domain/door-entry.ts';
import { guessDirection, lastPassage, repeatWithin, subjectKey } from '../../../domain/door-log.ts';
import type { Id } from '../../../domain/id.ts';
import type { BodySite, Reading, TemperatureUnit } from '../../../domain/reading.ts';
import type { DoorDuty } from './door-duty.ts';
import type { LoopDraft } from './loop-draft.ts';
import { readingBefore } from './second-reading.ts';

/** Whoever stands at the door now, with what is known before the reading. */
export interface Standing {
  subject: Subject;
  direction: Direction;
  site: BodySite;
  unit: TemperatureUnit;
  last: DoorEntry | null;
  /** The reading that is being repeated. */
  first: Reading | null;
  /** Logged a moment ago; `null` too for a second reading, which is meant to follow. */
  double: { secondsAgo: number; by: Id } | null;
}

export function standingOf(duty: DoorDuty, draft: LoopDraft): Standing | null {
  const { subject } = draft;
  const shift = duty.shift.value;
  if (subject === null || shift === null) return null;
  const log = duty.log();
  const key = subjectKey(subject);
  const last = key === null ? null : lastPassage(log, key);
  const first = readingBefore(duty, { subject, repeats: draft.repeats });
  const seconds = duty.app.policy().door.repeatSeconds;
  const double =
    draft.repeats === null ? repeatWithin(log, subject, { at: duty.nowInstant(), seconds }) : null;
  return {
    subject,
    direction: draft.direction ?? draft.rush ?? guessDirection(last),
    site: draft.site ?? shift.body.site,
    unit: shift.body.thermometerUnit,
    last,
    first,
    double: double && { secondsAgo: double.secondsAgo, by: double.entry.current.by },
  };
}

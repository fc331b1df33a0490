import type { Direction, DoorCheck, Subject } from '../../../domain/door-check.ts';
import type { Id } from '../../../domain/id.ts';
import type { Reading } from '../../../domain/reading.ts';
import type { OutcomeKind } from '../../duty/outcome-kind.ts';
import type { DoorDuty } from './door-duty.ts';
import { kindOfOutcome, readingBefore } from './second-reading.ts';
import { nameOf } from './subject-words.ts';

/** What became of a check that is saved: shown until the next one. */
export interface Outcome {
  kind: OutcomeKind;
  checkId: Id;
  subject: Subject;
  name: string;
  direction: Direction;
  reading: Reading | null;
  /** The reading before it, where this is a second one. */
  first: Reading | null;
  /** By the server's time as this phone knows it. */
  savedAtMs: number;
}

export function outcomeOf(duty: DoorDuty, saved: { check: DoorCheck; checkId: Id }): Outcome {
  const { subject, direction, reading } = saved.check;
  const kind = kindOfOutcome(duty, saved.check);
  return {
    kind,
    checkId: saved.checkId,
    subject,
    name: nameOf(duty, subject),
    direction,
    reading,
    first: readingBefore(duty, saved.check),
    savedAtMs: Date.parse(duty.nowInstant()),
  };
}

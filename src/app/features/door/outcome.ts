import type { Direction, DoorCheck, Subject } from '../../../domain/door-check.ts';
import type { Id } from '../../../domain/id.ts';
import type { Reading } from '../../../domain/reading.ts';
import { beep, vibrate, type SignalKind } from '../../device/feedback.ts';
import type { DoorDuty } from './door-duty.ts';
import { kindOfOutcome, type OutcomeKind } from './second-reading.ts';
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
  const { subject, direction, reading, repeats } = saved.check;
  const kind = kindOfOutcome(duty, saved.check);
  const repeated = repeats === null ? null : duty.log().entry(repeats);
  return {
    kind,
    checkId: saved.checkId,
    subject,
    name: nameOf(duty, subject),
    direction,
    reading,
    first: repeated?.check.reading ?? null,
    savedAtMs: Date.parse(duty.nowInstant()),
  };
}

const SIGNALS: Record<OutcomeKind, SignalKind> = {
  normal: 'normal',
  cleared: 'normal',
  left: 'normal',
  'too-low': 'too-low',
  high: 'high',
  unsettled: 'too-low',
  confirmed: 'high',
};

/** Tells ear and hand what the panel tells the eye. */
export function signalOutcome(kind: OutcomeKind): void {
  const signal = SIGNALS[kind];
  beep(signal);
  vibrate(signal);
}

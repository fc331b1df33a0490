import type { DoorCheck, Subject } from '../../../domain/door-check.ts';
import type { DoorEntry } from '../../../domain/door-entry.ts';
import type { AnyReading } from '../../../domain/all-readings.ts';
import { lastPassage, subjectKey } from '../../../domain/door-log.ts';
import type { Reading } from '../../../domain/reading.ts';
import { ladder } from '../../../domain/remeasure-ladder.ts';
import { judgeTemperature, type TemperatureVerdict } from '../../../domain/temperature.ts';
import { kindOfReading, type OutcomeKind } from '../../duty/outcome-kind.ts';
import type { DoorDuty } from './door-duty.ts';
import type { LoopDraft } from './loop-draft.ts';

/** All that was measured of a person. */
const takenOf = (duty: DoorDuty, subject: Subject): AnyReading[] =>
  subject.kind === 'person' ? duty.readingsOf.value(duty.log(), subject.personId) : [];

/** Where a person stands on the re-measure ladder; visitors and unknown persons are not followed. */
export function stepOf(duty: DoorDuty, subject: Subject) {
  return ladder(takenOf(duty, subject), {
    policy: duty.app.policy().temperature,
    now: duty.nowInstant(),
  });
}

/** The reading that a check repeats, wherever it was taken. */
export function readingBefore(
  duty: DoorDuty,
  { subject, repeats }: Pick<DoorCheck, 'subject' | 'repeats'>,
): Reading | null {
  if (repeats === null) return null;
  const taken = takenOf(duty, subject).find(({ id }) => id === repeats);
  return (taken ?? duty.log().entry(repeats)?.check)?.reading ?? null;
}

/** What a check of this person must repeat: an open high reading at another site, or a too low one. */
export function nextReading(duty: DoorDuty, subject: Subject): Partial<LoopDraft> {
  const step = stepOf(duty, subject);
  if (step.state === 'resting' || step.state === 'measure-again') {
    const [first] = step.readings;
    const site = step.sites[0] ?? null;
    // One taken in a room says nothing of the way through the door.
    return first?.entry ? repeatOf(first.entry, site) : { repeats: first?.id ?? null, site };
  }
  const key = subjectKey(subject);
  const last = key === null ? null : lastPassage(duty.log(), key);
  if (last === null || !isRecent(duty, last)) return {};
  const verdict = verdictOf(duty, last.check);
  if (verdict === 'too-low') return repeatOf(last, null);
  const sites = duty.app.policy().temperature.remeasure.confirmSites;
  return verdict === 'high' && subject.kind === 'visitor' ? repeatOf(last, sites[0] ?? null) : {};
}

function repeatOf(entry: DoorEntry, site: LoopDraft['site']): Partial<LoopDraft> {
  return { repeats: entry.check.repeats ?? entry.id, site, direction: entry.check.direction };
}

/** A low reading of an hour ago asks for nothing: the next one is a check of its own. */
function isRecent(duty: DoorDuty, entry: DoorEntry): boolean {
  const { restMinutes } = duty.app.policy().temperature.remeasure;
  return Date.parse(duty.nowInstant()) - Date.parse(entry.at) < restMinutes * 60_000;
}

/** What the saved check means, the readings before it included. */
export function kindOfOutcome(duty: DoorDuty, check: DoorCheck): OutcomeKind {
  const verdict = verdictOf(duty, check);
  if (verdict === null) return 'left';
  return kindOfReading(verdict, stepOf(duty, check.subject));
}

/** `null` where no reading was taken. */
export function verdictOf(duty: DoorDuty, { reading }: DoorCheck): TemperatureVerdict | null {
  return reading === null ? null : judgeTemperature(reading, duty.app.policy().temperature);
}

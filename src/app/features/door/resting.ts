import type { Subject } from '../../../domain/door-check.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import type { DoorDuty } from './door-duty.ts';
import { stepOf, verdictOf } from './second-reading.ts';

/** Somebody whose second reading is open. */
export interface Resting {
  personId: Id;
  subject: Subject;
  /** `null` once the rest is over. */
  until: Instant | null;
}

/** Everyone whose high reading at this door, in this shift's hours, waits for its second; longest first. */
export function restingHere(duty: DoorDuty): readonly Resting[] {
  const doorId = duty.shift.value?.body.doorId;
  const { shiftHours } = duty.app.policy().phone;
  const since = new Date(Date.parse(duty.nowInstant()) - shiftHours * 3_600_000).toISOString();
  const personIds = new Set<Id>();
  const { entries } = duty.log();
  for (let place = entries.length - 1; place >= 0; place -= 1) {
    const entry = entries[place];
    if (entry === undefined || entry.at < since) break;
    const { subject } = entry.check;
    if (entry.isVoided || entry.check.doorId !== doorId || subject.kind !== 'person') continue;
    if (verdictOf(duty, entry.check) === 'high') personIds.add(subject.personId);
  }
  return [...personIds].reverse().flatMap((personId) => openStepOf(duty, personId));
}

function openStepOf(duty: DoorDuty, personId: Id): Resting[] {
  const subject: Subject = { kind: 'person', personId };
  const step = stepOf(duty, subject);
  if (step.state === 'resting') return [{ personId, subject, until: step.until }];
  return step.state === 'measure-again' ? [{ personId, subject, until: null }] : [];
}

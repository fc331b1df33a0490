import { signal } from '@preact/signals';
import type { Id } from '../../../domain/id.ts';
import type { Directory } from '../../../domain/person.ts';
import { personStanding } from '../../../domain/round-progress.ts';
import type { Reading } from '../../../domain/reading.ts';
import { judgeTemperature, readTyped } from '../../../domain/temperature.ts';
import { afterFrame } from '../../device/after-frame.ts';
import { signalOutcome } from '../../duty/outcome-kind.ts';
import { isWhole, shownDigits } from '../../duty/typed-temperature.ts';
import { awayOf } from './away.ts';
import { nextReading, readingsOf } from './person-readings.ts';
import type { RoundDuty } from './round-duty.ts';
import type { UnitRoom } from '../../../domain/unit-rooms.ts';
import type { Visits } from './visits.ts';

/** Why the digits saved nothing. */
export type EntryProblem = { kind: 'unreadable' } | { kind: 'impossible'; shown: string };

export type Entry = ReturnType<typeof createEntry>;

/** A key that bounces sends its digit again within this time; no thumb does. */
const BOUNCE_MS = 100;

export function createEntry(duty: RoundDuty, visits: Visits) {
  const isSaving = signal(false);
  let last = { digit: '', atMs: Number.NEGATIVE_INFINITY };

  return {
    isSaving,
    /** Not while a reading is being kept, and not the last digit of it again: they would be the next person's. */
    takes: (digit: string): boolean => {
      const isBounce = digit === last.digit && performance.now() - last.atMs < BOUNCE_MS;
      return !isSaving.peek() && !isBounce;
    },
    /** Saves what is typed for this person and turns to the next one; or says why not. */
    save: async (room: UnitRoom, person: Directory): Promise<EntryProblem | null> => {
      const draft = visits.draft.peek();
      const round = duty.round.peek();
      if (draft === null || round === null || draft.measuring !== person.id) return null;
      if (isSaving.peek()) return null;
      const { thermometerUnit: unit, thermometerId, site } = round.body;
      const typed = isWhole(draft.typed) ? readTyped(draft.typed, unit) : null;
      if (typed === null) return { kind: 'unreadable' };
      const reading: Reading = {
        tempC: typed.tempC,
        site: draft.site ?? site,
        thermometerId,
        rawValue: typed.rawValue,
        rawUnit: unit,
      };
      if (judgeTemperature(reading, duty.app.policy().temperature) === 'impossible')
        return { kind: 'impossible', shown: shownDigits(draft.typed, unit) };
      const { id: personId, name } = person;
      const { repeats } = nextReading(duty, personId);
      isSaving.value = true;
      last = { digit: draft.typed.slice(-1), atMs: performance.now() };
      visits.change({ typed: '' });
      const fact = await visits
        .reading(name, { personId, reading, repeats })
        .finally(() => (isSaving.value = false));
      if (fact !== null) tellOutcome(duty, personId);
      // Meanwhile somebody else may have been chosen, or another room.
      if (visits.draft.peek()?.measuring !== personId) return null;
      if (fact === null) visits.change({ typed: draft.typed });
      else turnOn(duty, visits, { room, person });
      return null;
    },
  };
}

function tellOutcome(duty: RoundDuty, personId: Id): void {
  const { kind } = readingsOf(duty, personId);
  if (kind !== null) afterFrame(() => signalOutcome(kind));
}

/** Whoever must be measured again at once stays; else the next one who is here and not measured yet. */
function turnOn(
  duty: RoundDuty,
  visits: Visits,
  { room, person }: { room: UnitRoom; person: Directory },
): void {
  const { kind } = readingsOf(duty, person.id);
  if (kind === 'too-low' || kind === 'unsettled')
    return visits.change({ typed: '', site: nextReading(duty, person.id).site });
  const place = room.residentIds.indexOf(person.id);
  const next = room.residentIds.slice(place + 1).find((id) => isToMeasure(duty, visits, id));
  const site = next === undefined ? null : nextReading(duty, next).site;
  visits.change({ measuring: next ?? null, typed: '', site });
}

function isToMeasure(duty: RoundDuty, visits: Visits, personId: string): boolean {
  const { rounds } = duty.log();
  const visitId = visits.draft.peek()?.visitId;
  const isMeasured = rounds.secondChecksOf(personId).some(({ body }) => body.visitId === visitId);
  const standing = personStanding(rounds, personId, duty.walk.peek());
  const isHere = standing === null ? awayOf(duty, personId) === null : standing.state === 'present';
  return !isMeasured && isHere;
}

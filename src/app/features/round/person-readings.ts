import { allReadingsOf } from '../../../domain/all-readings.ts';
import { dayOf } from '../../../domain/campus-day.ts';
import type { DoorEntry } from '../../../domain/door-entry.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import { gapTo, isOverGap, type ReadingGap } from '../../../domain/reading-gap.ts';
import {
  doorReadingsOf,
  ladder,
  type LadderStep,
  type TakenReading,
} from '../../../domain/remeasure-ladder.ts';
import type { BodySite } from '../../../domain/reading.ts';
import type { VisitEntry } from '../../../domain/round-log.ts';
import { judgeTemperature } from '../../../domain/temperature.ts';
import { aheadBy, sessionClockOf } from '../../../domain/report-session.ts';
import { toldReadings, type ToldReading } from '../../../domain/told-readings.ts';
import { roundRulesOf } from '../../../domain/default-policy.ts';
import { campusZone } from '../../campus-zone.ts';
import { kindOfReading, type OutcomeKind } from '../../duty/outcome-kind.ts';
import type { RoundDuty } from './round-duty.ts';

type Check = VisitEntry<'second-check'>;
type DoorReading = TakenReading & { entry: DoorEntry };

/** What this keeper may know of one person's temperatures of the campus's day. */
export interface PersonReadings {
  /** Taken in the room today by this account, by time; and before, while the ladder of a high one is open. */
  own: readonly Check[];
  /** This account has measured today: until then all else of today is hidden. */
  isMeasuredToday: boolean;
  /** Taken there today by others: who and when is said, the value only after one's own. */
  others: readonly Check[];
  /** What the last of one's own means; `null` before it. */
  kind: OutcomeKind | null;
  step: LadderStep;
  /** To the door's of today, and to what was told of that temperature; `null` until one's own reading is saved. */
  door: Gap<DoorReading> | null;
  told: Gap<ToldReading> | null;
}

export interface Gap<Other extends TakenReading> extends ReadingGap<Other> {
  /** By more than the rules let two thermometers differ. */
  isOver: boolean;
}

/** The check is blind: nothing measured elsewhere shows, or leads the ladder, before one's own reading is saved. */
export function readingsOf(duty: RoundDuty, personId: Id): PersonReadings {
  const { app } = duty;
  const { rounds, doors } = duty.log();
  const policy = app.policy();
  const today = isToday(duty);
  const checks = rounds.secondChecksOf(personId);
  const ofToday = checks.filter(({ at }) => today(at));
  const others = ofToday.filter(({ by }) => by !== app.unlocked.accountId);
  const mine = checks.filter(({ by }) => by === app.unlocked.accountId);
  const isMeasuredToday = mine.some(({ at }) => today(at));
  const wasHigh = ({ body }: Check): boolean =>
    judgeTemperature(body.reading, policy.temperature) === 'high';
  const nothing = { own: [], isMeasuredToday, others, door: null, told: null };
  if (!isMeasuredToday && !mine.some(wasHigh))
    return { ...nothing, kind: null, step: { state: 'none' } };

  const step = ladder(allReadingsOf({ doors, rounds }, personId), {
    policy: policy.temperature,
    now: duty.nowInstant(),
  });
  // Midnight settles nothing: who was high before it still waits for the second reading.
  const since = openSince(step);
  const own = mine.filter(({ at }) => today(at) || (since !== null && at >= since));
  const last = own.at(-1);
  if (last === undefined) return { ...nothing, kind: null, step: { state: 'none' } };
  const { disagreeDeltaC } = roundRulesOf(policy);
  const gapFrom = <Other extends TakenReading>(readings: readonly Other[]): Gap<Other> | null => {
    const gap = gapTo(asTaken(last), readings);
    return gap && { ...gap, isOver: isOverGap(gap, disagreeDeltaC) };
  };
  return {
    own,
    isMeasuredToday,
    others,
    kind: kindOfReading(judgeTemperature(last.body.reading, policy.temperature), step),
    step,
    door: isMeasuredToday
      ? gapFrom(doorReadingsOf(doors, personId).filter(({ at }) => today(at)))
      : null,
    told: isMeasuredToday ? gapFrom(toldToday(duty, personId)) : null,
  };
}

/** When the high reading was taken that still waits for another one. */
function openSince(step: LadderStep): Instant | null {
  const isOpen = step.state === 'resting' || step.state === 'measure-again';
  return (isOpen && step.readings[0]?.at) || null;
}

/** Which reading the next one of this person repeats, and where it is to be taken. */
export function nextReading(
  duty: RoundDuty,
  personId: Id,
): { repeats: Id | null; site: BodySite | null } {
  const { step, kind, own } = readingsOf(duty, personId);
  if (step.state === 'resting' || step.state === 'measure-again')
    return { repeats: step.readings[0]?.id ?? null, site: step.sites[0] ?? null };
  const last = own.at(-1);
  if (kind === 'too-low' && last !== undefined && isRecent(duty, last))
    return { repeats: last.body.repeats ?? last.id, site: null };
  return { repeats: null, site: null };
}

const asTaken = ({ id, at, body }: Check): TakenReading => ({ id, at, reading: body.reading });

/** A low reading of an hour ago asks for nothing: the next one is a check of its own. */
function isRecent(duty: RoundDuty, { at }: Check): boolean {
  const { restMinutes } = duty.app.policy().temperature.remeasure;
  return Date.parse(duty.nowInstant()) - Date.parse(at) < restMinutes * 60_000;
}

function toldToday(duty: RoundDuty, personId: Id): ToldReading[] {
  const zone = campusZone(duty.app);
  const clock = sessionClockOf(duty.app.policy(), zone);
  const today = dayOf(duty.nowInstant(), zone);
  const told = toldReadings(duty.log().told().reports, personId, aheadBy(clock));
  return told.filter(({ day }) => day === today);
}

function isToday(duty: RoundDuty): (at: Instant) => boolean {
  const zone = campusZone(duty.app);
  const today = dayOf(duty.nowInstant(), zone);
  return (at) => dayOf(at, zone) === today;
}

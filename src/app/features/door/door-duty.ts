import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AnyReading } from '../../../domain/all-readings.ts';
import { createDoorLog, type DoorLog } from '../../../domain/door-log.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { Door } from '../../../domain/place.ts';
import { doorReadingsOf } from '../../../domain/remeasure-ladder.ts';
import { runningShift, type RunningShift } from '../../../domain/shift.ts';
import type { AppContext } from '../../context.ts';
import { createClock } from '../../duty/clock.ts';
import { followFacts } from '../../duty/followed-facts.ts';
import { besideShifts, whoseShift } from '../../duty/shift-facts.ts';
import { createPeopleFinder, type PeopleFinder } from './people-finder.ts';
import { visitorsHere } from './visitors-here.ts';

/** What every screen at the door shares while an account is unlocked. All of it is derived from facts. */
export interface DoorDuty {
  app: AppContext;
  shift: ReadonlySignal<RunningShift | null>;
  /** The door of the shift; `null` without a shift, or before the first load has brought the door. */
  door: ReadonlySignal<Door | null>;
  /** Brought up to date within a second of each change. Reading it renders again when it has grown. */
  log: () => DoorLog;
  /** What was measured of a person: at the doors, and in rooms too once those have been read (`RoomReadings`). */
  readingsOf: Signal<(log: DoorLog, personId: Id) => AnyReading[]>;
  /** Puts facts in that were recorded just now, so that the next check need not wait for the whole fold. */
  take: (facts: readonly Fact[]) => void;
  people: PeopleFinder;
  /** The server's time as this phone knows it, in milliseconds; ticks once a second. */
  nowMs: ReadonlySignal<number>;
  /** The same, to the millisecond, for what is judged now. */
  nowInstant: () => Instant;
  stop: () => void;
}

export function createDoorDuty(app: AppContext): DoorDuty {
  const clock = createClock(app);
  const facts = followFacts(app, () => besideShifts(createDoorLog()));
  const shift = computed(() =>
    runningShift(facts.read().shiftFacts(), whoseShift(app, clock.minuteMs.value)),
  );
  const door = computed(() => {
    void app.revision.value;
    const doorId = shift.value?.body.doorId;
    return doorId === undefined ? null : (app.replica.documents('door').get(doorId) ?? null);
  });
  const people = createPeopleFinder(app, {
    visitors: () => visitorsHere(duty),
    preferBuildingIds: () => door.peek()?.buildingIds ?? [],
  });

  const duty: DoorDuty = {
    app,
    shift,
    door,
    log: () => facts.read().log,
    readingsOf: signal(doorReadingsOf),
    take: facts.take,
    people,
    nowMs: clock.nowMs,
    nowInstant: clock.nowInstant,
    stop: () => {
      clock.stop();
      facts.stop();
      people.stop();
    },
  };
  return duty;
}

export const DoorDutyContext = createContext<DoorDuty | null>(null);

export function useDuty(): DoorDuty {
  const duty = useContext(DoorDutyContext);
  if (duty === null) throw new Error('useDuty is for screens at the door');
  return duty;
}

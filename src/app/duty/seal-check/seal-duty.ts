import { computed, type ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { boundsOfDay, dayOf } from '../../../domain/campus-day.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import type { SealRegister } from '../../../domain/seal-register.ts';
import { isEndOfShift, isShift, runningRound, runningShift } from '../../../domain/shift.ts';
import { goesOnSince } from '../../../domain/walk-since.ts';
import { campusZone } from '../../campus-zone.ts';
import type { AppContext } from '../../context.ts';
import { createClock, type DutyClock, type Timed } from '../clock.ts';
import { createKeptForm, type KeptForm } from '../kept-form.ts';
import { whoseShift } from '../shift-facts.ts';
import { followSeals } from './followed-seals.ts';
import { createHalfTold, type HalfTold } from './half-told.ts';
import { NO_SEAL, type ApplyDraft } from './seal-drafts.ts';
import { createSealRecords, type SealRecords } from './seal-records.ts';

/** What every screen that shows seals shares while an account is unlocked. */
export interface SealDuty extends Timed, SealRecords, Omit<HalfTold, 'stop'> {
  nowInstant: DutyClock['nowInstant'];
  /** Brought up to date within a second of each change. Reading it renders again when it has changed. */
  register: () => SealRegister;
  /** Seals are looked at once since then: the beginning of the round that goes on here, else of the day. */
  dueSince: ReadonlySignal<Instant>;
  /** The round or shift in which is recorded now. */
  shiftId: () => Id | null;
  applying: KeptForm<ApplyDraft>;
  stop: () => void;
}

export function createSealDuty(app: AppContext): SealDuty {
  const clock = createClock(app);
  const seals = followSeals(app);
  const { stop: stopChecking, ...checks } = createHalfTold(app);
  const applying = createKeptForm(app, { name: 'seal', empty: NO_SEAL });
  const roundSince = computed((): Instant | null => {
    const whose = whoseShift(app, clock.minuteMs.value);
    const running = runningRound(seals.shiftFacts(), whose);
    const zone = campusZone(app);
    return running && goesOnSince(seals.shiftFacts(), { ...whose, running, zone });
  });
  // Not as followed: a round that was begun a moment ago counts.
  const shiftId = (): Id | null => {
    const facts = app.facts().filter(({ type }) => isShift(type) || isEndOfShift(type));
    const whose = whoseShift(app, clock.nowMs.peek());
    return (runningRound(facts, whose) ?? runningShift(facts, whose))?.id ?? null;
  };
  return {
    app,
    nowMs: clock.nowMs,
    nowInstant: clock.nowInstant,
    register: seals.register,
    shiftId,
    dueSince: computed(() => roundSince.value ?? startOfDay(app, clock)),
    ...checks,
    applying,
    ...createSealRecords({ app, clock, seals, shiftId, ...checks, applying }),
    stop: () => {
      clock.stop();
      seals.stop();
      stopChecking();
      applying.stop();
    },
  };
}

function startOfDay(app: AppContext, { minuteMs }: DutyClock): Instant {
  const zone = campusZone(app);
  return boundsOfDay(dayOf(new Date(minuteMs.value).toISOString(), zone), zone).from;
}

export const SealDutyContext = createContext<SealDuty | null>(null);

export function useSeals(): SealDuty {
  const duty = useContext(SealDutyContext);
  if (duty === null) throw new Error('useSeals is for screens that show seals');
  return duty;
}

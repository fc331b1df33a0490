import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createDoorLog, type DoorLog } from '../../../domain/door-log.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { Door } from '../../../domain/place.ts';
import { runningShift, type RunningShift } from '../../../domain/shift.ts';
import type { AppContext } from '../../context.ts';
import { createPeopleFinder, type PeopleFinder } from './people-finder.ts';
import { visitorsHere } from './visitors-here.ts';

const TICK_MS = 1000;
/** Long enough that looking through all facts never stands between a key and its answer. */
const FOLLOW_AFTER_MS = 700;

/** What every screen at the door shares while an account is unlocked. All of it is derived from facts. */
export interface DoorDuty {
  app: AppContext;
  shift: ReadonlySignal<RunningShift | null>;
  /** The door of the shift; `null` without a shift, or before the first load has brought the door. */
  door: ReadonlySignal<Door | null>;
  /** Brought up to date within a second of each change. Reading it renders again when it has grown. */
  log: () => DoorLog;
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
  const log = createFollowedLog(app);
  const shift = computed(() => {
    return runningShift(log.shiftFacts(), {
      accountId: app.unlocked.accountId,
      deviceId: app.unlocked.deviceId,
      now: new Date(clock.minuteMs.value).toISOString(),
      shiftHours: app.policy().phone.shiftHours,
    });
  });
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
    log: log.read,
    take: log.take,
    people,
    nowMs: clock.nowMs,
    nowInstant: () => new Date(clock.read()).toISOString(),
    stop: () => {
      clock.stop();
      log.stop();
      people.stop();
    },
  };
  return duty;
}

function createClock(app: AppContext) {
  const read = (): number => app.clock.now() + (app.journal.offsetMs() ?? 0);
  const nowMs = signal(read());
  const timer = setInterval(() => (nowMs.value = read()), TICK_MS);
  return {
    read,
    nowMs,
    /** For what need not be looked at every second. */
    minuteMs: computed(() => nowMs.value - (nowMs.value % 60_000)),
    stop: () => clearInterval(timer),
  };
}

/**
 * One log for all screens: each change puts in what is new or newly stamped. It is folded anew only
 * when a fact has gone (parked by the server, or of a scope that this account lost).
 */
function createFollowedLog(app: AppContext) {
  let log = createDoorLog();
  const factById = new Map<Id, Fact>();
  const shiftFactById = new Map<Id, Fact>();
  const version = signal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function take(facts: readonly Fact[]): void {
    const fresh = facts.filter((fact) => !isSame(factById.get(fact.id), fact));
    if (fresh.length === 0) return;
    for (const fact of fresh) {
      factById.set(fact.id, fact);
      if (fact.type === 'shift' || fact.type === 'shift-end') shiftFactById.set(fact.id, fact);
    }
    log.add(fresh);
    version.value += 1;
  }

  function follow(): void {
    timer = undefined;
    const facts = app.facts();
    take(facts);
    if (factById.size === facts.length) return;
    factById.clear();
    shiftFactById.clear();
    log = createDoorLog();
    take(facts);
  }

  follow();
  const unfollow = app.revision.subscribe(() => {
    timer ??= setTimeout(follow, FOLLOW_AFTER_MS);
  });
  return {
    take,
    shiftFacts: (): Iterable<Fact> => {
      void version.value;
      return shiftFactById.values();
    },
    read: (): DoorLog => {
      void version.value;
      return log;
    },
    stop: () => {
      clearTimeout(timer);
      unfollow();
    },
  };
}

/** Facts never change but for the server's two stamps, which replace the phone's own estimate once. */
function isSame(known: Fact | undefined, fact: Fact): boolean {
  return known?.correctedAt === fact.correctedAt && known.receivedAt === fact.receivedAt;
}

export const DoorDutyContext = createContext<DoorDuty | null>(null);

export function useDuty(): DoorDuty {
  const duty = useContext(DoorDutyContext);
  if (duty === null) throw new Error('useDuty is for screens at the door');
  return duty;
}

import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createDoorLog, type DoorLog } from '../../../domain/door-log.ts';
import { createHygieneLog, type HygieneLog } from '../../../domain/hygiene.ts';
import { beganAt } from '../../../domain/happened-at.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import { foldCaseStates, inHospital } from '../../../domain/case-log.ts';
import type { Fact } from '../../../domain/operation.ts';
import { foldLeaves, LEAVE_TYPES, type LeaveLog } from '../../../domain/leave-log.ts';
import { createRoundLog, type RoundLog } from '../../../domain/round-log.ts';
import {
  dayOfWalk,
  roomState,
  roomWithout,
  walkOf,
  type RoomState,
} from '../../../domain/round-progress.ts';
import { foldSessions, type SessionLog } from '../../../domain/session-log.ts';
import type { Round } from '../../../domain/round.ts';
import { runningRound, type RunningRound } from '../../../domain/shift.ts';
import { roundsBefore } from '../../../domain/walk-since.ts';
import { campusZone } from '../../campus-zone.ts';
import type { AppContext } from '../../context.ts';
import { createClock, type Timed } from '../../duty/clock.ts';
import { followFacts } from '../../duty/followed-facts.ts';
import { createGrowingFold } from '../../duty/growing-fold.ts';
import { besideShifts, whoseShift } from '../../duty/shift-facts.ts';
import { roomsOfUnit, type UnitRooms } from '../../../domain/unit-rooms.ts';

/** What is recorded in the rooms, and at the doors about those who live in them, with their leave. */
export interface RoundFold {
  rounds: RoundLog;
  doors: DoorLog;
  hygiene: HygieneLog;
  leaves: () => LeaveLog;
  /** Who is in hospital at that moment, since when. */
  hospital: (at: Instant) => ReadonlyMap<Id, Instant>;
  /** What people told of themselves, or others for them. */
  told: () => SessionLog;
  add: (facts: readonly Fact[]) => void;
}

/** What every screen of a round shares while an account is unlocked. All of it is derived from facts. */
export interface RoundDuty extends Timed {
  round: ReadonlySignal<RunningRound | null>;
  /** It and those of the same walk whose place it took, for another thermometer or time. */
  goingOn: ReadonlySignal<ReadonlyMap<Id, Round>>;
  /** The rooms of the round's unit; empty without a round. */
  rooms: ReadonlySignal<UnitRooms>;
  /** The rounds of this unit that share their progress with the running one. */
  walk: ReadonlySignal<ReadonlySet<Id>>;
  /** How far each room of the unit is. */
  states: ReadonlySignal<ReadonlyMap<Id, RoomState>>;
  /** Brought up to date within a second of each change. Reading it renders again when it has grown. */
  log: () => RoundFold;
  /** Puts facts in that were recorded just now. */
  take: (facts: readonly Fact[]) => void;
  nowInstant: () => Instant;
  stop: () => void;
}

export function createRoundDuty(app: AppContext): RoundDuty {
  const clock = createClock(app);
  const facts = followFacts(app, () => besideShifts(createFold()));
  const log = (): RoundFold => facts.read().log;
  const round = computed(() =>
    runningRound(facts.read().shiftFacts(), whoseShift(app, clock.minuteMs.value)),
  );
  const goingOn = computed(() => roundsOf(app, round.value, facts.read().shiftFacts()));
  const unitId = computed(() => round.value?.body.unitId ?? null);
  const replica = followReplica(app);
  const rooms = computed(() => {
    void replica.version.value;
    return roomsOfUnit(unitId.value ?? '', {
      rooms: app.replica.documents('room').values(),
      people: app.replica.documents('directory').values(),
    });
  });
  const walk = computed((): ReadonlySet<Id> => {
    const running = round.value;
    if (running === null) return new Set();
    const zone = campusZone(app);
    const { body } = running;
    const day = dayOfWalk(beganAt(running), { purpose: body.purpose, zone });
    return walkOf(log().rounds, { ...body, day, zone });
  });
  const states = computed(() => {
    const { rounds, hospital } = log();
    void clock.minuteMs.value;
    const away = hospital(walkedAt({ round, nowInstant: clock.nowInstant }));
    return new Map(
      rooms.value.inOrder.map((room) => [
        room.id,
        roomState(rounds, roomWithout(room, away), walk.value),
      ]),
    );
  });

  return {
    app,
    nowMs: clock.nowMs,
    nowInstant: clock.nowInstant,
    round,
    goingOn,
    rooms,
    walk,
    states,
    log,
    take: facts.take,
    stop: () => {
      clock.stop();
      facts.stop();
      replica.stop();
    },
  };
}

function roundsOf(
  app: AppContext,
  running: RunningRound | null,
  shiftFacts: Iterable<Fact>,
): ReadonlyMap<Id, Round> {
  if (running === null) return new Map();
  const { accountId, deviceId } = app.unlocked;
  const before = roundsBefore(shiftFacts, { running, accountId, deviceId, zone: campusZone(app) });
  return new Map([
    [running.id, running.body],
    ...before.map(({ id, round }) => [id, round] as const),
  ]);
}

/** The moment as of which rooms are walked: now, or the time on the paper that is typed in. */
export const walkedAt = ({ round, nowInstant }: Pick<RoundDuty, 'round' | 'nowInstant'>): Instant =>
  round.value?.body.onPaperAt ?? nowInstant();

function createFold(): RoundFold {
  const rounds = createRoundLog();
  const doors = createDoorLog();
  const hygiene = createHygieneLog();
  const leaves = createGrowingFold(LEAVE_TYPES, foldLeaves);
  const told = createGrowingFold(['self-report', 'void'], foldSessions);
  const cases = createGrowingFold(['case-state'], foldCaseStates);
  return {
    rounds,
    doors,
    hygiene,
    leaves: leaves.log,
    hospital: (at) => inHospital(cases.log(), at),
    told: told.log,
    add: (facts) => {
      rounds.add(facts);
      doors.add(facts);
      hygiene.add(facts);
      leaves.add(facts);
      cases.add(facts);
      told.add(facts);
    },
  };
}

/** Places and people change seldom; a first load brings them in many pages. */
const FOLLOW_AFTER_MS = 700;

function followReplica(app: AppContext) {
  let seen = app.replica.revision();
  const version = signal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unfollow = app.replica.subscribe(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (app.replica.revision() === seen) return;
      seen = app.replica.revision();
      version.value += 1;
    }, FOLLOW_AFTER_MS);
  });
  return {
    version,
    stop: () => {
      clearTimeout(timer);
      unfollow();
    },
  };
}

export const RoundDutyContext = createContext<RoundDuty | null>(null);

export function useRound(): RoundDuty {
  const duty = useContext(RoundDutyContext);
  if (duty === null) throw new Error('useRound is for screens of a round');
  return duty;
}

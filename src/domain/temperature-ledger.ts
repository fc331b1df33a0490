import { addDays, dayOf } from './campus-day.ts';
import { roundRulesOf } from './default-policy.ts';
import { foldDoorLog, personKey } from './door-log.ts';
import { readFact } from './fact.ts';
import type { Day, Id } from './id.ts';
import type { Fact } from './operation.ts';
import type { PolicyPack } from './policy.ts';
import { gapTo, inSequence, isOverGap } from './reading-gap.ts';
import type { TakenReading } from './remeasure-ladder.ts';
import { aheadBy, type SessionClock, sessionClockOf } from './report-session.ts';
import { foldRounds } from './round-log.ts';
import { foldSessions } from './session-log.ts';
import { judgeTemperature, type TemperatureVerdict } from './temperature.ts';
import { toldReadings } from './told-readings.ts';

/** Who took a reading: at a door, in the room, by staff in a session, or the person; `behalf`: told for the person. */
export const LEDGER_SOURCES = ['door', 'room', 'session', 'behalf', 'self'] as const;
export type LedgerSource = (typeof LEDGER_SOURCES)[number];

/** Side by side on a sheet, from the best evidence to the least. */
export const LEDGER_COLUMNS = ['door', 'room', 'session', 'self'] as const;
export type LedgerColumn = (typeof LEDGER_COLUMNS)[number];
export const columnOf = (source: LedgerSource): LedgerColumn =>
  source === 'behalf' ? 'self' : source;

export interface LedgerReading extends TakenReading {
  source: LedgerSource;
  verdict: TemperatureVerdict;
  /**
   * How much it differs from the nearest reading of that day that is better evidence, to one decimal; `null` where
   * there is none: at the door, or alone.
   */
  gapC: number | null;
  /** By more than the rules let two thermometers differ. */
  isOverGap: boolean;
}

export interface LedgerDay {
  day: Day;
  /** By time, then id. */
  readings: readonly LedgerReading[];
}

export const LEDGER_DAYS = 14;

/**
 * The sheet of one person (近14天体温检测表), oldest day first; a report belongs to the day of its session. What was
 * told before its session began is no reading of it.
 */
export function ledgerOf(
  facts: readonly Fact[],
  of: { personId: Id; lastDay: Day; policy: PolicyPack; zone: string; days?: number },
): LedgerDay[] {
  const { personId, lastDay, policy, zone, days = LEDGER_DAYS } = of;
  const near = facts.filter((fact) => mayBeAbout(fact, personId));
  const byDay = new Map<Day, Sourced[]>();
  const clock = sessionClockOf(policy, zone);
  for (const { day, ...reading } of createReadings(near, clock)(personId))
    byDay.set(day, [...(byDay.get(day) ?? []), reading]);
  return Array.from({ length: days }, (_, index): LedgerDay => {
    const day = addDays(lastDay, index + 1 - days);
    return { day, readings: beside(byDay.get(day) ?? [], policy) };
  });
}

/** The same of one day, for several people at once: the folds are made once for all of them. */
export function dayLedgersOf(
  facts: readonly Fact[],
  of: { personIds: readonly Id[]; day: Day; policy: PolicyPack; zone: string },
): ReadonlyMap<Id, readonly LedgerReading[]> {
  const { personIds, day, policy, zone } = of;
  const readings = createReadings(facts, sessionClockOf(policy, zone));
  return new Map(
    personIds.map((id) => {
      const ofDay = readings(id).filter((one) => one.day === day);
      return [id, beside(ofDay, policy)];
    }),
  );
}

interface Sourced extends TakenReading {
  source: LedgerSource;
}

/** Not only whom it names: an amendment may name another person, and a void names nobody. */
function mayBeAbout(fact: Fact, personId: Id): boolean {
  const read = readFact(fact);
  if (read?.type === 'door-check') {
    const { subject, amends } = read.body;
    return amends !== null || (subject.kind === 'person' && subject.personId === personId);
  }
  if (read?.type === 'self-report')
    return read.body.amends !== null || read.body.personId === personId;
  if (read?.type === 'session-check' || read?.type === 'second-check')
    return read.body.personId === personId;
  return read?.type === 'void';
}

/** All of a person's that stand. */
function createReadings(
  facts: readonly Fact[],
  clock: SessionClock,
): (personId: Id) => (Sourced & { day: Day })[] {
  const { zone } = clock;
  const isAhead = aheadBy(clock);
  const log = foldSessions(facts);
  const doors = foldDoorLog(facts);
  const rounds = foldRounds(facts);
  return (personId) => {
    const door = doors
      .entriesOf(personKey(personId))
      .flatMap(({ id, at, check: { reading } }) =>
        reading === null ? [] : { id, at, reading, source: 'door' as const, day: dayOf(at, zone) },
      );
    const room = rounds.secondChecksOf(personId).map(({ id, at, body: { reading } }) => {
      return { id, at, reading, source: 'room' as const, day: dayOf(at, zone) };
    });
    const session = log.checks.flatMap(({ id, at, body }) => {
      const { reading } = body;
      if (body.personId !== personId || reading === null) return [];
      if (isAhead(body.session, at)) return [];
      return { id, at, reading, source: 'session' as const, day: body.session.day };
    });
    const told = toldReadings(log.reports, personId, isAhead).map(
      ({ id, at, reading, source, day }) => ({ id, at, reading, source, day }),
    );
    return [...door, ...room, ...session, ...told];
  };
}

/** What a reading is held against: what was measured by others proves more than what a person tells. */
const BETTER: Readonly<Record<LedgerSource, readonly LedgerSource[]>> = {
  door: [],
  room: ['door'],
  session: ['door', 'room'],
  behalf: ['door', 'room', 'session'],
  self: ['door', 'room', 'session', 'behalf'],
};

function beside(readings: readonly Sourced[], policy: PolicyPack): LedgerReading[] {
  const { disagreeDeltaC } = roundRulesOf(policy);
  return inSequence(readings).map((one) => {
    const better = readings.filter(({ source }) => BETTER[one.source].includes(source));
    const gap = gapTo(one, better);
    return {
      ...one,
      verdict: judgeTemperature(one.reading, policy.temperature),
      gapC: gap?.gapC ?? null,
      isOverGap: gap !== null && isOverGap(gap, disagreeDeltaC),
    };
  });
}

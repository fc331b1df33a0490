import type { Instant } from './id.ts';
import type { SessionWindow } from './report-session.ts';
import type { ReturnEntry, ReturnPlace, SessionLog } from './session-log.ts';
import type { SheetCounts } from './session-sheet.ts';

/**
 * How a class or unit stands with its return. Silence is never zero: `zero` is said by a person. `late`: its time is
 * over and nobody has handed anything in. `not_required`: its time is over, there was nothing to tell, and the rules
 * ask for no zero report.
 */
export type SessionState = 'not_due' | 'due' | 'zero' | 'reported' | 'late' | 'not_required';

export interface SessionStanding {
  state: SessionState;
  /** The return in force: the last one that stands. Its sender and time are the fact's. */
  current: ReturnEntry | null;
  /** All that stand, by time: a later one takes the place of an earlier one, and both stay. */
  returns: readonly ReturnEntry[];
  /** The first of them came at its deadline or later. */
  isLate: boolean;
  /** What is known now is not what was handed in: to be handed in again. */
  isOutdated: boolean;
  /** Two people handed in different numbers: a person must look. */
  isContested: boolean;
}

export function standingOf(
  log: SessionLog,
  of: {
    place: ReturnPlace;
    window: SessionWindow;
    now: Instant;
    /** What the facts tell now. */
    counts: SheetCounts;
    isZeroRequired: boolean;
  },
): SessionStanding {
  const { place, window, now, counts, isZeroRequired } = of;
  const returns = log.returnsOf(place, window);
  const current = returns.at(-1) ?? null;
  const isLate = returns[0] !== undefined && window.deadline <= returns[0].at;
  const lastBySender = new Map(returns.map(({ by, body }) => [by, numbersText(body)]));
  return {
    state: current === null ? silenceOf() : current.body.isZero ? 'zero' : 'reported',
    current,
    returns,
    isLate,
    isOutdated: current !== null && numbersText(current.body) !== numbersText(numbersOf(counts)),
    isContested: new Set(lastBySender.values()).size > 1,
  };

  function silenceOf(): SessionState {
    if (now < window.from) return 'not_due';
    if (now < window.deadline) return 'due';
    const isNothing = counts.abnormal === 0 && counts.absent === 0 && counts.missing === 0;
    return isZeroRequired || !isNothing ? 'late' : 'not_required';
  }
}

/** The numbers that a return hands in. */
export interface ReturnNumbers {
  expected: number;
  present: number;
  absent: number;
  abnormal: number;
  missing: number;
}

/** Whoever is not due yet has said nothing either. */
export function numbersOf(counts: SheetCounts): ReturnNumbers {
  const { expected, present, absent, abnormal, missing, notDue } = counts;
  return { expected, present, absent, abnormal, missing: missing + notDue };
}

/** A zero report says that nobody is ill; who is missing or absent for another reason does not forbid it. */
export const mayBeZero = ({ abnormal }: Pick<ReturnNumbers, 'abnormal'>): boolean => abnormal === 0;

const numbersText = ({ expected, present, absent, abnormal, missing }: ReturnNumbers): string =>
  [expected, present, absent, abnormal, missing].join(' ');

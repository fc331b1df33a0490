import type { Day, Instant } from '../../domain/id.ts';
import type { PolicyPack } from '../../domain/policy.ts';
import type { Slot } from '../../domain/report-rules.ts';
import {
  currentSession,
  windowsOfDay,
  type SessionClock,
  type SessionWindow,
  sessionClockOf,
} from '../../domain/report-session.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { dayAsked } from '../rounds/read-rounds.ts';
import { readPolicy } from './read-policy.ts';

/** A session, and what it is judged by. */
export interface SessionAsked {
  window: SessionWindow;
  now: Instant;
  policy: PolicyPack;
  clock: SessionClock;
}

/** The moment, and the rules in force. */
export async function reportRulesNow(deps: Dependencies): Promise<Omit<SessionAsked, 'window'>> {
  const policy = await readPolicy(deps.db);
  const clock = sessionClockOf(policy, deps.settings.campusZone);
  return { now: instantOf(deps.now()), policy, clock };
}

/**
 * The one that runs or ran last where none is named; of a day alone its last one that has begun, else its first. Where
 * nothing is asked today the nearest day of the rules is meant.
 */
export async function sessionAsked(
  deps: Dependencies,
  { day, slot }: { day?: Day | undefined; slot?: Slot | undefined },
): Promise<SessionAsked> {
  const { now, policy, clock } = await reportRulesNow(deps);
  const current = day === undefined && slot === undefined ? currentSession(now, clock) : null;
  const windows = windowsOfDay(day ?? nearestDay(dayAsked(deps, day), clock), clock);
  const named = slot && windows.find((one) => one.slot === slot);
  const window =
    current ?? (slot ? named : (windows.findLast(({ from }) => from <= now) ?? windows[0]));
  if (window === undefined) throw new Problem('bad-request', { at: 'slot' });
  return { window, now, policy, clock };
}

function nearestDay(today: Day, clock: SessionClock): Day {
  const { validFrom, validTo } = clock;
  if (windowsOfDay(today, clock).length > 0) return today;
  return validTo !== null && validTo < today ? validTo : validFrom;
}

/** When it ended; `null`: it has not. */
export const overAt = ({ to }: SessionWindow, now: Instant): Instant | null =>
  now < to ? null : to;

/** As it goes over the wire. */
export const describeSession = ({ day, slot, from, to, deadline }: SessionWindow) => ({
  day,
  slot,
  from,
  to,
  deadline,
});

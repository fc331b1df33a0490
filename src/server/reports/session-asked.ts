import { DEFAULT_POLICY } from '../../domain/default-policy.ts';
import { reportRulesOf } from '../../domain/default-report.ts';
import type { Day, Instant } from '../../domain/id.ts';
import type { PolicyPack } from '../../domain/policy.ts';
import type { Slot } from '../../domain/report-rules.ts';
import {
  currentSession,
  windowsOfDay,
  type SessionClock,
  type SessionWindow,
} from '../../domain/report-session.ts';
import { listDocuments } from '../database/documents.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { dayAsked } from '../rounds/read-rounds.ts';

/** A session, and what it is judged by. */
export interface SessionAsked {
  window: SessionWindow;
  now: Instant;
  policy: PolicyPack;
  clock: SessionClock;
}

/** The one that runs or ran last where none is named; of a day alone its last one that has begun, else its first. */
export async function sessionAsked(
  deps: Dependencies,
  { day, slot }: { day?: Day | undefined; slot?: Slot | undefined },
): Promise<SessionAsked> {
  const [pack] = await listDocuments(deps.db, 'policy');
  const policy = pack?.body ?? DEFAULT_POLICY;
  const clock = { rules: reportRulesOf(policy), zone: deps.settings.campusZone };
  const now = instantOf(deps.now());
  const current = day === undefined && slot === undefined ? currentSession(now, clock) : null;
  const windows = windowsOfDay(dayAsked(deps, day), clock);
  const named = slot && windows.find((one) => one.slot === slot);
  const window =
    current ?? (slot ? named : (windows.findLast(({ from }) => from <= now) ?? windows[0]));
  if (window === undefined) throw new Problem('bad-request', { at: 'slot' });
  return { window, now, policy, clock };
}

/** As it goes over the wire. */
export const describeSession = ({ day, slot, from, to, deadline }: SessionWindow) => ({
  day,
  slot,
  from,
  to,
  deadline,
});

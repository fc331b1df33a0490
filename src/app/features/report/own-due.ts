import type { Id, Instant } from '../../../domain/id.ts';
import {
  sessionAt,
  type SessionClock,
  type SessionWindow,
} from '../../../domain/report-session.ts';
import type { SessionLog } from '../../../domain/session-log.ts';
import { toldOf } from './told-of.ts';

/** The session that runs and of which this person is to be reminded: its time has come, and nothing is reported. */
export function ownDue(
  log: SessionLog,
  personId: Id,
  { now, clock }: { now: Instant; clock: SessionClock },
): SessionWindow | null {
  const window = sessionAt(now, clock);
  if (window === null || now < window.remindAt) return null;
  return toldOf(log, personId, window) === null ? window : null;
}

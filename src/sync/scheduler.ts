import { pollMs, waitMs } from './back-off.ts';
import type { CycleEnd } from './cycle.ts';
import type { RunLater } from './run-later.ts';

export type WakeReason = 'start' | 'write' | 'visible' | 'online' | 'poke' | 'timer' | 'send-now';

export interface SchedulerParts {
  /** `null`: another tab is at it. Never throws. */
  cycle: () => Promise<CycleEnd | null>;
  hasReader: () => boolean;
  pending: () => number;
  now: () => number;
  random: () => number;
  after: RunLater;
  changed: () => void;
}

/** Level-triggered: after any end of a cycle the next try is computed from the state, so that no event is waited for. */
export interface Scheduler {
  wake: (reason: WakeReason) => void;
  state: () => { isRunning: boolean; nextAt: number | null };
  stop: () => void;
}

const LOCK_BUSY_MS = 5000;
/** While the network fails, a new record tries again no sooner than this after the last try. */
const WRITE_RETRY_MS = 15_000;
/** What waits but cannot go now (too large for the server, no device token yet) is looked at again after this. */
const LEFT_OVER_MS = 5 * 60_000;

/** The reasons that mean "the situation has changed": they forget the back-off. */
const FRESH_START: ReadonlySet<WakeReason> = new Set(['start', 'visible', 'online', 'send-now']);

export function createScheduler(parts: SchedulerParts): Scheduler {
  const { now, after, changed } = parts;
  let isStopped = false;
  let isRunning = false;
  let wokenBy: WakeReason | null = null;
  let failures = 0;
  let lastTryAt = 0;
  let nextAt: number | null = null;
  let cancelTimer: (() => void) | null = null;

  function wake(reason: WakeReason): void {
    if (isStopped) return;
    if (isRunning) {
      // What the server has anew is more than a record, which this cycle may still have sent.
      const isMore = wokenBy === null || wokenBy === 'write';
      if (isMore || FRESH_START.has(reason)) wokenBy = reason;
      return;
    }
    if (FRESH_START.has(reason)) failures = 0;
    const isDue = failures === 0 || reason === 'timer';
    if (isDue) void run();
    else if (reason === 'write') wakeAt(Math.min(nextAt ?? Infinity, afterWrite()));
  }

  /** A clock that was set back must not put the try off until that time comes again. */
  function afterWrite(): number {
    const soonest = Math.max(now(), lastTryAt + WRITE_RETRY_MS);
    return Math.min(soonest, now() + WRITE_RETRY_MS);
  }

  async function run(): Promise<void> {
    cancelTimer?.();
    isRunning = true;
    nextAt = null;
    lastTryAt = now();
    changed();
    const end = await parts.cycle();
    isRunning = false;
    // A drained phone has nothing more to say.
    if (end?.outcome === 'drained') isStopped = true;
    if (isStopped) return changed();

    failures = end?.outcome === 'failed' ? failures + 1 : 0;
    const delayMs = delayAfter(end, failures, parts);
    if (delayMs !== null) wakeAt(now() + delayMs);
    const reason = wokenBy;
    wokenBy = null;
    const isSentAlready = reason === 'write' && parts.pending() === 0;
    if (reason !== null && !isSentAlready) wake(reason);
    changed();
  }

  function wakeAt(at: number): void {
    cancelTimer?.();
    nextAt = at;
    cancelTimer = after(Math.max(0, at - now()), () => wake('timer'));
    changed();
  }

  return {
    wake,
    state: () => ({ isRunning, nextAt }),
    stop: () => {
      isStopped = true;
      cancelTimer?.();
    },
  };
}

/** `null`: nothing is due, and whatever makes it due also wakes. */
function delayAfter(
  end: CycleEnd | null,
  failures: number,
  { hasReader, pending, random }: SchedulerParts,
): number | null {
  if (!hasReader() && pending() === 0) return null;
  if (end === null) return LOCK_BUSY_MS;
  if (end.outcome === 'failed') return waitMs(failures, end.retryAfterMs, random());
  if (end.outcome === 'agreed' && end.isMore) return 0;
  return hasReader() ? pollMs(random()) : LEFT_OVER_MS;
}

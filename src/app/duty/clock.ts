import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Instant } from '../../domain/id.ts';
import type { AppContext } from '../context.ts';

const TICK_MS = 1000;

/** What says "when" on a screen of a duty. */
export interface Timed {
  app: AppContext;
  /** The server's time as this phone knows it, in milliseconds; ticks once a second. */
  nowMs: ReadonlySignal<number>;
}

export interface DutyClock {
  nowMs: Timed['nowMs'];
  /** The same, for what need not be looked at every second. */
  minuteMs: ReadonlySignal<number>;
  /** The same, to the millisecond, for what is judged now. */
  nowInstant: () => Instant;
  stop: () => void;
}

/** The server's time as this phone knows it, in milliseconds. */
export const readClock = ({ clock, journal }: AppContext): number =>
  clock.now() + (journal.offsetMs() ?? 0);

export function createClock(app: AppContext): DutyClock {
  const nowMs = signal(readClock(app));
  const timer = setInterval(() => (nowMs.value = readClock(app)), TICK_MS);
  return {
    nowMs,
    minuteMs: computed(() => nowMs.value - (nowMs.value % 60_000)),
    nowInstant: () => new Date(readClock(app)).toISOString(),
    stop: () => clearInterval(timer),
  };
}

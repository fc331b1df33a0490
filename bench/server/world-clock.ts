/** The time of a world that runs so many times as fast as ours, or stands still at 0. */
export interface WorldClock {
  nowMs: () => number;
  set: (to: ClockSetting) => void;
  /** How long in our time it is until that moment of the world; below 0 when it is past. */
  restMs: (untilMs: number) => number;
}

export interface ClockSetting {
  atMs: number;
  factor: number;
}

/** It stands still at first. */
export function createWorldClock(atMs: number): WorldClock {
  let setting: ClockSetting = { atMs, factor: 0 };
  let sinceMs = performance.now();
  const nowMs = (): number => setting.atMs + (performance.now() - sinceMs) * setting.factor;
  return {
    nowMs,
    set: (to) => {
      setting = to;
      sinceMs = performance.now();
    },
    restMs: (untilMs) => (untilMs - nowMs()) / setting.factor,
  };
}

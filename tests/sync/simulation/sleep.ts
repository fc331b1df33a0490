import type { Phone } from './phone.ts';

/** The machine sleeps, whatever its page was at. */
export function sleep({ device, run, parts: { timeline } }: Phone, forMs: number): void {
  if (run.isOver || run.wakesAtMs > timeline.nowMs) return;
  timeline.note(`${device.name} sleeps for ${forMs / 1000} s`);
  run.wakesAtMs = timeline.nowMs + forMs;
  device.sleptMs += forMs;
}

/** Somebody takes it in hand. */
export function awake({ device, run, parts: { timeline } }: Phone): void {
  device.sleptMs -= Math.max(0, run.wakesAtMs - timeline.nowMs);
  run.wakesAtMs = 0;
}

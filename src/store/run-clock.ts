/** Names this run of the app. */
export const BOOT: string = crypto.randomUUID();

/**
 * Milliseconds since this run began. A change of the device's clock does not move it; on many phones
 * it stands while they sleep.
 */
export const monoMs = (): number => Math.round(performance.now());

/** Asking the browser takes longer than sealing a record, and phones change their zone rarely. */
const ZONE_HOLDS_MS = 60_000;
let asked = { atMs: Number.NEGATIVE_INFINITY, zone: '' };

/** IANA name of the device's zone, as it was within the last minute. */
export function zoneNow(): string {
  const atMs = performance.now();
  if (atMs - asked.atMs > ZONE_HOLDS_MS)
    asked = { atMs, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  return asked.zone;
}

/**
 * Server time minus device time, with half the round trip. A measurement that is coarser than what it
 * would change is not taken (a clock never measured is taken for right): a slow network must not move a good offset, nor may a phone that slept before it
 * read the answer, though the round trip seems short to its run's clock.
 */
export function measureOffset(parts: {
  known: number | null;
  serverNow: number;
  /** Both by the device's clock. */
  sentAt: number;
  receivedAt: number;
  roundTripMs: number;
}): number {
  const { known, serverNow, sentAt, receivedAt, roundTripMs } = parts;
  const half = roundTripMs / 2;
  const sleptMs = Math.max(0, receivedAt - sentAt - roundTripMs);
  const measured = Math.round(serverNow + half - receivedAt);
  const coarseMs = Math.max(half, 50) + sleptMs;
  return Math.abs(measured - (known ?? 0)) <= coarseMs ? (known ?? 0) : measured;
}

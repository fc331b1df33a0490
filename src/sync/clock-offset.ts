/**
 * Server time minus device time, with half the round trip. A measurement that is coarser than what it
 * would change is not taken: a slow network must not move a good offset.
 */
export function measureOffset(parts: {
  known: number | null;
  serverNow: number;
  receivedAt: number;
  roundTripMs: number;
}): number {
  const { known, serverNow, receivedAt, roundTripMs } = parts;
  const half = roundTripMs / 2;
  const measured = Math.round(serverNow + half - receivedAt);
  const isWithin = known !== null && Math.abs(measured - known) <= Math.max(half, 50);
  return isWithin ? known : measured;
}

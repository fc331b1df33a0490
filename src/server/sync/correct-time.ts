import type { Instant } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import type { SyncRequest } from '../../protocol/sync.ts';

/** Two measurements of a clock that nobody has set differ by less: requests come late, clocks drift. */
const STEADY_MS = 120_000;

/**
 * When it happened by the server's clock. In the run of the app that sends it, the monotonic clock tells
 * how long ago, whatever the wall clock was set to meanwhile; but on many phones it stands while they
 * sleep. So where the wall clock is off by as much as at the record (one never measured is taken for
 * right), the earlier of the two holds.
 * Of another run, the wall time and the offset it knew, or the one it has now. Never later than receipt.
 */
export function correctTime(
  operation: Pick<Operation, 'at' | 'boot' | 'monoMs' | 'offsetMs'>,
  clock: SyncRequest['clock'],
  receivedAtMs: number,
): Instant {
  const { at, boot, monoMs, offsetMs } = operation;
  const nowOffsetMs = receivedAtMs - Date.parse(clock.now);
  const byWallMs = Date.parse(at) + (offsetMs ?? nowOffsetMs);
  const byRunMs = receivedAtMs - (clock.monoMs - monoMs);
  const isSteady = Math.abs(nowOffsetMs - (offsetMs ?? 0)) <= STEADY_MS;
  const hasSlept = isSteady && byWallMs < byRunMs;
  const correctedMs = boot === clock.boot && !hasSlept ? byRunMs : byWallMs;
  const knownMs = Number.isFinite(correctedMs) ? correctedMs : receivedAtMs;
  return new Date(Math.min(Math.max(Math.round(knownMs), 0), receivedAtMs)).toISOString();
}

import type { Instant } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import type { SyncRequest } from '../../protocol/sync.ts';

/**
 * When it happened by the server's clock. In the run of the app that sends it, the monotonic clock
 * tells exactly how long ago; else the phone's wall time and the offset it knew, or the one it has now.
 * Never later than receipt.
 */
export function correctTime(
  operation: Pick<Operation, 'at' | 'boot' | 'monoMs' | 'offsetMs'>,
  clock: SyncRequest['clock'],
  receivedAtMs: number,
): Instant {
  const isThisRun = operation.boot === clock.boot;
  const nowOffsetMs = receivedAtMs - Date.parse(clock.now);
  const correctedMs = isThisRun
    ? receivedAtMs - (clock.monoMs - operation.monoMs)
    : Date.parse(operation.at) + (operation.offsetMs ?? nowOffsetMs);
  const knownMs = Number.isFinite(correctedMs) ? correctedMs : receivedAtMs;
  return new Date(Math.min(Math.max(Math.round(knownMs), 0), receivedAtMs)).toISOString();
}

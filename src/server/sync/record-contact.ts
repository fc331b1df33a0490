import type { Instant } from '../../domain/id.ts';
import type { SyncRequest } from '../../protocol/sync.ts';
import type { Tx } from '../database/tables.ts';
import type { DeviceRow } from './authenticate.ts';

/**
 * What the phone says of itself. Of its waiting operations those that come with this request are
 * taken off: they are here once the transaction ends.
 */
export async function recordContact(
  tx: Tx,
  device: DeviceRow,
  contact: { request: SyncRequest; atMs: number; at: Instant },
): Promise<void> {
  const { request, atMs, at } = contact;
  const pending = waitingAfter(request);
  const offsetMs = atMs - Date.parse(request.clock.now);
  await tx
    .updateTable('device')
    .set({
      lastContactAt: at,
      emptiedAt: pending === 0 ? at : device.emptiedAt,
      app: request.app,
      pending,
      oldestPendingAt: pending === 0 ? null : request.health.oldestPendingAt,
      parked: request.health.parked,
      clockOffsetMs: Number.isFinite(offsetMs) ? Math.round(offsetMs) : null,
      freeBytes: request.health.freeBytes === null ? null : Math.round(request.health.freeBytes),
      persisted: request.health.persisted ? 1 : 0,
    })
    .where('id', '=', device.id)
    .execute();
}

/** How many operations still wait on the phone when these have been taken. */
export const waitingAfter = ({ health, push }: SyncRequest): number =>
  Math.max(0, health.pending - (push?.operations.length ?? 0));

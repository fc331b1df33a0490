import type { Instant } from '../../domain/id.ts';
import { sameLanes } from '../../protocol/lanes.ts';
import type { SyncRequest } from '../../protocol/sync.ts';
import type { Tx } from '../database/tables.ts';
import { instantOf } from '../dependencies.ts';
import type { DeviceRow } from './authenticate.ts';
import type { LogStand } from './device-log.ts';

/** A request may be on its way for as long: what is saved meanwhile is not in it. */
const ON_ITS_WAY_MS = 120_000;

/**
 * What the phone says of itself. Of its waiting operations those that come with this request are
 * taken off: they are here once the transaction ends. `false`: it was revoked meanwhile, and nothing is noted.
 */
export async function recordContact(
  tx: Tx,
  device: DeviceRow,
  contact: { request: SyncRequest; atMs: number; at: Instant; before: LogStand | null },
): Promise<boolean> {
  const { request, atMs, at } = contact;
  const pending = waitingAfter(request);
  const offsetMs = atMs - Date.parse(request.clock.now);
  const noted = await tx
    .updateTable('device')
    .set({
      lastContactAt: at,
      emptiedAt:
        pending === 0 && saysAll(device, contact)
          ? instantOf(atMs - ON_ITS_WAY_MS)
          : device.emptiedAt,
      app: request.app,
      pending,
      oldestPendingAt: pending === 0 ? null : request.health.oldestPendingAt,
      parked: request.health.parked,
      clockOffsetMs: Number.isFinite(offsetMs) ? Math.round(offsetMs) : null,
      freeBytes: request.health.freeBytes === null ? null : wholeBytes(request.health.freeBytes),
      persisted: request.health.persisted ? 1 : 0,
      ...agreementOf(device, contact),
    })
    .where('id', '=', device.id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return noted.numUpdatedRows === 1n;
}

/**
 * Whether a queue that is empty now means that this phone has nothing older. Not where it has yet to hear what was
 * lost here and to bring it again; after a loss only a request that brings nothing any more shows that it has. And a
 * journal that has brought nothing says nothing of what one before it held.
 */
function saysAll(
  { emptiedAt, lastContactAt }: DeviceRow,
  { request: { push }, before }: { request: SyncRequest; before: LogStand | null },
): boolean {
  if (push === null || before === null) return true;
  const isNew = before.contiguous === 0 && emptiedAt !== null;
  const mayBringMore = emptiedAt === null && lastContactAt !== null && push.operations.length > 0;
  return before.contiguous >= push.acked && !isNew && !mayBringMore;
}

/**
 * Whether the phone's digest of what it holds receipts for is ours. Receipts that we do not have any
 * more are a difference too. Nothing changes where a reply was lost, and the two cannot be compared.
 */
function agreementOf(
  device: DeviceRow,
  { request: { push }, at, before }: { request: SyncRequest; at: Instant; before: LogStand | null },
): Partial<DeviceRow> {
  if (push === null || before === null || push.digest === undefined || push.digest === null)
    return {};
  if (before.contiguous > push.acked) return {};
  const isEqual = before.contiguous === push.acked && sameLanes(before.digest, push.digest);
  return isEqual
    ? { agreedAt: at, differsSince: null }
    : { differsSince: device.differsSince ?? at };
}

/** What fits into a bigint: a phone may claim any number. */
const wholeBytes = (bytes: number): number =>
  Math.round(Math.min(Math.max(bytes, 0), Number.MAX_SAFE_INTEGER));

/** How many operations still wait on the phone when these have been taken. */
export const waitingAfter = ({ health, push }: SyncRequest): number =>
  Math.max(0, health.pending - (push?.operations.length ?? 0));

import * as z from 'zod/mini';
import { Id, Instant } from '../domain/id.ts';
import type { Endpoint } from './endpoint.ts';
import { QUEUE_FILE_LIMIT_BYTES } from './queue-file.ts';
import { OperationResult, ParkReason } from './sync.ts';

/** How many operations came to which end. */
export const QueueCounts = z.strictObject({
  /** New here. */
  stored: z.int(),
  /** Here already, by the phone itself or by the same file. */
  known: z.int(),
  parked: z.int(),
});
export type QueueCounts = z.infer<typeof QueueCounts>;

/** What came of a file, for the office: every operation, in the order in which the phone recorded them. */
export const QueueReport = z.strictObject({
  device: z.strictObject({ id: Id, name: z.string(), isRevoked: z.boolean() }),
  madeAt: Instant,
  counts: QueueCounts,
  /** Records that the phone itself could no longer read: of them the file has the bytes. */
  unreadable: z.int(),
  /** Photos that came with it and that its records name. */
  photos: z.int(),
  operations: z.array(
    z.strictObject({
      id: Id,
      outcome: OperationResult.shape.outcome,
      why: z.nullable(ParkReason),
      field: OperationResult.shape.field,
      type: z.nullable(z.string()),
      byName: z.nullable(z.string()),
      correctedAt: Instant,
    }),
  ),
});
export type QueueReport = z.infer<typeof QueueReport>;

/** Both take the same file as often as it comes. 422 `queue-refused` says why one is not taken. */
export const QUEUE_API = {
  importQueue: {
    method: 'post',
    path: '/queue-files',
    summary: "Import a phone's file of unsent records",
    isUpload: true,
    mostAtOnce: 2,
    uploadLimitBytes: QUEUE_FILE_LIMIT_BYTES,
    reply: QueueReport,
  },
  forwardQueue: {
    method: 'post',
    path: '/queue-files/forward',
    summary: "Hand on another phone's file of unsent records, unopened",
    isUpload: true,
    // Apart from the office's own: a file on a slow line takes its place for long.
    mostAtOnce: 3,
    uploadLimitBytes: QUEUE_FILE_LIMIT_BYTES,
    reply: QueueCounts,
  },
} as const satisfies Record<string, Endpoint>;

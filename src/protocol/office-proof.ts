import * as z from 'zod/mini';
import { Id, Instant } from '../domain/id.ts';
import type { Endpoint } from './endpoint.ts';

/** `GET /api/v1/server-state`: what the office must know of the server itself. */
export const ServerState = z.strictObject({
  backup: z.strictObject({
    /** When the last proved backup was made or recorded; `null`: never. */
    madeAt: z.nullable(Instant),
    /** Phones may forget what was received up to here; `null`: no backup covers anything. */
    coversThrough: z.nullable(Instant),
  }),
  /** When every feed and journal was last counted again, and how many were found wrong then. */
  verified: z.nullable(z.strictObject({ at: Instant, wrong: z.int() })),
  /** When what is too old was last erased. */
  retainedAt: z.nullable(Instant),
});
export type ServerState = z.infer<typeof ServerState>;

/** What stands on a warden's phone at the end of a shift: how many records, and the sum of their hashes. */
export const ShiftReceipt = z.strictObject({
  shiftId: Id,
  count: z.int().check(z.nonnegative()),
  /** All four lanes in hex. */
  digest: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
});
export type ShiftReceipt = z.infer<typeof ShiftReceipt>;

/** `POST /api/v1/shift-receipts/check` */
export const ReceiptCheck = z.strictObject({
  /** `unknown`: no such shift is here, or it has been erased. */
  outcome: z.enum(['equal', 'differs', 'unknown']),
  /** What the server holds of this shift. */
  count: z.int(),
  startedAt: z.nullable(Instant),
  byName: z.nullable(z.string()),
});
export type ReceiptCheck = z.infer<typeof ReceiptCheck>;

export const PROOF_API = {
  serverState: {
    method: 'get',
    path: '/server-state',
    summary: 'Backup, nightly count and retention',
    reply: ServerState,
  },
  checkReceipt: {
    method: 'post',
    path: '/shift-receipts/check',
    summary: 'Whether a shift receipt is what the server holds',
    body: ShiftReceipt,
    reply: ReceiptCheck,
  },
} as const satisfies Record<string, Endpoint>;

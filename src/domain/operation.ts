import * as z from 'zod/mini';
import { Id, Instant } from './id.ts';

/** No body is nested deeper: what is, could overflow the stack of whoever hashes it. */
const BODY_DEPTH = 32;

/**
 * The envelope of one fact, as the phone keeps and sends it. **It never changes**: what changes is
 * the body, under `type` and `tv`. `seq` is this journal's gapless number and is not signed, because a
 * forked journal sends the same operations under new numbers.
 */
export const Operation = z.strictObject({
  id: Id,
  seq: z.int().check(z.positive()),
  /** The account that recorded it. */
  by: Id,
  /** The device's wall clock, uncorrected: evidence, never an order. */
  at: Instant,
  /** IANA name of the device's zone. */
  zone: z.string().check(z.maxLength(64)),
  /** Names one run of the app; `monoMs` counts from its start and ignores changes of the clock. */
  boot: z.string().check(z.maxLength(64)),
  monoMs: z.number().check(z.nonnegative()),
  /** Server time minus device time as last measured, in milliseconds; `null` if never. */
  offsetMs: z.nullable(z.number()),
  type: z.string().check(z.maxLength(64)),
  /** Version of the body's shape. */
  tv: z.int().check(z.positive()),
  shiftId: z.nullable(Id),
  body: z.unknown().check(z.refine((body) => body !== undefined && isWritable(body, BODY_DEPTH))),
  /** HMAC-SHA-256 with the account-device secret over `signedText`, cut to 16 bytes, base64url. */
  sig: z.string().check(z.maxLength(64)),
});
export type Operation = z.infer<typeof Operation>;

/** An operation as it comes down again, with what the server stamped once, at receipt; a newer server may stamp more. */
export const Fact = z.object({
  id: Id,
  by: Id,
  deviceId: Id,
  at: Instant,
  zone: z.string(),
  /** The server's estimate of when it happened; orders every fold. */
  correctedAt: Instant,
  receivedAt: z.nullable(Instant),
  type: z.string(),
  tv: z.int(),
  shiftId: z.nullable(Id),
  body: z.unknown(),
});
/** `receivedAt` is `null` while the fact is only on the phone that recorded it. */
export type Fact = z.infer<typeof Fact>;

/** Not too deep, and without the infinite numbers that reading `1e400` gives: nobody can hash those. */
function isWritable(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isWritable(inner, depth - 1));
}

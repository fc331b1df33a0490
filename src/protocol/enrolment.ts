import * as z from 'zod/mini';
import { Id, Instant } from '../domain/id.ts';

/** 256 random bits, base64url. As a key of an HMAC it is the 32 bytes, not their text. */
const Secret256 = z.string().check(z.regex(/^[\w-]{43}$/));

/**
 * `POST /api/v1/enrolments/redeem`. The phone makes its own credentials, so that a redemption whose
 * reply was lost can be repeated with the same body; anybody else's second try is `code-used`.
 * With an enrolled device's bearer token the account is added to that device, and `deviceToken` is not taken.
 */
export const RedeemRequest = z.strictObject({
  /** As `readCode` gives it, or as it was typed. */
  code: z.string().check(z.maxLength(100)),
  deviceToken: z.nullable(Secret256),
  accountSecret: Secret256,
  deviceName: z.string().check(z.maxLength(80)),
  platform: z.string().check(z.maxLength(200)),
});
export type RedeemRequest = z.infer<typeof RedeemRequest>;

export const RedeemReply = z.object({
  server: Id,
  deviceId: Id,
  account: z.object({ id: Id, personId: Id, name: z.string() }),
  /** Later for each enrolment of the account on the device: of two, the later one's secret holds. Older servers do not say. */
  boundAt: z.optional(Instant),
  organisation: z.string(),
  isDemo: z.boolean(),
  /** The organisation's public key, a JWK (ECDH P-256): seals exported queues. */
  publicKey: z.record(z.string(), z.unknown()),
});
export type RedeemReply = z.infer<typeof RedeemReply>;

/** What a session's proof covers, as text: HMAC-SHA-256 with the account-device secret, base64url. */
export const sessionProofText = (deviceId: string, accountId: string, nonce: string): string =>
  `shouwang-session|${deviceId}|${accountId}|${nonce}`;

/** `POST /api/v1/sessions`, with the device's bearer token. A nonce opens one session only. */
export const SessionRequest = z.strictObject({
  accountId: Id,
  nonce: Secret256,
  proof: Secret256,
});
export type SessionRequest = z.infer<typeof SessionRequest>;
export const SessionReply = z.object({ session: Secret256, expiresAt: Instant });
export type SessionReply = z.infer<typeof SessionReply>;

/** `GET /api/v1/device-memory`: what the server knows of the phone whose cookie this is, for an app that finds itself empty. */
export const DeviceMemory = z.object({
  device: z.nullable(
    z.object({
      name: z.string(),
      lastContactAt: z.nullable(Instant),
      pending: z.int(),
      oldestPendingAt: z.nullable(Instant),
    }),
  ),
});
export type DeviceMemory = z.infer<typeof DeviceMemory>;

/** `POST /api/v1/device-memory/lost`: the phone whose cookie this is has found its storage gone, and begins anew. */
export const StorageLost = z.strictObject({
  /** What it still had to send, as far as it remembers. */
  pending: z.nullable(z.int().check(z.nonnegative())),
});
export type StorageLost = z.infer<typeof StorageLost>;

import * as z from 'zod/mini';
import { AttachmentSha } from '../domain/attachment.ts';
import { Id, Instant } from '../domain/id.ts';

/**
 * What a phone could not send, in one file that only the organisation can open. Layout: the mark, the
 * header's length (uint32, big-endian), the header as JSON in UTF-8, then sections, each as its length and
 * its ciphertext. The key is HKDF-SHA-256 (salt: the header's bytes; info: `QUEUE_KEY_INFO`) of the ECDH P-256
 * secret between the header's key and the organisation's. Sections are AES-256-GCM with `queueNonce`
 * and the header's bytes as additional data, so that none can be left out, moved or cut off unseen.
 */
export const QUEUE_MARK = 'SHOUWANG-QUEUE-1';
export const QUEUE_KEY_INFO = 'shouwang queue file';
export const QUEUE_FILE_TYPE = 'application/octet-stream';
export const QUEUE_FILE_ENDING = '.shouwang';
/** As a whole; a server with little memory opens it in one piece. */
export const QUEUE_FILE_LIMIT_BYTES = 64 * 1024 * 1024;
/** What photos may take of it; those that find no room stay on the phone. */
export const QUEUE_PHOTOS_LIMIT_BYTES = 48 * 1024 * 1024;
/** So many records are more than a file of honest ones can hold; each costs the server's memory more than its bytes. */
export const QUEUE_OPERATIONS_LIMIT = 150_000;

/** Base64url of 32 bytes. */
const Coordinate = z.string().check(z.regex(/^[\w-]{43}$/));

/** Readable without the key: nothing in it says anything about people. */
export const QueueHeader = z.strictObject({
  v: z.literal(1),
  /** The server that the phone is enrolled with. */
  server: Id,
  device: Id,
  /** By the device's clock. */
  madeAt: Instant,
  /** Operations in it. */
  count: z.int().check(z.nonnegative()),
  /** The ephemeral key of this file. */
  key: z.strictObject({ x: Coordinate, y: Coordinate }),
});
export type QueueHeader = z.infer<typeof QueueHeader>;

/** The first section, gzipped JSON. Each section after it is a photo's bytes. */
export const QueueContents = z.strictObject({
  /** HMAC-SHA-256 over the header's bytes, base64url; the key is SHA-256 of the device's token, which both sides know. */
  proof: Coordinate,
  clock: z.strictObject({
    now: Instant,
    zone: z.string().check(z.maxLength(64)),
    boot: z.string().check(z.maxLength(64)),
    monoMs: z.number(),
  }),
  /** Server time minus device time as last measured; `null` if never. */
  offsetMs: z.nullable(z.number()),
  /** Records that the phone itself can no longer read: among the operations is what stands in for them. */
  unreadable: z.int().check(z.nonnegative()),
  operations: z.array(z.unknown()).check(z.maxLength(QUEUE_OPERATIONS_LIMIT)),
  /** In the order of their sections. */
  photos: z.array(AttachmentSha),
});
export type QueueContents = z.infer<typeof QueueContents>;

/** Why a file was not taken. Nothing of it is stored then. */
export const QueueRefusal = z.enum([
  /** No file of ours at all. */
  'no-queue',
  'other-organisation',
  /** Its end is missing. */
  'cut',
  /** It was changed or damaged, or sealed for another key. */
  'altered',
  /** It does not come from the phone that it names. */
  'unknown-device',
]);
export type QueueRefusal = z.infer<typeof QueueRefusal>;
/** `details` of the problem `queue-refused`. */
export const QueueRefusedDetails = z.strictObject({ why: QueueRefusal });

const NONCE_BYTES = 12;
const LENGTH_BYTES = 4;

/** The section's number, and whether it is the last one. A key seals one file only, so none comes twice. */
export function queueNonce(index: number, isLast: boolean): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(NONCE_BYTES);
  new DataView(nonce.buffer).setUint32(NONCE_BYTES - 5, index);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}

/** Header and sections, each behind its length; the mark goes before them. */
export function frameParts(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer>[] {
  return parts.flatMap((part) => {
    const length = new Uint8Array(LENGTH_BYTES);
    new DataView(length.buffer).setUint32(0, part.byteLength);
    return [length, new Uint8Array(part)];
  });
}

/** What `frameParts` put together. `cut` where a part is not whole. */
export function splitParts(framed: Uint8Array): Uint8Array[] | 'cut' {
  const view = new DataView(framed.buffer, framed.byteOffset, framed.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < framed.byteLength;) {
    if (at + LENGTH_BYTES > framed.byteLength) return 'cut';
    const end = at + LENGTH_BYTES + view.getUint32(at);
    if (end > framed.byteLength) return 'cut';
    parts.push(framed.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  return parts;
}

/** Whether the bytes begin as a queue file does; what follows may still be damaged. */
export function hasQueueMark(bytes: Uint8Array): boolean {
  return [...QUEUE_MARK].every((letter, index) => bytes[index] === letter.charCodeAt(0));
}

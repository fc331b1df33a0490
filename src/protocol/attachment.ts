import * as z from 'zod/mini';
import { AttachmentSha } from '../domain/attachment.ts';
import { Id, Instant } from '../domain/id.ts';

/** A reply of any other type is no receipt of bytes. */
export const ATTACHMENT_CONTENT_TYPE = 'application/vnd.shouwang.attachment+json';
/** Where the bytes of the request begin in the whole attachment. */
export const OFFSET_HEADER = 'upload-offset';
/** Random; the reply must echo it. */
export const NONCE_HEADER = 'shouwang-nonce';

export const SMALLEST_CHUNK_BYTES = 64 * 1024;
export const LARGEST_CHUNK_BYTES = 1024 * 1024;

/**
 * The answer to `POST /api/v1/attachments/:sha`, with bytes or without any: what the server now holds. It
 * takes bytes only where they begin at what it holds already, so a sending that is repeated changes nothing.
 */
export const AttachmentState = z.object({
  v: z.literal(1),
  nonce: z.string(),
  server: Id,
  sha: AttachmentSha,
  /** Bytes taken so far. 0 again after the last one, if they were not those of the sha. */
  receivedBytes: z.int(),
  /** Since when the whole of it is on the server's disk, its hash found right; `null` until then. */
  presentAt: z.nullable(Instant),
});
export type AttachmentState = z.infer<typeof AttachmentState>;

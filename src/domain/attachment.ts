import * as z from 'zod/mini';
import { findAttachmentRefs } from './attachment-refs.ts';

/** A photo as it is kept and sent: the phone scales it until it fits. */
export const PHOTO_MAX_BYTES = 300_000;
export const PHOTO_LONG_SIDE_PX = 1600;

/** SHA-256 of the bytes as lower-case hex: the only name an attachment has. */
export const AttachmentSha = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export type AttachmentSha = z.infer<typeof AttachmentSha>;

/** How a fact names bytes that travel apart from it. */
export const AttachmentRef = z.strictObject({
  sha: AttachmentSha,
  size: z.int().check(z.positive(), z.maximum(PHOTO_MAX_BYTES)),
  mime: z.literal('image/jpeg'),
});
export type AttachmentRef = z.infer<typeof AttachmentRef>;

/** What a body from outside names as its attachments. */
export function attachmentRefsIn(body: unknown): AttachmentRef[] {
  return findAttachmentRefs(body, (value) => AttachmentRef.safeParse(value).success);
}

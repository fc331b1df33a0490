import * as z from 'zod/mini';

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

/** More in one body than any form takes are not looked for: nobody can make the server wait for millions. */
const REFS_PER_BODY = 32;

/**
 * What a body names as its attachments, each once, wherever in it they stand: no kind of fact needs to be
 * known for its photos to travel.
 */
export function attachmentRefsIn(body: unknown): AttachmentRef[] {
  const found = new Map<AttachmentSha, AttachmentRef>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || found.size >= REFS_PER_BODY) return;
    const ref = 'sha' in value ? AttachmentRef.safeParse(value) : null;
    if (ref?.success) found.set(ref.data.sha, ref.data);
    else for (const inner of Object.values(value)) look(inner);
  };
  look(body);
  return [...found.values()];
}

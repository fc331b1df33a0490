import type { AttachmentRef, AttachmentSha } from './attachment.ts';

/** More in one body than any form takes are not looked for: nobody can make the server wait for millions. */
const REFS_PER_BODY = 32;

/**
 * What a body names as its attachments, each once, wherever in it they stand: no kind of fact needs to be
 * known for its photos to travel. `isRef` judges each object that has a `sha`.
 */
export function findAttachmentRefs(
  body: unknown,
  isRef: (value: object) => boolean,
): AttachmentRef[] {
  const found = new Map<AttachmentSha, AttachmentRef>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || found.size >= REFS_PER_BODY) return;
    if ('sha' in value && isRef(value)) {
      const ref = value as AttachmentRef;
      found.set(ref.sha, ref);
    } else for (const inner of Object.values(value)) look(inner);
  };
  look(body);
  return [...found.values()];
}

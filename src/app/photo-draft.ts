import type { AttachmentRef, AttachmentSha } from '../domain/attachment.ts';
import type { Attachment } from '../store/attachments.ts';
import type { Journal } from '../store/journal.ts';
import type { PhotoRefusal } from './device/take-photo.ts';
import type { HeldPhotos } from './held-photos.ts';

/** The photos of a form that is not recorded yet, sealed on the disk beside what is typed there. */
export interface PhotoDraft {
  /** For the journal's `alsoClearDraft`. */
  key: string;
  /** Scales it and keeps it beside those of `refs`. */
  add: (file: Blob, refs: readonly AttachmentRef[]) => Promise<AttachmentRef | PhotoRefusal>;
  /** `null` where it is not here. */
  read: (sha: AttachmentSha) => Promise<Attachment['bytes'] | null>;
  attachmentsOf: (refs: readonly AttachmentRef[]) => Promise<Attachment[]>;
  /** Forgets all others. */
  keepOnly: (refs: readonly AttachmentRef[]) => Promise<void>;
  /** The record has cleared the draft. */
  forget: () => void;
}

/** The refs with one more at the end, or in the place of the one that it replaces; the same picture twice is one. */
export function withPhoto(
  refs: readonly AttachmentRef[],
  added: AttachmentRef,
  inPlaceOf: AttachmentSha | null,
): AttachmentRef[] {
  const others = refs.filter(({ sha }) => sha !== added.sha);
  return others.some(({ sha }) => sha === inPlaceOf)
    ? others.map((ref) => (ref.sha === inPlaceOf ? added : ref))
    : [...others, added];
}

/** Most records have no photo: what keeps them is fetched with the first. */
export function createPhotoDraft(journal: Journal, key: string): PhotoDraft {
  let held: HeldPhotos | null = null;
  const open = async (): Promise<HeldPhotos> => {
    const { holdPhotos } = await import('./held-photos.ts');
    return (held ??= holdPhotos(journal, key));
  };
  return {
    key,
    add: async (file, refs) => (await open()).add(file, refs),
    read: async (sha) => (await open()).read(sha),
    attachmentsOf: async (refs) => (refs.length === 0 ? [] : (await open()).attachmentsOf(refs)),
    keepOnly: async (refs) => (await open()).keepOnly(refs),
    forget: () => (held = null),
  };
}

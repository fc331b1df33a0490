import type { AttachmentRef, AttachmentSha } from '../domain/attachment.ts';
import type { Attachment } from '../store/attachments.ts';
import type { Journal } from '../store/journal.ts';
import { fromBase64url, toBase64url } from '../store/secret.ts';
import { StorageFailure } from '../store/storage-failure.ts';
import type { PhotoDraft } from './photo-draft.ts';

export type HeldPhotos = Omit<PhotoDraft, 'key' | 'forget'>;

type Held = ReadonlyMap<AttachmentSha, Attachment['bytes']>;

/** What `createPhotoDraft` fetches with the first photo. */
export function holdPhotos(journal: Journal, key: string): HeldPhotos {
  let held: Promise<Held> | null = null;
  const load = (): Promise<Held> => (held ??= readHeld(journal, key));

  async function keep(next: Held): Promise<void> {
    if (next.size === 0) await journal.clearDraft(key);
    else await journal.saveDraft(key, textOf(next));
    held = Promise.resolve(next);
  }

  async function only(
    refs: readonly AttachmentRef[],
  ): Promise<Map<AttachmentSha, Attachment['bytes']>> {
    const entries = [...(await load())];
    return new Map(entries.filter(([sha]) => refs.some((ref) => ref.sha === sha)));
  }

  return {
    add: async (file, refs) => {
      const { takePhoto } = await import('./device/take-photo.ts');
      const taken = await takePhoto(file);
      if (typeof taken === 'string') return taken;
      const next = (await only(refs)).set(taken.ref.sha, taken.bytes);
      const [kept] = await Promise.allSettled([keep(next)]);
      if (kept.status === 'fulfilled') return taken.ref;
      if (kept.reason instanceof StorageFailure && kept.reason.why === 'full') return 'full';
      throw kept.reason;
    },
    read: async (sha) => (await load()).get(sha) ?? null,
    attachmentsOf: async (refs) => {
      const known = await load();
      return refs.flatMap((ref): Attachment[] => {
        const bytes = known.get(ref.sha);
        return bytes === undefined ? [] : [{ ref, bytes }];
      });
    },
    keepOnly: async (refs) => keep(await only(refs)),
  };
}

const textOf = (held: Held): Record<string, string> =>
  Object.fromEntries([...held].map(([sha, bytes]) => [sha, toBase64url(bytes)]));

async function readHeld(journal: Journal, key: string): Promise<Held> {
  const kept = (await journal.readDraft(key)) as Record<string, string> | null;
  return new Map(Object.entries(kept ?? {}).map(([sha, text]) => [sha, fromBase64url(text)]));
}

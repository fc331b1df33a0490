import type { AttachmentRef, AttachmentSha } from '../domain/attachment.ts';
import type { Attachment } from '../store/attachments.ts';
import type { Journal } from '../store/journal.ts';
import { fromBase64url, toBase64url } from '../store/secret.ts';
import { StorageFailure } from '../store/storage-failure.ts';
import type { PhotoRefusal } from './device/take-photo.ts';

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

type Held = ReadonlyMap<AttachmentSha, Attachment['bytes']>;

export function createPhotoDraft(journal: Journal, key: string): PhotoDraft {
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
    key,
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
    forget: () => (held = Promise.resolve(new Map())),
  };
}

const textOf = (held: Held): Record<string, string> =>
  Object.fromEntries([...held].map(([sha, bytes]) => [sha, toBase64url(bytes)]));

async function readHeld(journal: Journal, key: string): Promise<Held> {
  const kept = (await journal.readDraft(key)) as Record<string, string> | null;
  return new Map(Object.entries(kept ?? {}).map(([sha, text]) => [sha, fromBase64url(text)]));
}

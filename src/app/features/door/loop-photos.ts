import { signal, type ReadonlySignal } from '@preact/signals';
import type { DoorCheck } from '../../../domain/door-check.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { Attachment } from '../../../store/attachments.ts';
import type { PhotoRefusal } from '../../device/take-photo.ts';
import { withPhoto } from '../../photo-draft.ts';
import type { DoorDuty } from './door-duty.ts';
import type { LoopForm } from './loop-form.ts';
import { recordCheck, type RecordOptions } from './record-check.ts';

/** The photos of somebody unknown, from the form to the record. */
export interface LoopPhotos {
  /** Says why it was not taken. Where the form is closed meanwhile it is dropped: the next one is somebody else's. */
  add: (
    file: Blob,
    inPlaceOf: string | null,
    isOpen: () => boolean,
  ) => Promise<PhotoRefusal | null>;
  remove: (sha: string) => void;
  /** `null` where it is not here. */
  read: (sha: string) => Promise<Attachment['bytes'] | null>;
  /** The last check was kept without its photos: there was no room for them. */
  areLost: ReadonlySignal<boolean>;
}

export function createLoopPhotos(
  duty: DoorDuty,
  { draft, change, photos }: LoopForm,
): LoopPhotos & { record: (check: DoorCheck, options: RecordOptions) => Promise<Fact> } {
  const areLost = signal(false);
  const whenPhotosLost = (): void => {
    areLost.value = true;
  };
  return {
    areLost,
    add: async (file, inPlaceOf, isOpen) => {
      const added = await photos.add(file, draft.peek().photos);
      if (typeof added === 'string') return added;
      if (!isOpen()) {
        await photos.keepOnly(draft.peek().photos);
        return null;
      }
      change({ photos: withPhoto(draft.peek().photos, added, inPlaceOf) });
      if (inPlaceOf !== null) void photos.keepOnly(draft.peek().photos);
      return null;
    },
    remove: (sha) => change({ photos: draft.peek().photos.filter((photo) => photo.sha !== sha) }),
    read: async (sha) => (await photos.read(sha)) ?? duty.app.journal.readAttachment(sha),
    /** With the bytes of what it names; those of a check taken back are in the journal already. */
    record: async (check, options) => {
      areLost.value = false;
      if (check.photos === undefined) return recordCheck(duty, check, options);
      const attachments = await photos.attachmentsOf(check.photos);
      return recordCheck(duty, check, { ...options, attachments, whenPhotosLost });
    },
  };
}

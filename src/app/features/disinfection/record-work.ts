import { batch } from '@preact/signals';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import type { FactBody, FactType } from '../../../domain/fact.ts';
import type { Id } from '../../../domain/id.ts';
import { afterFrame } from '../../device/after-frame.ts';
import { keepEvenWithoutPhotos } from '../../duty/keep-without-photos.ts';
import type { PhotoDraft } from '../../photo-draft.ts';
import type { DisinfectionDuty } from './disinfection-duty.ts';

type WithPhotos = 'disinfection' | 'disinfection-end' | 'refuse-clearing';

interface Recording<T extends FactType> {
  type: T;
  body: FactBody<T>;
  alsoClearDraft?: string | readonly string[];
}

/** Resolves when it is on the disk of this phone; from then on it may be undone for some seconds. */
export async function recordWork<T extends FactType>(
  duty: DisinfectionDuty,
  recording: Recording<T>,
): Promise<void> {
  await keep(duty, recording, { attachments: [], arePhotosLost: false });
}

/** The same with photos; where they find no room it is kept without them, and the screen says so. */
export async function recordWithPhotos<T extends WithPhotos>(
  duty: DisinfectionDuty,
  recording: Recording<T>,
  photos: PhotoDraft,
): Promise<void> {
  const refs: readonly AttachmentRef[] = recording.body.photos;
  const attachments = await photos.attachmentsOf(refs);
  const text = { ...recording, body: { ...recording.body, photos: [] } };
  await keepEvenWithoutPhotos(
    refs.length > 0,
    (withPhotos) =>
      withPhotos
        ? keep(duty, recording, { attachments, arePhotosLost: false })
        : keep(duty, text, { attachments: [], arePhotosLost: true }),
    undefined,
  );
  photos.forget();
}

/** Takes a fact back; it stays, with the reason. What takes back cannot be undone by a tap. */
export async function takeBack(duty: DisinfectionDuty, id: Id, reason: string): Promise<void> {
  const { app } = duty;
  const body = { voids: id, doorId: null, reason };
  const fact = await app.journal.record({ by: app.unlocked, type: 'void', body, shiftId: null });
  batch(() => {
    duty.take([fact]);
    duty.justSaved.value = null;
  });
  afterFrame(app.touch);
}

async function keep<T extends FactType>(
  duty: DisinfectionDuty,
  recording: Recording<T>,
  kept: { attachments: Awaited<ReturnType<PhotoDraft['attachmentsOf']>>; arePhotosLost: boolean },
): Promise<void> {
  const { app } = duty;
  const { attachments, arePhotosLost } = kept;
  const fact = await app.journal.record({
    by: app.unlocked,
    shiftId: null,
    ...recording,
    ...(attachments.length > 0 && { attachments }),
  });
  batch(() => {
    duty.take([fact]);
    duty.justSaved.value = { factId: fact.id, savedAtMs: duty.nowMs.peek(), arePhotosLost };
  });
  afterFrame(app.touch);
}

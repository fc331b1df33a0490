import { useEffect, useState } from 'preact/hooks';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import type { FactBody } from '../../../domain/fact.ts';
import { signalRefusal } from '../../device/feedback.ts';
import { createKeptForm, type KeptForm } from '../../duty/kept-form.ts';
import { useRecording } from '../../duty/use-recording.ts';
import { useDuty } from './disinfection-duty.ts';
import { recordWork } from './record-work.ts';

type WithPhotos = 'disinfection' | 'disinfection-end' | 'refuse-clearing';
type Of<Draft extends KeptDraft> = Parameters<typeof createKeptForm<Draft>>[1];

interface KeptDraft {
  shape: number;
  photos: readonly AttachmentRef[];
}

/** A sheet of this account about one thing: what is typed outlives a closed sheet and a killed app. */
export function useWorkForm<Draft extends KeptDraft>(make: () => Of<Draft>) {
  const duty = useDuty();
  const [form] = useState((): KeptForm<Draft> => createKeptForm(duty.app, make()));
  useEffect(() => form.stop, [form]);
  const { isBusy, keep } = useRecording();
  return {
    form,
    draft: form.draft.value,
    /** One record at a time, and none while a photo of it is being made ready. */
    isBusy: isBusy || form.photos.isBusy.value,
    /** With the photos of the form, or without them where they find no room. */
    record: <T extends WithPhotos>(
      type: T,
      body: Omit<FactBody<T>, 'photos'>,
      whenKept?: () => void,
    ): void =>
      keep(
        () =>
          form.save(({ photos, ...parts }) => {
            const arePhotosLost = photos.length < form.draft.peek().photos.length;
            const whole = { ...body, photos } as FactBody<T>;
            return recordWork(duty, { type, body: whole, arePhotosLost, ...parts });
          }),
        (fact) => (fact === null ? signalRefusal() : whenKept?.()),
      ),
  };
}

import { useEffect, useState } from 'preact/hooks';
import type { FactBody } from '../../../domain/fact.ts';
import { signalRefusal } from '../../device/feedback.ts';
import { useRecording } from '../../duty/use-recording.ts';
import { useDuty } from './disinfection-duty.ts';
import type { WorkSheet } from './half-written-work.ts';
import { recordWork } from './record-work.ts';
import type { WorkDraft } from './work-forms.ts';

type WithPhotos = 'disinfection' | 'disinfection-end' | 'refuse-clearing';

/** A sheet of this account about one thing: what is typed outlives a closed sheet and a killed app. */
export function useWorkForm<Draft extends WorkDraft>(sheet: WorkSheet, newDraft: () => Draft) {
  const duty = useDuty();
  const [{ form, empty, show }] = useState(() => duty.forms.open(sheet, newDraft));
  useEffect(show, [show]);
  const { isBusy, keep } = useRecording();
  return {
    form,
    draft: form.draft.value,
    isWritten: form.draft.value !== empty,
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

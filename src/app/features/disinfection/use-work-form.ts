import { useEffect, useState } from 'preact/hooks';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import type { FactBody } from '../../../domain/fact.ts';
import type { Day } from '../../../domain/id.ts';
import { signalRefusal } from '../../device/feedback.ts';
import type { HalfWritten } from '../../duty/half-written/half-written.ts';
import { createKeptForm, type KeptForm } from '../../duty/kept-form.ts';
import { useRecording } from '../../duty/use-recording.ts';
import { useDuty, type DisinfectionDuty } from './disinfection-duty.ts';
import type { WorkSheet } from './half-written-work.ts';
import { recordWork } from './record-work.ts';

type WithPhotos = 'disinfection' | 'disinfection-end' | 'refuse-clearing';

interface KeptDraft extends HalfWritten {
  shape: number;
  /** Of the slot: what was typed of another day is not recorded on this one. */
  day?: Day;
  photos: readonly AttachmentRef[];
}

/** A sheet of this account about one thing: what is typed outlives a closed sheet and a killed app. */
export function useWorkForm<Draft extends KeptDraft>(sheet: WorkSheet, newDraft: () => Draft) {
  const duty = useDuty();
  const [empty] = useState(newDraft);
  const [form] = useState(() => createWorkForm(duty, sheet, empty));
  useEffect(() => form.stop, [form]);
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

function createWorkForm<Draft extends KeptDraft>(
  { app, halfWritten }: DisinfectionDuty,
  sheet: WorkSheet,
  empty: Draft,
): KeptForm<Draft> {
  const { name, day } = sheet;
  const isStale = (kept: Draft): boolean => day !== null && kept.day !== day;
  const form = createKeptForm(app, { name, empty, isStale });
  halfWritten.follow(sheet, form.draft);
  return form;
}

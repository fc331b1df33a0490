import { effect, signal } from '@preact/signals';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import type { Day } from '../../../domain/id.ts';
import type { AppContext } from '../../context.ts';
import type { HalfWritten } from '../../duty/half-written/half-written.ts';
import { createKeptForm, type KeptForm } from '../../duty/kept-form.ts';
import type { HalfWrittenWork, WorkSheet } from './half-written-work.ts';

export interface WorkDraft extends HalfWritten {
  shape: number;
  /** Of the slot: what was typed of another day is not recorded on this one. */
  day?: Day;
  photos: readonly AttachmentRef[];
}

export interface WorkForm<Draft extends WorkDraft> {
  form: KeptForm<Draft>;
  empty: Draft;
  /** Its sheet stands open until the answer is called; what is written in it lies aside from then on. */
  show: () => () => void;
}

/** One form for each sheet: a photo that is ready only when its sheet was closed and opened again is in the same one. */
export interface WorkForms {
  /** Where nothing is written in it, a new one, with what is proposed now. */
  open: <Draft extends WorkDraft>(sheet: WorkSheet, newDraft: () => Draft) => WorkForm<Draft>;
  stop: () => void;
}

export function createWorkForms(app: AppContext, halfWritten: HalfWrittenWork): WorkForms {
  const known = new Map<string, { day: Day | null; isUsed: () => boolean; stop: () => void }>();

  function openNew<Draft extends WorkDraft>(sheet: WorkSheet, empty: Draft) {
    const { name, day } = sheet;
    const isStale = (kept: Draft): boolean => day !== null && kept.day !== day;
    const form = createKeptForm(app, { name, empty, isStale });
    const shown = signal(0);
    const stopFollowing = halfWritten.follow(sheet, form.draft);
    const stopPuttingAside = effect(() => {
      if (shown.value === 0 && form.draft.value.isAside !== true) form.putAside();
    });
    return {
      day,
      form,
      empty,
      show: () => {
        shown.value += 1;
        return () => void (shown.value -= 1);
      },
      isUsed: () => form.draft.peek() !== empty || form.photos.isBusy.peek(),
      stop: () => {
        stopPuttingAside();
        stopFollowing();
        form.stop();
      },
    };
  }

  return {
    open: <Draft extends WorkDraft>(sheet: WorkSheet, newDraft: () => Draft) => {
      const before = known.get(sheet.name) as ReturnType<typeof openNew<Draft>> | undefined;
      if (before?.day === sheet.day && before.isUsed()) return before;
      // What was written of another day is not of this slot, nor is a photo of it that is not ready yet.
      if (before?.day !== sheet.day) before?.form.clear();
      before?.stop();
      const opened = openNew(sheet, newDraft());
      known.set(sheet.name, opened);
      return opened;
    },
    stop: () => {
      for (const { stop } of known.values()) stop();
    },
  };
}

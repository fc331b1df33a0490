import type { AttachmentRef } from '../../../domain/attachment.ts';
import type { Day, Id } from '../../../domain/id.ts';
import type { SymptomCode } from '../../../domain/report-rules.ts';
import type { AppContext } from '../../context.ts';
import { IN_THE_WAY, type HalfWritten } from '../half-written/half-written.ts';
import { createKeptForm, type KeptForm } from '../kept-form.ts';

export interface AbsenceDraft extends HalfWritten {
  shape: 1;
  photos: readonly AttachmentRef[];
  isOpen: boolean;
  personId: Id | null;
  onsetOn: Day;
  absentFrom: Day;
  symptoms: readonly SymptomCode[];
  note: string;
}

const NO_ABSENCE: AbsenceDraft = {
  shape: 1,
  photos: [],
  isOpen: false,
  personId: null,
  onsetOn: '',
  absentFrom: '',
  symptoms: [],
  note: '',
};

export const createAbsenceForm = (app: AppContext, name: string): KeptForm<AbsenceDraft> =>
  createKeptForm(app, { name, empty: NO_ABSENCE });

/** What is half written stands there again, also where it is of somebody else than the one who is asked for. */
export function openAbsence(
  form: KeptForm<AbsenceDraft>,
  of: { day: Day; personId?: Id; symptoms?: readonly SymptomCode[] },
): void {
  const { day, personId = null, symptoms = [] } = of;
  const { isOpen, personId: writtenOf, note, symptoms: told } = form.draft.peek();
  if (isOpen && (personId === null || personId === writtenOf)) return form.change({});
  if (isOpen && (note.trim() !== '' || told.length > 0)) return form.change(IN_THE_WAY);
  form.clear();
  form.change({ isOpen: true, personId, onsetOn: day, absentFrom: day, symptoms });
}

import type { AttachmentRef } from '../../../domain/attachment.ts';
import type { Day, Id } from '../../../domain/id.ts';
import type { BodySite } from '../../../domain/reading.ts';
import type { Session } from '../../../domain/report-session.ts';
import type { SymptomCode } from '../../../domain/report-rules.ts';
import type { AppContext } from '../../context.ts';
import { createAbsenceForm, type AbsenceDraft } from '../../duty/absence/absence-draft.ts';
import type { HalfWritten } from '../../duty/half-written/half-written.ts';
import { createKeptForm, type KeptForm } from '../../duty/kept-form.ts';

/** What is half told of one person in a session. */
export interface CheckDraft {
  shape: 2;
  photos: readonly AttachmentRef[];
  personId: Id | null;
  /** The one looked at when it was begun: it stays of that one, whatever runs when it is saved. */
  session: Session | null;
  state: 'present' | 'absent';
  typed: string;
  site: BodySite;
  symptoms: readonly SymptomCode[];
  illness: 'yes' | 'no' | 'unknown';
}

export const STEPS = ['visit', 'diagnosis', 'outcome', 'return'] as const;
export const DIAGNOSES = [
  'respiratory',
  'intestinal',
  'rash',
  'injury',
  'other',
  'unknown',
] as const;

export interface FollowUpDraft extends HalfWritten {
  shape: 1;
  photos: readonly AttachmentRef[];
  absenceId: Id | null;
  step: (typeof STEPS)[number];
  diagnosis: (typeof DIAGNOSES)[number];
  on: Day;
  note: string;
}

export const CHANNELS = ['phone', 'wechat', 'mail', 'online', 'in_person'] as const;
/** How the try to reach somebody went. */
export const OUTCOMES = ['well', 'unwell', 'notAsked', 'notReached'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface ContactDraft extends HalfWritten {
  shape: 1;
  photos: readonly AttachmentRef[];
  personId: Id | null;
  channel: (typeof CHANNELS)[number];
  /** `null` = not answered yet: nobody's health is assumed. */
  outcome: Outcome | null;
  note: string;
  /** Empty = daily. */
  nextOn: string;
}

const NO_CHECK: CheckDraft = {
  shape: 2,
  photos: [],
  personId: null,
  session: null,
  state: 'present',
  typed: '',
  site: 'forehead',
  symptoms: [],
  illness: 'unknown',
};
const NO_FOLLOW_UP: FollowUpDraft = {
  shape: 1,
  photos: [],
  absenceId: null,
  step: 'visit',
  diagnosis: 'unknown',
  on: '',
  note: '',
};

const NO_CONTACT: ContactDraft = {
  shape: 1,
  photos: [],
  personId: null,
  channel: 'phone',
  outcome: null,
  note: '',
  nextOn: '',
};

/** What is typed survives the app. */
export interface SessionForms {
  check: KeptForm<CheckDraft>;
  absence: KeptForm<AbsenceDraft>;
  followUp: KeptForm<FollowUpDraft>;
  contact: KeptForm<ContactDraft>;
  stop: () => void;
}

export function createSessionForms(app: AppContext): SessionForms {
  const check = createKeptForm(app, { name: 'session-check', empty: NO_CHECK });
  const absence = createAbsenceForm(app, 'absence');
  const followUp = createKeptForm(app, { name: 'absence-follow-up', empty: NO_FOLLOW_UP });
  const contact = createKeptForm(app, { name: 'contact-log', empty: NO_CONTACT });
  return {
    check,
    absence,
    followUp,
    contact,
    stop: () => {
      check.stop();
      absence.stop();
      followUp.stop();
      contact.stop();
    },
  };
}

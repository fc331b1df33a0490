import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { AbsenceFollowUp } from '../../../domain/absence.ts';
import { PHOTOS_PER_FINDING } from '../../../domain/finding-photos.ts';
import { DiscardButton } from '../../duty/half-written/discard-button.tsx';
import { BegunEarlier, InTheWay } from '../../duty/half-written/not-saved-yet.tsx';
import { KeptPhotos } from '../../duty/kept-photos.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import { DayField, NoteField, SaveRow } from '../../duty/absence/form-parts.tsx';
import { useSession, type SessionDuty } from './session-duty.ts';
import { DIAGNOSES, STEPS } from './session-forms.ts';
import { t } from './session-strings.ts';
import styles from './session.module.css';

/** One step of tracing the cause; the last one proves that the person may be in class again. */
export function FollowUpForm(): JSX.Element {
  const duty = useSession();
  const { followUp } = duty.forms;
  const draft = followUp.draft.value;
  const isOpen = draft.absenceId !== null && draft.isAside !== true;
  const title = <Text of={t.both('absence.followUp')} />;
  return (
    <Dialog open={isOpen} title={title} onClose={followUp.putAside}>
      {isOpen && (
        <>
          <BegunEarlier duty={duty} of={draft} />
          <InTheWay draft={draft} of={nameOf(duty)} />
          <Fields />
        </>
      )}
    </Dialog>
  );
}

function nameOf({ forms, absences, members }: SessionDuty): string {
  const { absenceId } = forms.followUp.draft.value;
  const entry = absences.value.find(({ id }) => id === absenceId);
  return members.value.find(({ personId }) => personId === entry?.absence.personId)?.name ?? '–';
}

function Fields(): JSX.Element {
  const duty = useSession();
  const form = duty.forms.followUp;
  const draft = form.draft.value;
  const isTried = useSignal(false);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    isTried.value = true;
    const { absenceId, step, diagnosis, on, note } = draft;
    const { app } = duty;
    const told = {
      absenceId,
      step,
      diagnosisClass: step === 'diagnosis' ? diagnosis : null,
      on,
      note: note.trim() || null,
      photos: [],
    };
    const read = AbsenceFollowUp.safeParse(told);
    if (!read.success) return;
    const fact = await form.save(({ photos, ...kept }) =>
      app.journal.record({
        by: app.unlocked,
        type: 'absence-follow-up',
        body: { ...read.data, photos },
        shiftId: null,
        ...kept,
      }),
    );
    if (fact !== null) duty.saved('followUp', [fact]);
  }

  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <SegmentedChoice
        legend={t.both('absence.step')}
        value={draft.step}
        options={STEPS.map((value) => ({ value, label: t.both(`step.${value}`) }))}
        onChange={(step) => form.change({ step })}
      />
      {draft.step === 'diagnosis' && <Diagnosis />}
      <DayField
        label={t.both('absence.on')}
        value={draft.on}
        isAsked={isTried.value}
        onChange={(on) => form.change({ on })}
      />
      <NoteField
        value={draft.note}
        hint={draft.step === 'return' ? t.both('absence.proofHint') : null}
        onChange={(note) => form.change({ note })}
      />
      <KeptPhotos photos={form.photos} refs={draft.photos} max={PHOTOS_PER_FINDING} />
      <SaveRow problem={form.problem.value} />
      <DiscardButton onDiscard={form.clear} />
    </form>
  );
}

function Diagnosis(): JSX.Element {
  const form = useSession().forms.followUp;
  return (
    <Field label={t.both('absence.diagnosis')}>
      <select
        value={form.draft.value.diagnosis}
        onChange={(event) => {
          const diagnosis = DIAGNOSES.find((one) => one === event.currentTarget.value);
          if (diagnosis !== undefined) form.change({ diagnosis });
        }}
      >
        {DIAGNOSES.map((one) => (
          <option key={one} value={one}>
            {t(`diagnosis.${one}`)}
          </option>
        ))}
      </select>
    </Field>
  );
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Absence } from '../../../domain/absence.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { DayField, NoteField, SaveRow } from './form-parts.tsx';
import { useSession } from './session-duty.ts';
import { t } from './session-strings.ts';
import { SymptomChoice } from './symptom-choice.tsx';
import styles from './session.module.css';

/** Somebody stays away ill: who, since when, with what. */
export function AbsenceForm(): JSX.Element {
  const { absence } = useSession().forms;
  const { isOpen } = absence.draft.value;
  return (
    <Dialog open={isOpen} title={<Text of={t.both('absence.add')} />} onClose={absence.clear}>
      {isOpen && <Fields />}
    </Dialog>
  );
}

function Fields(): JSX.Element {
  const duty = useSession();
  const form = duty.forms.absence;
  const draft = form.draft.value;
  const isTried = useSignal(false);
  const members = duty.now.value?.sheet.rows.map(({ member }) => member) ?? [];

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    isTried.value = true;
    const { personId, onsetOn, absentFrom, symptoms, note } = draft;
    const told = { personId, onsetOn, absentFrom, symptoms, note: note.trim() || null };
    const read = Absence.safeParse(told);
    if (!read.success) return;
    const { app } = duty;
    const fact = await form.save(({ alsoClearDraft }) =>
      app.journal.record({
        by: app.unlocked,
        type: 'absence',
        body: read.data,
        shiftId: null,
        ...(alsoClearDraft !== undefined && { alsoClearDraft }),
      }),
    );
    if (fact !== null) duty.saved('absence', [fact]);
  }

  const needed = isTried.value ? t.both('needed') : null;
  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <Field label={t.both('absence.who')} error={draft.personId === null ? needed : null}>
        <select
          value={draft.personId ?? ''}
          onChange={(event) => form.change({ personId: event.currentTarget.value || null })}
        >
          <option value="">{t('absence.choose')}</option>
          {members.map(({ personId, name, room }) => (
            <option key={personId} value={personId}>
              {[name, room].filter((part) => part !== null).join(' · ')}
            </option>
          ))}
        </select>
      </Field>
      <DayField
        label={t.both('absence.onset')}
        value={draft.onsetOn}
        isAsked={isTried.value}
        onChange={(onsetOn) => form.change({ onsetOn })}
      />
      <DayField
        label={t.both('absence.from')}
        value={draft.absentFrom}
        isAsked={isTried.value}
        onChange={(absentFrom) => form.change({ absentFrom })}
      />
      <SymptomChoice value={draft.symptoms} onChange={(symptoms) => form.change({ symptoms })} />
      <NoteField value={draft.note} onChange={(note) => form.change({ note })} />
      <SaveRow problem={form.problem.value} />
    </form>
  );
}

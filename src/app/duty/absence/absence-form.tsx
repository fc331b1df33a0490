import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Absence } from '../../../domain/absence.ts';
import type { Id } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import type { Timed } from '../clock.ts';
import { DiscardButton } from '../half-written/discard-button.tsx';
import { BegunEarlier } from '../half-written/not-saved-yet.tsx';
import type { KeptForm } from '../kept-form.ts';
import type { AbsenceDraft } from './absence-draft.ts';
import { t } from './absence-strings.ts';
import styles from './absence.module.css';
import { DayField, NoteField, SaveRow } from './form-parts.tsx';
import { SymptomChoice } from './symptom-choice.tsx';

interface Props {
  duty: Timed;
  form: KeptForm<AbsenceDraft>;
  people: readonly { personId: Id; name: string; room?: string | null }[];
  onKept: (fact: Fact, absence: Absence) => void;
}

/** Somebody stays away ill: who, since when, with what. */
export function AbsenceForm(props: Props): JSX.Element {
  const { duty, form } = props;
  const draft = form.draft.value;
  const isOpen = draft.isOpen && draft.isAside !== true;
  return (
    <Dialog open={isOpen} title={<Text of={t.both('absence.add')} />} onClose={form.putAside}>
      {isOpen && (
        <>
          <BegunEarlier duty={duty} of={draft} />
          <Fields {...props} />
        </>
      )}
    </Dialog>
  );
}

function Fields({ duty: { app }, form, people, onKept }: Props): JSX.Element {
  const draft = form.draft.value;
  const isTried = useSignal(false);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    isTried.value = true;
    const { personId, onsetOn, absentFrom, symptoms, note } = draft;
    const told = { personId, onsetOn, absentFrom, symptoms, note: note.trim() || null };
    const read = Absence.safeParse(told);
    if (!read.success) return;
    const fact = await form.save(({ alsoClearDraft }) =>
      app.journal.record({
        by: app.unlocked,
        type: 'absence',
        body: read.data,
        shiftId: null,
        ...(alsoClearDraft !== undefined && { alsoClearDraft }),
      }),
    );
    if (fact !== null) onKept(fact, read.data);
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
          {people.map(({ personId, name, room = null }) => (
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
      <SymptomChoice
        app={app}
        value={draft.symptoms}
        onChange={(symptoms) => form.change({ symptoms })}
      />
      <NoteField value={draft.note} onChange={(note) => form.change({ note })} />
      <SaveRow problem={form.problem.value} />
      <DiscardButton onDiscard={form.clear} />
    </form>
  );
}

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
import { BegunEarlier, InTheWay } from '../half-written/not-saved-yet.tsx';
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
          <InTheWay draft={draft} of={nameOf(props)} />
          <Fields {...props} />
        </>
      )}
    </Dialog>
  );
}

const nameOf = (props: Props): string =>
  peopleFor(props).find(({ personId }) => personId === props.form.draft.value.personId)?.name ??
  '–';

/** Those of the place, and of whom it was begun, if that was in another place. */
function peopleFor({ duty: { app }, form, people }: Props): Props['people'] {
  const { personId } = form.draft.value;
  const person = personId === null ? undefined : app.replica.documents('directory').get(personId);
  if (person === undefined || people.some((one) => one.personId === personId)) return people;
  return [...people, { personId: person.id, name: person.name, room: person.home?.room ?? null }];
}

function Fields(props: Props): JSX.Element {
  const { form, onKept } = props;
  const { app } = props.duty;
  const draft = form.draft.value;
  const people = peopleFor(props);
  // Somebody who is in none of this account's lists any more is nobody it can tell of.
  const who = people.find((one) => one.personId === draft.personId)?.personId ?? null;
  const isTried = useSignal(false);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    isTried.value = true;
    const { onsetOn, absentFrom, symptoms, note } = draft;
    const told = { personId: who, onsetOn, absentFrom, symptoms, note: note.trim() || null };
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

  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <Who {...props} people={people} isAsked={isTried.value} />
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

function Who({ form, people, isAsked }: Props & { isAsked: boolean }): JSX.Element {
  const { personId } = form.draft.value;
  const isChosen = people.some((one) => one.personId === personId);
  return (
    <Field label={t.both('absence.who')} error={isAsked && !isChosen ? t.both('needed') : null}>
      <select
        value={isChosen ? (personId ?? '') : ''}
        onChange={(event) => form.change({ personId: event.currentTarget.value || null })}
      >
        <option value="">{t('absence.choose')}</option>
        {people.map(({ personId: id, name, room = null }) => (
          <option key={id} value={id}>
            {[name, room].filter((part) => part !== null).join(' · ')}
          </option>
        ))}
      </select>
    </Field>
  );
}

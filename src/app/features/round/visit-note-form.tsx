import type { JSX } from 'preact';
import { timeOf } from '../../duty/campus-time.ts';
import { LiesAside } from '../../duty/half-written/not-saved-yet.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Text } from '../../ui/text.tsx';
import { PaperMark } from './paper-mark.tsx';
import { useRound } from './round-duty.ts';
import { t } from './round-strings.ts';
import type { UnitRoom } from '../../../domain/unit-rooms.ts';
import styles from './visit-note-form.module.css';
import { useVisits } from './visits.ts';

/** Instruction given face to face, and what else is worth keeping of the visit. */
export function VisitNoteForm({ room }: { room: UnitRoom }): JSX.Element {
  const duty = useRound();
  const visits = useVisits();
  const draft = visits.draft.value;
  const kept = duty
    .log()
    .rounds.notesIn(room.id)
    .filter(({ body: { isInstructed, text } }) => isInstructed || text !== null)
    .at(-1);
  const { note = '', noteSince = null, isInstructed = false } = draft ?? {};
  const isEmpty = note.trim() === '' && !isInstructed;

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isEmpty) return;
    const text = note.trim() || null;
    if (await visits.note(room.code, { isInstructed, text }))
      visits.change({ note: '', isInstructed: false });
  }

  return (
    <details class={styles.note} open={!isEmpty}>
      <summary>
        <Text of={t.both('note.title')} inline />
      </summary>
      {kept !== undefined && (
        <p class={styles.kept}>
          {timeOf(duty, kept.at)} · {kept.body.isInstructed && `${t('note.wasInstructed')} `}
          {kept.body.text} {kept.body.onPaperAt !== undefined && <PaperMark at={kept.at} />}
        </p>
      )}
      {noteSince !== null && <LiesAside duty={duty} of={{ begunAt: noteSince, isAside: true }} />}
      <form class={styles.form} onSubmit={save}>
        <Switch
          label={t.both('note.instructed')}
          on={isInstructed}
          onChange={(on) => visits.change({ isInstructed: on })}
        />
        <Field label={t.both('note.text')}>
          <textarea
            rows={2}
            maxLength={500}
            value={note}
            onInput={(event) => visits.change({ note: event.currentTarget.value })}
          />
        </Field>
        <Button type="submit" wide disabled={isEmpty}>
          <Text of={t.both('note.save')} />
        </Button>
      </form>
    </details>
  );
}

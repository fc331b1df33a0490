import type { JSX } from 'preact';
import type { Directory } from '../../../domain/person.ts';
import { complaintOf } from '../../../domain/round-progress.ts';
import { DiscardButton } from '../../duty/half-written/discard-button.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { useRound } from './round-duty.ts';
import { t } from './round-strings.ts';
import styles from './visit-note-form.module.css';
import { useVisits } from './visits.ts';

/** What somebody who is there complains of. */
export function ComplaintDialog({ person }: { person: Directory }): JSX.Element {
  const visits = useVisits();
  const { id: personId, name } = person;
  const duty = useRound();
  const before = complaintOf(duty.log().rounds, personId, duty.walk.value)?.body.complaint ?? null;
  const text = visits.draft.value?.complaints[personId] ?? before ?? '';
  function close(): void {
    const others = Object.entries(visits.draft.peek()?.complaints ?? {}).filter(
      ([id]) => id !== personId,
    );
    visits.change({ complaintOf: null, complaints: Object.fromEntries(others) });
  }

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const complaint = text.trim() || null;
    // Whoever empties what stood there says that it is over.
    const isOver = complaint === null && before !== null;
    const said = { personId, state: 'present', complaint } as const;
    if (await visits.presence(name, { ...said, ...(isOver && { isComplaintOver: true }) })) close();
  }

  return (
    <Dialog open title={name} onClose={() => visits.change({ complaintOf: null })}>
      <form class={styles.form} onSubmit={save}>
        <Field label={t.both('complaint.label')}>
          <textarea
            rows={3}
            maxLength={500}
            value={text}
            onInput={({ currentTarget }) => {
              const { complaints = {} } = visits.draft.peek() ?? {};
              visits.change({ complaints: { ...complaints, [personId]: currentTarget.value } });
            }}
          />
        </Field>
        <Button kind="primary" type="submit" wide>
          <Text of={t.both('complaint.save')} />
        </Button>
        <DiscardButton onDiscard={close} />
      </form>
    </Dialog>
  );
}

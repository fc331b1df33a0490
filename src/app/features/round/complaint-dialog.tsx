import type { JSX } from 'preact';
import type { Directory } from '../../../domain/person.ts';
import { complaintOf } from '../../../domain/round-progress.ts';
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
  const text = visits.draft.value?.complaint ?? '';
  const duty = useRound();
  const close = (): void => visits.change({ complaintOf: null, complaint: '' });

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const complaint = text.trim() || null;
    const before = complaintOf(duty.log().rounds, personId, duty.walk.value);
    // Whoever empties what stood there says that it is over.
    const isOver = complaint === null && before !== null;
    const said = { personId, state: 'present', complaint } as const;
    if (await visits.presence(name, { ...said, ...(isOver && { isComplaintOver: true }) })) close();
  }

  return (
    <Dialog open title={name} onClose={close}>
      <form class={styles.form} onSubmit={save}>
        <Field label={t.both('complaint.label')}>
          <textarea
            rows={3}
            maxLength={500}
            value={text}
            onInput={(event) => visits.change({ complaint: event.currentTarget.value })}
          />
        </Field>
        <Button kind="primary" type="submit" wide>
          <Text of={t.both('complaint.save')} />
        </Button>
      </form>
    </Dialog>
  );
}

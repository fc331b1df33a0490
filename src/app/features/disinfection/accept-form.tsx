import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { DisinfectionWork } from '../../../domain/disinfection-log.ts';
import { NotSavedBanner } from '../../duty/not-saved-banner.tsx';
import { useRecording } from '../../duty/use-recording.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import { recordWork } from './record-work.ts';
import styles from './sheet.module.css';

/** A second person looks at the work: never who did it, and each person once. */
export function AcceptForm({ work }: { work: DisinfectionWork }): JSX.Element | null {
  const duty = useDuty();
  const note = useSignal('');
  const { isBusy, failure, keep } = useRecording();
  const { accountId } = duty.app.unlocked;
  const hasSpoken = work.acceptances.some(({ fact }) => fact.by === accountId);
  if (work.fact.by === accountId)
    return work.acceptances.length > 0 ? null : (
      <p class={styles.soft}>
        <Text of={t.both('accept.byAnother')} />
      </p>
    );
  if (hasSpoken) return null;

  function save(isAccepted: boolean): void {
    const body = { disinfectionId: work.id, isAccepted, note: note.value.trim() || null };
    keep(() => recordWork(duty, { type: 'acceptance', body }));
  }
  return (
    <div class={styles.form}>
      <Field label={t.both('note')}>
        <input
          autocomplete="off"
          maxLength={500}
          value={note.value}
          onInput={(event) => (note.value = event.currentTarget.value)}
        />
      </Field>
      <NotSavedBanner why={failure} />
      <div class={styles.actions}>
        <Button disabled={isBusy} onClick={() => save(false)}>
          <Text of={t.both('accept.no')} />
        </Button>
        <Button kind="primary" disabled={isBusy} onClick={() => save(true)}>
          <Text of={t.both('accept.yes')} />
        </Button>
      </div>
    </div>
  );
}

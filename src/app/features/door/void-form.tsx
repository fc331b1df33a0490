import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { VOID_REASONS, type VoidReason } from '../../../domain/void-reason.ts';
import type { DoorEntry } from '../../../domain/door-entry.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty } from './door-duty.ts';
import { t } from './list-strings.ts';
import { recordVoid } from './record-check.ts';
import styles from './check-sheet.module.css';

/** "Undo" is a button of its own, right after the save. */
const CHOICES = VOID_REASONS.filter((reason) => reason !== 'undo');

/** Takes a check back with a reason. It stays in the list. */
export function VoidForm(props: {
  entry: DoorEntry;
  onDone: () => void;
  onCancel: () => void;
}): JSX.Element {
  const { entry, onDone, onCancel } = props;
  const duty = useDuty();
  const reason = useSignal<VoidReason>('wrong-person');
  const text = useSignal('');

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const words = reason.value === 'other' ? text.value.trim() || reason.value : reason.value;
    await recordVoid(duty, { id: entry.id, doorId: entry.check.doorId }, words);
    onDone();
  }

  return (
    <form class={styles.form} onSubmit={save}>
      <p>
        <Text of={t.both('void.ask')} />
      </p>
      <SegmentedChoice
        legend={t.both('void.reason')}
        value={reason.value}
        options={CHOICES.map((value) => ({ value, label: t.both(`void.reason.${value}`) }))}
        onChange={(value) => (reason.value = value)}
      />
      {reason.value === 'other' && (
        <Field label={t.both('void.reason.other')}>
          <input
            autocomplete="off"
            maxLength={500}
            value={text.value}
            onInput={(event) => (text.value = event.currentTarget.value)}
          />
        </Field>
      )}
      <div class={styles.actions}>
        <Button onClick={onCancel}>
          <Text of={t.both('correct.cancel')} />
        </Button>
        <Button kind="danger" type="submit">
          <Text of={t.both('void.save')} />
        </Button>
      </div>
    </form>
  );
}

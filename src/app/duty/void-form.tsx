import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { VOID_REASONS, type VoidReason } from '../../domain/void-reason.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import { Text } from '../ui/text.tsx';
import { t } from './form-strings.ts';
import styles from './void-form.module.css';

/** "Undo" is a button of its own, right after the save. */
const CHOICES = VOID_REASONS.filter((reason) => reason !== 'undo');

/** Asks why a record is taken back. */
export function VoidForm(props: {
  /** What is offered, the first one chosen: all but "undo" unless given. */
  reasons?: readonly VoidReason[];
  /** What becomes of it: it stays in the list, unless told otherwise. */
  lead?: 'void.ask' | 'void.askHealth';
  onSave: (reason: string) => Promise<void>;
  onCancel: () => void;
}): JSX.Element {
  const { reasons = CHOICES, lead = 'void.ask', onSave, onCancel } = props;
  const reason = useSignal<VoidReason>(reasons[0] ?? 'other');
  const text = useSignal('');

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const words = reason.value === 'other' ? text.value.trim() || reason.value : reason.value;
    await onSave(words);
  }

  return (
    <form class={styles.form} onSubmit={save}>
      <p>
        <Text of={t.both(lead)} />
      </p>
      <SegmentedChoice
        legend={t.both('void.reason')}
        value={reason.value}
        options={reasons.map((value) => ({ value, label: t.both(`void.reason.${value}`) }))}
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
          <Text of={t.both('void.cancel')} />
        </Button>
        <Button kind="danger" type="submit">
          <Text of={t.both('void.save')} />
        </Button>
      </div>
    </form>
  );
}

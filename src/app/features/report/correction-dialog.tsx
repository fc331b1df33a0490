import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { RecordedOfMe } from '../../../domain/my-record.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { detailText, kindText } from './record-words.ts';
import { useDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';

/** Asks the office to put something right that is recorded of me. */
export function CorrectionDialog(props: {
  about: RecordedOfMe | 'anything' | null;
  onClose: (isSent: boolean) => void;
}): JSX.Element {
  const { about, onClose } = props;
  const duty = useDuty();
  const text = useSignal('');
  return (
    <Dialog
      open={about !== null}
      title={<Text of={t.both('mine.ask')} />}
      onClose={() => onClose(false)}
    >
      <form
        class={styles.answers}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {about !== null && about !== 'anything' && (
          <p class={styles.soft}>
            {kindText(about.read)} · {detailText(duty, about)}
          </p>
        )}
        <Field label={t.both('mine.request')}>
          <textarea
            rows={4}
            required
            maxLength={500}
            value={text.value}
            onInput={(event) => (text.value = event.currentTarget.value)}
          />
        </Field>
        <div class={styles.pair}>
          <Button onClick={() => onClose(false)}>
            <Text of={t.both('mine.cancel')} />
          </Button>
          <Button kind="primary" type="submit" disabled={text.value.trim() === ''}>
            <Text of={t.both('mine.send')} />
          </Button>
        </div>
      </form>
    </Dialog>
  );

  async function send(): Promise<void> {
    const { personId } = duty.app.unlocked;
    const of = about === null || about === 'anything' ? null : about.fact.id;
    const fact = await duty.record('correction-request', { personId, of, text: text.value.trim() });
    if (fact === null) return;
    text.value = '';
    onClose(true);
  }
}

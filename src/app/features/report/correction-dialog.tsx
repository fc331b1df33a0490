import type { JSX } from 'preact';
import type { RecordedOfMe } from '../../../domain/my-record.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { NotKept } from './not-kept.tsx';
import { detailText, kindText } from './record-words.ts';
import { useDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';

/** Asks the office to put something right that is recorded of me. */
export function CorrectionDialog(props: {
  /** What the draft is about, where it is still on this phone. */
  about: RecordedOfMe | null;
  onSent: () => void;
}): JSX.Element {
  const { about, onSent } = props;
  const { app, asking, take } = useDuty();
  const { isOpen, of, text } = asking.draft.value;

  async function send(): Promise<void> {
    const body = { personId: app.unlocked.personId, of, text: text.trim() };
    const fact = await asking.save(({ alsoClearDraft }) =>
      app.journal.record({
        by: app.unlocked,
        type: 'correction-request',
        body,
        shiftId: null,
        ...(alsoClearDraft !== undefined && { alsoClearDraft }),
      }),
    );
    if (fact === null) return;
    take([fact]);
    onSent();
  }

  return (
    <Dialog open={isOpen} title={<Text of={t.both('mine.ask')} />} onClose={asking.clear}>
      <form
        class={styles.answers}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {about !== null && <About of={about} />}
        <Field label={t.both('mine.request')}>
          <textarea
            rows={4}
            required
            maxLength={500}
            value={text}
            onInput={(event) => asking.change({ text: event.currentTarget.value })}
          />
        </Field>
        <NotKept />
        <div class={styles.pair}>
          <Button onClick={asking.clear}>
            <Text of={t.both('mine.cancel')} />
          </Button>
          <Button kind="primary" type="submit" disabled={text.trim() === ''}>
            <Text of={t.both('mine.send')} />
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function About({ of }: { of: RecordedOfMe }): JSX.Element {
  const duty = useDuty();
  return (
    <p class={styles.soft}>
      {kindText(of.read)} · {detailText(duty, of)}
    </p>
  );
}

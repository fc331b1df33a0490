import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useFactId, type CheckFormProps } from './check-form.ts';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import { useUnfinished } from './use-unfinished.ts';
import styles from './office.module.css';

const REASON_LENGTH = 500;

/** Takes a check back: never without a reason. */
export function VoidForm({ row, onDone, onBack }: CheckFormProps): JSX.Element {
  const { api } = useOffice();
  const doing = useDoing();
  const factId = useFactId();
  useUnfinished('void');
  const [reason, setReason] = useState('');

  async function takeBack() {
    if (reason.trim() === '') return;
    const next = await doing.run(() => api.voidCheck(row.id, { factId, reason: reason.trim() }));
    if (next !== null) onDone(next);
  }

  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void takeBack();
      }}
    >
      <p>{t('log.takeBackLead')}</p>
      <Field label={t.both('log.reason')}>
        <input
          required
          maxLength={REASON_LENGTH}
          autocomplete="off"
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </Field>
      <ProblemNote of={doing.problem} />
      <div class={styles.row}>
        <Button kind="danger" type="submit" disabled={doing.isBusy}>
          {t('log.takeBack')}
        </Button>
        <Button onClick={onBack}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

import type { JSX, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { ReceiptCheck as Checked, ShiftReceipt } from '../../../protocol/office-proof.ts';
import { readReceiptText } from '../../receipt-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { dateTimeText } from './campus-time.ts';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import styles from './office.module.css';

/** Whether what a warden's phone shows at the end of a shift is what the server holds. */
export function ReceiptCheck(): JSX.Element {
  const { api } = useOffice();
  const doing = useDoing();
  const [text, setText] = useState('');
  const [isUnread, setUnread] = useState(false);
  const [checked, setChecked] = useState<{ receipt: ShiftReceipt; found: Checked } | null>(null);

  async function check(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const receipt = readReceiptText(text);
    setUnread(receipt === null);
    setChecked(null);
    if (receipt === null) return;
    const found = await doing.run(() => api.checkReceipt(receipt));
    if (found !== null) setChecked({ receipt, found });
  }

  return (
    <section class={styles.page} aria-labelledby="receipt-check">
      <h2 id="receipt-check">{t('receipt.title')}</h2>
      <form class={styles.form} onSubmit={(event) => void check(event)}>
        <Field
          label={t.both('receipt.label')}
          hint={t.both('receipt.hint')}
          error={isUnread ? t.both('receipt.unread') : null}
        >
          <textarea
            rows={3}
            value={text}
            aria-invalid={isUnread}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </Field>
        <Button type="submit" disabled={doing.isBusy}>
          {t('receipt.check')}
        </Button>
      </form>
      <ProblemNote of={doing.problem} />
      <div role="status">{checked !== null && <Verdict {...checked} />}</div>
    </section>
  );
}

function Verdict(props: { receipt: ShiftReceipt; found: Checked }): JSX.Element {
  const { zone } = useOffice();
  const { receipt, found } = props;
  const { outcome, count, startedAt, byName } = found;
  return (
    <Banner tone={outcome === 'equal' ? 'good' : 'danger'}>
      <Text
        of={t.both(`receipt.outcome.${outcome}`, {
          count,
          claimed: receipt.count,
          name: byName ?? '–',
          at: startedAt === null ? '–' : dateTimeText(startedAt, zone),
        })}
      />
    </Banner>
  );
}

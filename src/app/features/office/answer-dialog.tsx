import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CorrectionRow } from '../../../protocol/office-reports.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { useFactId } from './check-form.ts';
import { t } from './health-strings.ts';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { ProblemNote } from './problem-note.tsx';
import { SaidOfRecord } from './said-of-record.tsx';
import type { SymptomWords } from './use-symptom-words.ts';
import { useUnfinished } from './use-unfinished.ts';
import styles from './office.module.css';

const ANSWER_CHARS = 500;

/** What the office tells somebody who asked; the record itself is corrected where it was made. */
export function AnswerDialog(props: {
  row: CorrectionRow;
  symptomWords: SymptomWords;
  onAnswered: () => void;
  onClose: () => void;
}): JSX.Element {
  const { row, symptomWords, onAnswered, onClose } = props;
  const { api } = useOffice();
  const doing = useDoing();
  const factId = useFactId();
  const [text, setText] = useState('');
  useUnfinished('correction-answer');

  async function answer(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (text.trim() === '') return;
    const body = { factId, text: text.trim() };
    if ((await doing.run(() => api.answerCorrection(row.id, body))) !== null) onAnswered();
  }

  return (
    <Dialog open title={t('corrections.answerTo', { name: row.person.name })} onClose={onClose}>
      <form class={styles.form} onSubmit={(event) => void answer(event)}>
        <blockquote>{row.text}</blockquote>
        <p>
          <SaidOfRecord of={row.of} symptomWords={symptomWords} />
        </p>
        <Field label={t.both('corrections.text')} hint={t.both('corrections.textHint')}>
          <textarea
            rows={4}
            required
            maxLength={ANSWER_CHARS}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </Field>
        <ProblemNote of={doing.problem} />
        <div class={styles.row}>
          <Button kind="primary" type="submit" disabled={doing.isBusy || text.trim() === ''}>
            {t('corrections.send')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import { knownParkReason } from '../../../protocol/park-reason.ts';
import type { JournalEntry } from '../../../store/journal-entry.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { CorrectForm } from './correct-form.tsx';
import { useDuty } from './door-duty.ts';
import { FieldForm } from './field-form.tsx';
import { t } from './list-strings.ts';
import {
  correctable,
  faultOf,
  fieldWords,
  mayWithdraw,
  parkedOf,
  recordAgain,
  replaceParked,
  withdrawParked,
  withoutFault,
} from './parked-answers.ts';
import { VoidForm } from '../../duty/void-form.tsx';
import styles from './check-sheet.module.css';

/** Why the server has parked a record, and the two answers of its author: put it right, or take it back. */
export function ParkedAnswer(props: { id: Id; onDone: () => void }): JSX.Element | null {
  const { id, onDone } = props;
  const duty = useDuty();
  const step = useSignal<'look' | 'correct' | 'withdraw'>('look');
  const entry = parkedOf(duty).find(({ operation }) => operation.id === id);
  if (entry === undefined) return null;
  const check = correctable(entry);
  const fault = faultOf(entry);
  const field = entry.result?.field ?? null;
  const cancel = (): void => void (step.value = 'look');

  return (
    <>
      <Banner tone="waiting" role="status">
        <Text of={whyWords(entry)} />
      </Banner>
      {step.value === 'look' && (
        <Choices
          canCorrect={check !== null || fault !== null}
          canWithdraw={mayWithdraw(entry)}
          onChoose={(next) => (step.value = next)}
        />
      )}
      {step.value === 'correct' && check !== null && (
        <CorrectForm
          check={withoutFault(duty, check, field)}
          isMatch={false}
          field={field}
          onCancel={cancel}
          onSave={async (corrected) => {
            await replaceParked(duty, entry, corrected);
            onDone();
          }}
        />
      )}
      {step.value === 'correct' && fault !== null && (
        <FieldForm
          recorded={entry.operation}
          fault={fault}
          onCancel={cancel}
          onSave={async (body) => {
            await recordAgain(duty, entry, body);
            onDone();
          }}
        />
      )}
      {step.value === 'withdraw' && (
        <VoidForm
          onCancel={cancel}
          onSave={async (reason) => {
            await withdrawParked(duty, entry, reason);
            onDone();
          }}
        />
      )}
    </>
  );
}

function Choices(props: {
  canCorrect: boolean;
  canWithdraw: boolean;
  onChoose: (step: 'correct' | 'withdraw') => void;
}): JSX.Element {
  const { canCorrect, canWithdraw, onChoose } = props;
  return (
    <div class={styles.actions}>
      {canCorrect && (
        <Button kind="primary" onClick={() => onChoose('correct')}>
          <Text of={t.both('today.correct')} />
        </Button>
      )}
      {canWithdraw ? (
        <Button kind="danger" onClick={() => onChoose('withdraw')}>
          <Text of={t.both('today.void')} />
        </Button>
      ) : (
        <p>
          <Text of={t.both('parkedList.office')} />
        </p>
      )}
    </div>
  );
}

function whyWords({ result }: JournalEntry) {
  const why = result?.why;
  if (why === undefined || why === null) return t.both('parkedList.unknown');
  const field = fieldWords(result?.field ?? null);
  const words = { why: t(`parked.${knownParkReason(why)}`), field: field ?? '' };
  return t.both(field === null ? 'parkedList.why' : 'parkedList.whyField', words);
}

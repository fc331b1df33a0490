import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Operation } from '../../../domain/operation.ts';
import { markDirty } from '../../dirty.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { bodyWith, type FaultyField } from './faulty-field.ts';
import { t } from './list-strings.ts';
import { fieldWords } from './parked-answers.ts';
import { PersonPicker } from './person-picker.tsx';
import styles from './check-sheet.module.css';

interface FieldFormProps {
  recorded: Operation;
  fault: FaultyField;
  onSave: (body: unknown) => Promise<void>;
  onCancel: () => void;
}

/** The one field of a record of any kind that was refused: asked for anew, or left out. */
export function FieldForm(props: FieldFormProps): JSX.Element {
  const { recorded, fault, onSave, onCancel } = props;
  const { path, asked } = fault;
  const isWrong = useSignal(false);
  const typed = useSignal(asked === 'nothing' || asked === 'person' ? '' : textOf(fault.value));
  const personId = useSignal<string | null>(null);
  useEffect(() => {
    markDirty('parked-field', true);
    return () => markDirty('parked-field', false);
  }, []);

  async function saveWith(value: unknown): Promise<void> {
    const body = bodyWith(recorded, path, value);
    isWrong.value = body === null;
    if (body !== null) await onSave(body);
  }
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    await saveWith(asked === 'person' ? personId.value : valueOf(asked, typed.value));
  };

  return (
    <form class={styles.form} onSubmit={save} noValidate>
      {asked === 'person' && (
        <PersonPicker
          label={t.both('correct.person')}
          query={typed.value}
          pickedId={personId.value}
          onQuery={(query) => {
            typed.value = query;
            personId.value = null;
          }}
          onPick={({ id, name }) => {
            typed.value = name;
            personId.value = id;
          }}
        />
      )}
      {asked !== 'person' && asked !== 'nothing' && (
        <TypedField fault={fault} typed={typed} isWrong={isWrong.value} />
      )}
      <Actions
        fault={fault}
        isReady={asked !== 'person' || personId.value !== null}
        onCancel={onCancel}
        onLeaveOut={() => void saveWith(null)}
      />
    </form>
  );
}

function Actions(props: {
  fault: FaultyField;
  isReady: boolean;
  onCancel: () => void;
  onLeaveOut: () => void;
}): JSX.Element {
  const { fault, isReady, onCancel, onLeaveOut } = props;
  return (
    <div class={styles.actions}>
      <Button onClick={onCancel}>
        <Text of={t.both('correct.cancel')} />
      </Button>
      {fault.mayBeLeftOut && (
        <Button onClick={onLeaveOut}>
          <Text of={t.both('putRight.without', { field: wordsOf(fault) })} />
        </Button>
      )}
      {fault.asked !== 'nothing' && (
        <Button kind="primary" type="submit" disabled={!isReady}>
          <Text of={t.both('putRight.save')} />
        </Button>
      )}
    </div>
  );
}

const wordsOf = ({ path }: FaultyField): string => fieldWords(`body.${path.join('.')}`) ?? '';

function TypedField(props: {
  fault: FaultyField;
  typed: { value: string };
  isWrong: boolean;
}): JSX.Element {
  const { typed, isWrong } = props;
  const { path, asked } = props.fault;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const field = wordsOf(props.fault);
  const control = {
    ref: input,
    autocomplete: 'off',
    inputMode: asked === 'number' ? ('decimal' as const) : ('text' as const),
    'aria-invalid': isWrong,
    value: typed.value,
    onInput: (event: { currentTarget: HTMLInputElement }) =>
      void (typed.value = event.currentTarget.value),
  };
  return (
    <Field
      label={path[0] === 'reading' ? t.both('putRight.temp') : t.both('putRight.field', { field })}
      error={isWrong ? t.both('putRight.wrong') : null}
    >
      {asked === 'day' ? <input type="date" {...control} /> : <input type="text" {...control} />}
    </Field>
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** No number where nothing was typed: that would be 0. */
function valueOf(asked: FaultyField['asked'], typed: string): unknown {
  const text = typed.trim();
  if (asked !== 'number') return text;
  return text === '' ? Number.NaN : Number(text.replace(',', '.'));
}

import type { JSX } from 'preact';
import type { StorageFailure } from '../../../store/storage-failure.ts';
import { NotSaved } from '../not-saved.tsx';
import type { Spoken } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './absence-strings.ts';

const NOTE_CHARS = 500;

export function NoteField(props: {
  value: string;
  hint?: Spoken | null;
  onChange: (note: string) => void;
}): JSX.Element {
  const { value, hint = null, onChange } = props;
  return (
    <Field label={t.both('note')} hint={hint}>
      <textarea
        rows={2}
        autocomplete="off"
        maxLength={NOTE_CHARS}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

/** `isAsked`: somebody wants to save it, so that it may not be empty. */
export function DayField(props: {
  label: Spoken;
  value: string;
  isAsked: boolean;
  onChange: (day: string) => void;
}): JSX.Element {
  const { label, value, isAsked, onChange } = props;
  const isMissing = isAsked && value === '';
  return (
    <Field label={label} error={isMissing ? t.both('needed') : null}>
      <input
        type="date"
        autocomplete="off"
        aria-invalid={isMissing}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

/** Why the last try kept nothing, and the button for another. */
export function SaveRow({ problem }: { problem: StorageFailure['why'] | null }): JSX.Element {
  return (
    <>
      {problem !== null && (
        <Banner tone="danger" role="alert">
          <NotSaved why={problem} />
        </Banner>
      )}
      <Button kind="primary" type="submit" wide>
        <Text of={t.both('save')} />
      </Button>
    </>
  );
}

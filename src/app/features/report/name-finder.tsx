import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Spoken } from '../../strings.ts';
import { Field } from '../../ui/field.tsx';

/** Names are typed as they are: nothing is completed or put right. */
export function NameFinder(props: { label: Spoken; query: Signal<string> }): JSX.Element {
  const { label, query } = props;
  return (
    <Field label={label}>
      <input
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={query.value}
        onInput={(event) => (query.value = event.currentTarget.value)}
      />
    </Field>
  );
}

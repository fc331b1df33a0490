import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Spoken } from '../../strings.ts';
import { Field } from '../../ui/field.tsx';

const PAUSE_MS = 250;

/** Searches when the typing pauses. What is typed stays in this field: it is in no address and no title. */
export function SearchField(props: {
  label: Spoken;
  hint?: Spoken;
  onQuery: (query: string) => void;
}): JSX.Element {
  const { label, hint = null, onQuery } = props;
  const [typed, setTyped] = useState('');
  const latest = useRef(onQuery);
  latest.current = onQuery;
  const isFirst = useRef(true);

  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const timer = setTimeout(() => latest.current(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <Field label={label} hint={hint}>
      <input
        type="search"
        value={typed}
        maxLength={100}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
    </Field>
  );
}

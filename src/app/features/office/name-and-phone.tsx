import type { JSX } from 'preact';
import { Field } from '../../ui/field.tsx';
import { t } from './office-strings.ts';

export function NameAndPhone(props: {
  name: string;
  phone: string;
  onName: (name: string) => void;
  onPhone: (phone: string) => void;
}): JSX.Element {
  return (
    <>
      <Field label={t.both('staff.name')}>
        <input
          required
          maxLength={200}
          autocomplete="off"
          value={props.name}
          onInput={(event) => props.onName(event.currentTarget.value)}
        />
      </Field>
      <Field label={t.both('staff.phone')} hint={t.both('staff.phoneHint')}>
        <input
          type="tel"
          maxLength={40}
          autocomplete="off"
          value={props.phone}
          onInput={(event) => props.onPhone(event.currentTarget.value)}
        />
      </Field>
    </>
  );
}

import type { JSX, TargetedInputEvent } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { Spoken } from '../../strings.ts';
import { t } from './office-strings.ts';
import styles from './sign-in.module.css';

/** A password that can be looked at while it is typed. */
export function PasswordField(props: {
  label: Spoken;
  hint?: Spoken | null;
  error?: Spoken | null;
  value: string;
  autocomplete: 'new-password' | 'current-password';
  /** May stay empty. */
  isOptional?: boolean;
  onValue: (value: string) => void;
}): JSX.Element {
  const { label, hint = null, error = null, value, autocomplete, onValue } = props;
  const [isShown, setShown] = useState(false);
  const common = {
    key: 'password',
    value,
    required: props.isOptional !== true,
    autocomplete,
    spellcheck: false,
    'aria-invalid': error !== null,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onValue(event.currentTarget.value),
  };
  return (
    <div class={styles.password}>
      <Field label={label} hint={hint} error={error}>
        {isShown ? <input type="text" {...common} /> : <input type="password" {...common} />}
      </Field>
      <Button kind="quiet" pressed={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? t('password.hide') : t('password.show')}
      </Button>
    </div>
  );
}

import type { JSX } from 'preact';
import { Field } from '../../ui/field.tsx';
import { t } from './office-strings.ts';
import { PasswordField } from './password-field.tsx';

/** What somebody who works at this desk signs in with. */
export function OfficeSignIn(props: {
  login: string;
  password: string;
  isWrong: boolean;
  onLogin: (login: string) => void;
  onPassword: (password: string) => void;
}): JSX.Element {
  return (
    <>
      <Field label={t.both('signIn.login')} hint={t.both('setUp.loginHint')}>
        <input
          required
          minLength={3}
          maxLength={80}
          autocomplete="off"
          spellcheck={false}
          value={props.login}
          onInput={(event) => props.onLogin(event.currentTarget.value)}
        />
      </Field>
      <PasswordField
        label={t.both('staff.firstPassword')}
        hint={t.both('password.hint')}
        error={props.isWrong ? t.both('password.short') : null}
        value={props.password}
        autocomplete="new-password"
        onValue={props.onPassword}
      />
    </>
  );
}

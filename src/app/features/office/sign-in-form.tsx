import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Me } from '../../../protocol/office-session.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { OfficeApi } from './api.ts';
import { useDoing } from './loaded.ts';
import { t } from './office-strings.ts';
import { PasswordField } from './password-field.tsx';
import { ProblemNote } from './problem-note.tsx';
import styles from './sign-in.module.css';

export function SignInForm(props: {
  api: OfficeApi;
  /** Where somebody signs in again. */
  login?: string;
  onSignedIn: (me: Me) => void;
}): JSX.Element {
  const [login, setLogin] = useState(props.login ?? '');
  const [password, setPassword] = useState('');
  const doing = useDoing();

  async function signIn() {
    const me = await doing.run(() => props.api.signIn({ login: login.trim(), password }));
    if (me) props.onSignedIn(me);
  }

  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      <Field label={t.both('signIn.login')}>
        <input
          value={login}
          required
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          onInput={(event) => setLogin(event.currentTarget.value)}
        />
      </Field>
      <PasswordField
        label={t.both('signIn.password')}
        value={password}
        autocomplete="current-password"
        onValue={setPassword}
      />
      <ProblemNote of={doing.problem} />
      <Button kind="primary" type="submit" wide disabled={doing.isBusy}>
        {doing.isBusy ? t('signIn.busy') : t('signIn.action')}
      </Button>
    </form>
  );
}

import type { JSX, TargetedInputEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Me, SetUpRequest } from '../../../protocol/office-session.ts';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { Spoken } from '../../strings.ts';
import type { OfficeApi } from './api.ts';
import { useDoing } from './loaded.ts';
import { t } from './office-strings.ts';
import { PasswordField } from './password-field.tsx';
import { ProblemNote } from './problem-note.tsx';
import { useUnfinished } from './use-unfinished.ts';
import styles from './sign-in.module.css';
import officeStyles from './office.module.css';

const PASSWORD_LENGTH = 10;

const EMPTY = { organisation: '', campusName: '', name: '', login: '', password: '', again: '' };
type Typed = typeof EMPTY;

/** The first start: names the organisation and makes the first administrator. */
export function SetUpScreen(props: {
  api: OfficeApi;
  secret: string;
  onSignedIn: (me: Me) => void;
  /** The link has done its work before: sign in instead. */
  onDoneBefore: () => void;
}): JSX.Element {
  const [typed, setTyped] = useState(EMPTY);
  const [wasTried, setTried] = useState(false);
  const doing = useDoing();
  useUnfinished('set-up');
  const faults = faultsOf(typed);
  useEffect(() => {
    void props.api.setUpState().then((state) => {
      if (state.ok && state.value.isSetUp) props.onDoneBefore();
    });
  }, []);
  const type = (change: Partial<Typed>) => setTyped({ ...typed, ...change });

  async function setUp() {
    setTried(true);
    if (faults.password || faults.again || faults.login) return;
    const me = await doing.run(() => props.api.setUp(requestOf(typed, props.secret)));
    if (me) props.onSignedIn(me);
  }

  return (
    <main class={styles.gate}>
      <div class={styles.top}>
        <LanguageSwitch />
      </div>
      <div>
        <h1>{t('setUp.title')}</h1>
        <p class={officeStyles.lead}>{t('setUp.lead')}</p>
      </div>
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void setUp();
        }}
      >
        <SetUpFields typed={typed} type={type} faults={wasTried ? faults : {}} />
        <ProblemNote of={doing.problem} />
        <Button kind="primary" type="submit" wide disabled={doing.isBusy}>
          {doing.isBusy ? t('setUp.busy') : t('setUp.action')}
        </Button>
      </form>
    </main>
  );
}

interface Faults {
  login?: Spoken | null;
  password?: Spoken | null;
  again?: Spoken | null;
}

function faultsOf({ login, password, again }: Typed): Faults {
  return {
    login: login.trim().length < 3 ? t.both('setUp.loginShort') : null,
    password: password.length < PASSWORD_LENGTH ? t.both('password.short') : null,
    again: password === again ? null : t.both('password.differs'),
  };
}

function requestOf(typed: Typed, secret: string): SetUpRequest {
  const { organisation, campusName, name, login, password } = typed;
  return {
    secret,
    organisation: organisation.trim(),
    ...(campusName.trim() !== '' && { campusName: campusName.trim() }),
    name: name.trim(),
    login: login.trim(),
    password,
  };
}

function SetUpFields(props: {
  typed: Typed;
  type: (change: Partial<Typed>) => void;
  faults: Faults;
}): JSX.Element {
  const { typed, type, faults } = props;
  const text = (key: 'organisation' | 'campusName' | 'name' | 'login') => ({
    value: typed[key],
    onInput: (event: TargetedInputEvent<HTMLInputElement>) =>
      type({ [key]: event.currentTarget.value }),
  });
  return (
    <>
      <Field label={t.both('setUp.organisation')} hint={t.both('setUp.organisationHint')}>
        <input required maxLength={200} autocomplete="off" {...text('organisation')} />
      </Field>
      <Field label={t.both('setUp.campus')} hint={t.both('setUp.campusHint')}>
        <input maxLength={100} autocomplete="off" {...text('campusName')} />
      </Field>
      <Field label={t.both('setUp.name')}>
        <input required maxLength={200} autocomplete="off" {...text('name')} />
      </Field>
      <Field
        label={t.both('signIn.login')}
        hint={t.both('setUp.loginHint')}
        error={faults.login ?? null}
      >
        <input
          required
          maxLength={80}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          {...text('login')}
        />
      </Field>
      <PasswordField
        label={t.both('signIn.password')}
        hint={t.both('password.hint')}
        error={faults.password ?? null}
        value={typed.password}
        autocomplete="new-password"
        onValue={(password) => type({ password })}
      />
      <PasswordField
        label={t.both('password.again')}
        error={faults.again ?? null}
        value={typed.again}
        autocomplete="new-password"
        onValue={(again) => type({ again })}
      />
    </>
  );
}

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LocationProvider } from 'preact-iso';
import type { SetUpState } from '../../../protocol/set-up-state.ts';
import { DemoBanner } from '../../shell/demo-banner.tsx';
import { LANG_TAG, language } from '../../strings.ts';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import type { OfficeProblem } from './call.ts';
import { browserNetwork, type Network } from './network.ts';
import { OfficeFrame } from './office-frame.tsx';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import { createSession, type Session } from './session.ts';
import { SetUpScreen } from './set-up-screen.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in.module.css';

/** The office's desk: everything that is done with the network and a sign-in. Keeps nothing on the device. */
export function OfficeFront(props: { network?: Network }): JSX.Element {
  const [secret, setSecret] = useState(takeSetUpSecret);
  const [session] = useState(() => createSession(props.network ?? browserNetwork));

  useEffect(() => {
    document.documentElement.lang = LANG_TAG[language.value];
    document.title = t('title');
  }, [language.value]);
  useEffect(() => {
    const onHash = () => setSecret((before) => takeSetUpSecret() ?? before);
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);

  return (
    <LocationProvider scope="/office">
      {secret === null ? (
        <SignedIn session={session} />
      ) : (
        <SetUpScreen
          api={session.api}
          secret={secret}
          onDoneBefore={() => setSecret(null)}
          onSignedIn={(me) => {
            session.take(me);
            setSecret(null);
          }}
        />
      )}
    </LocationProvider>
  );
}

/** The one-time secret after `/#setup=`, taken out of the address bar and the history at once. */
function takeSetUpSecret(): string | null {
  const secret = /^#setup=(.+)$/.exec(location.hash)?.[1];
  if (secret === undefined) return null;
  history.replaceState(null, '', '/office');
  return secret;
}

function SignedIn({ session }: { session: Session }): JSX.Element {
  const me = session.me.value;
  const [state, setState] = useState<SetUpState | null>(null);
  const [problem, setProblem] = useState<OfficeProblem | null>(null);

  async function ask() {
    const [mine, setUp] = await Promise.all([session.api.me(), session.api.setUpState()]);
    if (setUp.ok) setState(setUp.value);
    if (mine.ok) return session.take(mine.value);
    const isNobody = mine.problem.code === 'signed-out' || mine.problem.code === 'session-expired';
    if (isNobody) session.leave();
    setProblem(isNobody ? null : mine.problem);
  }
  useEffect(() => {
    if (session.me.peek() === undefined) void ask();
  }, []);

  if (me) {
    return (
      <>
        <OfficeFrame key={me.account.id} session={session} me={me} />
        <Dialog
          open={session.isExpired.value}
          title={t('signIn.again')}
          onClose={() => session.putOff()}
        >
          <p>{t('signIn.againLead')}</p>
          <SignInForm
            api={session.api}
            login={me.account.login ?? ''}
            onSignedIn={(again) => session.take(again)}
          />
        </Dialog>
      </>
    );
  }
  return (
    <main class={styles.gate}>
      {state?.isDemo === true && <DemoBanner />}
      <div class={styles.top}>
        <LanguageSwitch />
      </div>
      {me === undefined && problem === null && <Spinner label={t('loading')} />}
      <ProblemNote
        of={problem}
        actions={<Button onClick={() => void ask()}>{t('tryAgain')}</Button>}
      />
      {me === null && <SignInPage session={session} state={state} />}
    </main>
  );
}

function SignInPage(props: { session: Session; state: SetUpState | null }): JSX.Element {
  const { session, state } = props;
  if (state && !state.isSetUp) {
    return (
      <div>
        <h1>{t('setUp.title')}</h1>
        <p>{t('setUp.noLink')}</p>
      </div>
    );
  }
  return (
    <>
      <div>
        <h1>{t('signIn.title')}</h1>
        <p>{t('signIn.lead')}</p>
      </div>
      <SignInForm api={session.api} onSignedIn={(me) => session.take(me)} />
    </>
  );
}

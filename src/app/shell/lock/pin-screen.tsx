import userPlus from 'lucide-static/icons/user-plus.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import type { KnownAccount, UnlockResult } from '../../../store/vault.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { PinEntry } from '../../ui/pin-entry.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Text } from '../../ui/text.tsx';
import { LanguageSwitch } from '../language-switch.tsx';
import { t } from './lock-strings.ts';
import styles from './lock.module.css';
import { useSecondsUntil } from './seconds-until.ts';
import { waitSentence } from './wait-sentence.ts';

export interface PinScreenProps {
  account: KnownAccount;
  /** What waits to be sent, and the way out for it. */
  unsent: ComponentChildren;
  onPin: (pin: string) => Promise<UnlockResult>;
  /** The way on after ten wrong PINs. */
  onNewCode: () => void;
  onAdd: () => void;
  /** `null` where nobody else is on this phone. */
  onSwitch: (() => void) | null;
}

export function PinScreen(props: PinScreenProps): JSX.Element {
  const { account } = props;
  const triesLeft = useSignal<number | null>(null);
  const refusals = useSignal(0);
  const seconds = useSecondsUntil(account.waitUntil);

  async function tryPin(pin: string): Promise<void> {
    const result = await props.onPin(pin);
    if (result.ok) return;
    refusals.value += 1;
    triesLeft.value = result.why === 'wrong-pin' ? result.triesLeft : null;
  }

  return (
    <Screen
      top={
        <>
          <OtherPeople {...props} />
          <LanguageSwitch />
        </>
      }
      bottom={
        !account.isGone && (
          <PinEntry onComplete={tryPin} disabled={seconds > 0} refusals={refusals.value} />
        )
      }
    >
      <div class={styles.who}>
        <span class={styles.initial} aria-hidden="true">
          {[...account.name][0]}
        </span>
        <h1>{account.name}</h1>
        {!account.isGone && (
          <p class={styles.prompt}>
            <Text of={t.both('enterPin')} />
          </p>
        )}
      </div>
      <div class={styles.refusal} role="alert">
        {triesLeft.value !== null && !account.isGone && (
          <p>
            <Text of={t.both('wrongPin', { count: triesLeft.value })} />
          </p>
        )}
        {seconds > 0 && (
          <p>
            <Text of={waitSentence(seconds)} />
          </p>
        )}
      </div>
      {account.isGone && <GoneBanner onNewCode={props.onNewCode} />}
      {props.unsent}
    </Screen>
  );
}

function OtherPeople({ onSwitch, onAdd }: PinScreenProps): JSX.Element {
  if (onSwitch === null)
    return <Button kind="quiet" icon={userPlus} label={t('addPerson')} onClick={onAdd} />;
  return (
    <Button kind="quiet" icon={users} onClick={onSwitch}>
      <Text of={t.both('switchPerson')} />
    </Button>
  );
}

function GoneBanner({ onNewCode }: { onNewCode: () => void }): JSX.Element {
  return (
    <Banner
      tone="danger"
      actions={
        <Button kind="primary" onClick={onNewCode}>
          <Text of={t.both('newCode')} />
        </Button>
      }
    >
      <Text of={t.both('gone')} />
    </Banner>
  );
}

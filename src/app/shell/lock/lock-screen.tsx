import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { KnownAccount } from '../../../store/vault.ts';
import type { Session } from '../../session.ts';
import { LockedUnsent } from '../unsent/locked-unsent.tsx';
import { AccountPicker } from './account-picker.tsx';
import { PinScreen } from './pin-screen.tsx';

/** The picker where several people share the phone, and the PIN of the one who is here. */
export function LockScreen({ session }: { session: Session }): JSX.Element {
  const accounts = session.accounts.value;
  const chosenId = useSignal<string | null>(null);
  const chosen = accounts.find(({ accountId }) => accountId === chosenId.value) ?? only(accounts);

  if (chosen === null) {
    return (
      <AccountPicker
        accounts={accounts}
        unsent={<LockedUnsent session={session} />}
        onChoose={(account) => (chosenId.value = account.accountId)}
        onAdd={() => void session.beginEnrolment()}
      />
    );
  }
  return (
    <PinScreen
      key={chosen.accountId}
      account={chosen}
      unsent={<LockedUnsent session={session} />}
      onPin={(pin) => session.unlock(chosen.accountId, pin)}
      onNewCode={() => void session.beginEnrolment()}
      onAdd={() => void session.beginEnrolment()}
      onSwitch={accounts.length > 1 ? () => (chosenId.value = null) : null}
    />
  );
}

function only(accounts: readonly KnownAccount[]): KnownAccount | null {
  const [first, ...others] = accounts;
  return first !== undefined && others.length === 0 ? first : null;
}

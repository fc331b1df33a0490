import chevron from 'lucide-static/icons/chevron-right.svg?raw';
import userPlus from 'lucide-static/icons/user-plus.svg?raw';
import type { ComponentChildren, JSX } from 'preact';
import type { KnownAccount } from '../../../store/vault.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Text } from '../../ui/text.tsx';
import { LanguageSwitch } from '../language-switch.tsx';
import { t } from './lock-strings.ts';
import styles from './lock.module.css';

export function AccountPicker(props: {
  accounts: readonly KnownAccount[];
  /** What waits to be sent, and the way out for it. */
  unsent: ComponentChildren;
  onChoose: (account: KnownAccount) => void;
  onAdd: () => void;
}): JSX.Element {
  return (
    <Screen
      top={
        <>
          <span />
          <LanguageSwitch />
        </>
      }
      bottom={
        <Button kind="quiet" icon={userPlus} onClick={props.onAdd}>
          <Text of={t.both('addPerson')} />
        </Button>
      }
    >
      <h1>
        <Text of={t.both('whoAreYou')} />
      </h1>
      <ul class={styles.people}>
        {props.accounts.map((account) => (
          <li key={account.accountId}>
            <button type="button" class={styles.person} onClick={() => props.onChoose(account)}>
              <span class={styles.initial} aria-hidden="true">
                {[...account.name][0]}
              </span>
              <span class={styles.name}>{account.name}</span>
              {account.isGone && <span class={styles.state}>{t('locked')}</span>}
              <Icon of={chevron} />
            </button>
          </li>
        ))}
      </ul>
      {props.unsent}
    </Screen>
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Banner } from '../../ui/banner.tsx';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { RulesForm } from './rules-form.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

/** The policy in force: every threshold and time that the school may set. */
export function RulesScreen(): JSX.Element {
  const { api } = useOffice();
  const entry = useLoaded(api.policy, 'policy');
  const [isSaved, setSaved] = useState(false);
  return (
    <div class={styles.page}>
      <h1>{t('page.rules')}</h1>
      <p class={styles.lead}>{t('rules.lead')}</p>
      {isSaved && (
        <Banner tone="good">
          <p>{t('rules.saved')}</p>
        </Banner>
      )}
      <WhenLoaded of={entry}>
        {(value) => (
          <RulesForm
            key={value.version}
            entry={value}
            onTyping={() => setSaved(false)}
            onSaved={() => {
              setSaved(true);
              void entry.reload();
            }}
          />
        )}
      </WhenLoaded>
    </div>
  );
}

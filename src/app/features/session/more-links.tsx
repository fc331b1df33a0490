import idCard from 'lucide-static/icons/id-card.svg?raw';
import monitorCheck from 'lucide-static/icons/monitor-check.svg?raw';
import type { JSX } from 'preact';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './more-strings.ts';
import styles from './more.module.css';

/** What else there is to do for the people of a class or unit. */
export function MoreLinks(): JSX.Element {
  return (
    <nav class={styles.links} aria-label={t('label')}>
      <a class={styles.link} href="/session/both">
        <Icon of={monitorCheck} />
        <Text of={t.both('both.link')} />
      </a>
      <a class={styles.link} href="/session/card">
        <Icon of={idCard} />
        <Text of={t.both('card.link')} />
      </a>
    </nav>
  );
}

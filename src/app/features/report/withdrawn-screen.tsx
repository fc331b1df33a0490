import shieldOff from 'lucide-static/icons/shield-off.svg?raw';
import type { JSX } from 'preact';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './report-strings.ts';
import styles from './report.module.css';

/** Nothing is recorded on this phone for somebody who does not agree. */
export function WithdrawnScreen(): JSX.Element {
  return (
    <main class={styles.screen}>
      <EmptyState icon={shieldOff} title={<Text of={t.both('consent.withdrawn')} />}>
        <p>
          <Text of={t.both('consent.withdrawnWords')} />
        </p>
        <a class={styles.link} href="/report/notice">
          <Text of={t.both('consent.again')} />
        </a>
        <a class={styles.link} href="/report/mine">
          <Text of={t.both('link.mine')} />
        </a>
      </EmptyState>
    </main>
  );
}

import type { JSX } from 'preact';
import { Text } from '../../ui/text.tsx';
import { t } from './door-strings.ts';
import styles from './door-tabs.module.css';

const TABS = [
  { path: '/door', key: 'nav.check' },
  { path: '/today', key: 'nav.today' },
  { path: '/inside', key: 'nav.inside' },
  { path: '/visitors', key: 'nav.visitors' },
] as const;
export type DoorPath = (typeof TABS)[number]['path'];

export function DoorTabs({ here }: { here: DoorPath }): JSX.Element {
  return (
    <nav class={styles.tabs} aria-label={t('nav.label')}>
      {TABS.map(({ path, key }) => (
        <a key={path} href={path} aria-current={path === here ? 'page' : undefined}>
          <Text of={t.both(key)} />
        </a>
      ))}
    </nav>
  );
}

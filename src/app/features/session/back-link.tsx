import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import type { JSX } from 'preact';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './more-strings.ts';
import styles from './more.module.css';

export function BackLink(): JSX.Element {
  return (
    <a class={styles.link} href="/session">
      <Icon of={arrowLeft} />
      <Text of={t.both('back')} />
    </a>
  );
}

import userX from 'lucide-static/icons/user-x.svg?raw';
import type { JSX } from 'preact';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import styles from './report.module.css';
import { t } from './class-absence-strings.ts';

export function ClassAbsenceLink(): JSX.Element {
  return (
    <a class={styles.link} href="/report/absences">
      <Icon of={userX} />
      <Text of={t.both('link')} />
    </a>
  );
}

import type { JSX } from 'preact';
import { Spinner } from '../ui/spinner.tsx';
import { t } from './shell-strings.ts';
import styles from './shell.module.css';

/** Shown only when a wait is long enough to be noticed. */
export function Waiting(): JSX.Element {
  return (
    <div class={styles.waiting}>
      <Spinner label={t('opening')} />
    </div>
  );
}

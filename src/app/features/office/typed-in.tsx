import type { JSX } from 'preact';
import type { Instant } from '../../../domain/id.ts';
import { dateTimeText } from './campus-time.ts';
import { t } from './office-strings.ts';
import styles from './office.module.css';

/** "From paper, typed in …": the second of both times. Nothing for what was recorded there and then. */
export function TypedIn({ at, zone }: { at: Instant | null; zone: string }): JSX.Element | null {
  if (at === null) return null;
  return <span class={styles.soft}>{t('rounds.typedIn', { at: dateTimeText(at, zone) })}</span>;
}

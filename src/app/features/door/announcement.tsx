import type { JSX } from 'preact';
import { t } from './door-strings.ts';
import type { Outcome } from './outcome.ts';
import styles from './announcement.module.css';

/** Says the verdict to a screen reader; it is always on the page, so that a change of its words is heard. */
export function Announcement({ outcome }: { outcome: Outcome | null }): JSX.Element {
  return <output class={styles.spoken}>{outcome === null ? '' : wordsOf(outcome)}</output>;
}

function wordsOf({ name, kind, reading }: Outcome): string {
  const verdict = t(`verdict.${kind}`);
  if (reading === null) return `${name}. ${verdict}`;
  return t('verdict.status', { name, verdict, tempC: reading.tempC.toFixed(1) });
}

import type { JSX } from 'preact';
import styles from './spinner.module.css';

/** Only where a wait has no end that can be shown. `label` is read out. */
export function Spinner(props: { label: string }): JSX.Element {
  return <span class={styles.spinner} role="status" aria-label={props.label} />;
}

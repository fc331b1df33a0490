import type { JSX } from 'preact';
import styles from './open-count.module.css';

/** How much waits: the number for the eye, a sentence for the ear. */
export function OpenCount({ count, said }: { count: number; said: string }): JSX.Element {
  return (
    <span class={styles.count}>
      <span aria-hidden="true">{count}</span>
      <span class={styles.spoken}>{said}</span>
    </span>
  );
}

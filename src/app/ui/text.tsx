import type { JSX } from 'preact';
import type { Spoken } from '../strings.ts';
import { classes } from './classes.ts';
import styles from './text.module.css';

/** A sentence in its language and, in two-language mode, the other one under it (or behind it). */
export function Text(props: { of: Spoken; inline?: boolean }): JSX.Element {
  const { of, inline = false } = props;
  if (of.second === null) return <span lang={of.lang}>{of.text}</span>;
  return (
    <span class={classes(styles.pair, inline && styles.inline)}>
      <span lang={of.lang}>{of.text}</span>{' '}
      <span class={styles.second} lang={of.second.lang}>
        {of.second.text}
      </span>
    </span>
  );
}

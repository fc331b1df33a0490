import type { ComponentChildren, JSX } from 'preact';
import styles from './screen.module.css';

/** A whole screen of its own: something at the top, words in the middle, controls under the thumb. */
export function Screen(props: {
  top?: ComponentChildren;
  children: ComponentChildren;
  bottom?: ComponentChildren;
}): JSX.Element {
  return (
    <main class={styles.screen}>
      <div class={styles.top}>{props.top}</div>
      <div class={styles.middle}>{props.children}</div>
      <div class={styles.bottom}>{props.bottom}</div>
    </main>
  );
}

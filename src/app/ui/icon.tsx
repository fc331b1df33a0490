import type { JSX } from 'preact';
import { classes } from './classes.ts';
import styles from './icon.module.css';

/**
 * A picture beside words, never instead of them. `of` is what stands inside an svg of our own build:
 * `import check from 'lucide-static/icons/check.svg?raw'`, so that each chunk carries only its own.
 */
export function Icon(props: { of: string; size?: 's' | 'm' | 'l' | 'xl' }): JSX.Element {
  return (
    <span class={classes(styles.icon, styles[props.size ?? 'm'])} aria-hidden="true">
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
        dangerouslySetInnerHTML={{ __html: props.of }}
      />
    </span>
  );
}

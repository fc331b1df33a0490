import type { ComponentChildren, JSX } from 'preact';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import styles from './banner.module.css';

export interface BannerProps {
  tone: 'plain' | 'good' | 'waiting' | 'danger';
  icon?: string;
  /** `alert` interrupts a screen reader: for what must be acted on now. */
  role?: 'status' | 'alert';
  /** Buttons, under the words. */
  actions?: ComponentChildren;
  /** One short button, beside the words. */
  aside?: ComponentChildren;
  children: ComponentChildren;
}

export function Banner(props: BannerProps): JSX.Element {
  return (
    <div class={classes(styles.banner, styles[props.tone])} role={props.role}>
      {props.icon !== undefined && <Icon of={props.icon} />}
      <div class={styles.words}>
        {props.children}
        {props.actions !== undefined && <div class={styles.actions}>{props.actions}</div>}
      </div>
      {props.aside}
    </div>
  );
}

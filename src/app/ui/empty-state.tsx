import type { ComponentChildren, JSX } from 'preact';
import { Icon } from './icon.tsx';
import styles from './empty-state.module.css';

/** Nothing here yet: what it would be, and what to do next. */
export function EmptyState(props: {
  icon?: string;
  title: ComponentChildren;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class={styles.empty}>
      {props.icon !== undefined && <Icon of={props.icon} size="xl" />}
      <h2>{props.title}</h2>
      {props.children}
    </div>
  );
}

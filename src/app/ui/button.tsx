import type { ComponentChildren, JSX } from 'preact';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import styles from './button.module.css';

export interface ButtonProps {
  /** `primary` once a screen, `plain` for the others, `danger` for what takes something away, `quiet` for links. */
  kind?: 'primary' | 'plain' | 'danger' | 'quiet';
  type?: 'button' | 'submit';
  icon?: string;
  wide?: boolean;
  disabled?: boolean;
  pressed?: boolean;
  /** Names a button that shows an icon only. */
  label?: string;
  onClick?: () => void;
  children?: ComponentChildren;
}

export function Button(props: ButtonProps): JSX.Element {
  const { kind = 'plain', type = 'button', icon, wide = false, disabled = false } = props;
  return (
    <button
      type={type}
      class={classes(
        styles.button,
        styles[kind],
        wide && styles.wide,
        props.children === undefined && styles.square,
      )}
      disabled={disabled}
      aria-pressed={props.pressed}
      aria-label={props.label}
      onClick={() => props.onClick?.()}
    >
      {icon !== undefined && <Icon of={icon} />}
      {props.children}
    </button>
  );
}

import type { JSX } from 'preact';
import type { Spoken } from '../strings.ts';
import { Text } from './text.tsx';
import styles from './switch.module.css';

/** A native checkbox that is said and drawn as a switch: it works at once, without "save". */
export function Switch(props: {
  label: Spoken;
  hint?: Spoken;
  on: boolean;
  onChange: (on: boolean) => void;
}): JSX.Element {
  return (
    <label class={styles.row}>
      <span class={styles.words}>
        <Text of={props.label} />
        {props.hint !== undefined && (
          <span class={styles.hint}>
            <Text of={props.hint} />
          </span>
        )}
      </span>
      <input
        type="checkbox"
        role="switch"
        class={styles.switch}
        checked={props.on}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
    </label>
  );
}

import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Spoken } from '../strings.ts';
import { Icon } from './icon.tsx';
import { Text } from './text.tsx';
import styles from './segmented-choice.module.css';

export interface SegmentedChoiceProps<Value extends string> {
  legend: Spoken;
  /** Keeps the legend for screen readers only. */
  legendHidden?: boolean;
  value: Value | null;
  options: readonly { value: Value; label: Spoken; icon?: string }[];
  onChange: (value: Value) => void;
}

/** A few choices side by side, one of them taken: native radio buttons. */
export function SegmentedChoice<Value extends string>(
  props: SegmentedChoiceProps<Value>,
): JSX.Element {
  const name = useId();
  return (
    <fieldset class={styles.choice}>
      <legend class={props.legendHidden === true ? styles.hidden : styles.legend}>
        <Text of={props.legend} />
      </legend>
      <div class={styles.options}>
        {props.options.map((option) => (
          <label key={option.value} class={styles.option}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            <span class={styles.face}>
              {option.icon !== undefined && <Icon of={option.icon} />}
              <Text of={option.label} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Spoken } from '../strings.ts';
import { Text } from './text.tsx';
import styles from './field.module.css';

export interface FieldProps {
  label: Spoken;
  hint?: Spoken | null;
  /** Said at once to a screen reader; the control inside should carry `aria-invalid`. */
  error?: Spoken | null;
  /** One native control: `<input>`, `<select>` or `<textarea>`. */
  children: ComponentChildren;
}

export function Field(props: FieldProps): JSX.Element {
  const { label, hint = null, error = null, children } = props;
  const id = useId();
  return (
    <div class={styles.field} role="group" aria-describedby={error || hint ? id : undefined}>
      <label class={styles.label}>
        <Text of={label} />
        {children}
      </label>
      <div id={id}>
        {error && (
          <p class={styles.error} role="alert">
            <Text of={error} />
          </p>
        )}
        {hint && !error && (
          <p class={styles.hint}>
            <Text of={hint} />
          </p>
        )}
      </div>
    </div>
  );
}

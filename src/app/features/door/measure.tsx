import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Keypad } from '../../ui/keypad.tsx';
import { Text } from '../../ui/text.tsx';
import { classes } from '../../ui/classes.ts';
import type { TemperatureUnit } from '../../../domain/reading.ts';
import { t } from './door-strings.ts';
import type { Problem } from './check-of.ts';
import { digitsOf, isWhole, shownDigits } from './typed-temperature.ts';
import { useKeysFor } from './focus-on-key.ts';
import styles from './measure.module.css';

export interface MeasureProps {
  name: string;
  digits: string;
  unit: TemperatureUnit;
  problem: Problem | null;
  onDigits: (digits: string) => void;
  onDone: () => void;
  onLeave: () => void;
  /** Who it is and what is to be known before the reading. */
  children: JSX.Element;
}

/** One person's reading: three digits and one tap. */
export function Measure(props: MeasureProps): JSX.Element {
  const { name, digits, unit, problem, onDigits, onDone, onLeave, children } = props;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    if (problem !== null) field.current?.select();
  }, [problem, name]);
  useKeysFor(field);

  return (
    <form
      class={styles.measure}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
    >
      <div class={styles.middle}>{children}</div>
      <div class={styles.hand}>
        <label class={classes(styles.value, problem !== null && styles.wrong)}>
          <span class={styles.label}>{t('measure.label', { name })}</span>
          <input
            ref={field}
            class={styles.field}
            inputMode="none"
            autocomplete="off"
            placeholder="––.–"
            aria-invalid={problem !== null}
            value={shownDigits(digits, unit)}
            onInput={(event) => onDigits(digitsOf(event.currentTarget.value))}
          />
          <span aria-hidden="true">°{unit}</span>
        </label>
        {problem !== null && problem.kind !== 'double' && (
          <p class={styles.problem} role="alert">
            <Text
              of={
                problem.kind === 'impossible'
                  ? t.both('measure.impossible', { value: problem.shown })
                  : t.both('measure.unreadable')
              }
            />
          </p>
        )}
        <Keypad
          onDigit={(digit) => onDigits(digitsOf(problem === null ? digits + digit : digit))}
          onDelete={() => onDigits(problem === null ? digits.slice(0, -1) : '')}
          extra={{ label: <Text of={t.both('measure.back')} />, onPress: onLeave }}
          done={{
            label: <Text of={t.both('keypad.done')} inline />,
            onPress: onDone,
            disabled: !isWhole(digits),
          }}
        />
      </div>
    </form>
  );
}

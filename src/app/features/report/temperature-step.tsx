import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { NotMeasured } from '../../../domain/self-report.ts';
import { signalRefusal } from '../../device/feedback.ts';
import { useKeysFor } from '../../duty/focus-on-key.ts';
import { SiteSelect } from '../../duty/site-select.tsx';
import { isSurelyWhole } from '../../duty/surely-whole.ts';
import { digitsOf, digitsOfReading, shownDigits } from '../../duty/typed-temperature.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Keypad } from '../../ui/keypad.tsx';
import { Text } from '../../ui/text.tsx';
import type { StepProps } from './form-screen.tsx';
import { readingOf } from './report-draft.ts';
import { useDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';

/** Three digits, and the next question comes; or why there is no temperature. */
export function TemperatureStep(props: StepProps): JSX.Element {
  const { draft, answer } = props;
  const isWithout = useSignal(draft.notMeasured !== null);
  return (
    <>
      <h1>
        <Text of={t.both(isWithout.value ? 'temperature.why' : 'temperature.title')} />
      </h1>
      {isWithout.value ? (
        <div class={styles.answers}>
          {NotMeasured.options.map((why) => (
            <Button
              key={why}
              wide
              pressed={draft.notMeasured === why}
              onClick={() => answer({ notMeasured: why, typed: '' })}
            >
              <Text of={t.both(`notMeasured.${why}`)} />
            </Button>
          ))}
          <Button kind="quiet" onClick={() => (isWithout.value = false)}>
            <Text of={t.both('temperature.toKeypad')} />
          </Button>
        </div>
      ) : (
        <Measured {...props} onNone={() => (isWithout.value = true)} />
      )}
    </>
  );
}

function Measured(props: StepProps & { onNone: () => void }): JSX.Element {
  const { draft, change, answer, onNone } = props;
  const duty = useDuty();
  const problem = useSignal<'impossible' | 'unreadable' | null>(null);
  const { typed, unit, site } = draft;

  function settle(digits: string): void {
    const isReading = readingOf({ typed: digits, unit, site }, duty.app.policy()) !== null;
    problem.value = isReading ? null : digits.length < 3 ? 'unreadable' : 'impossible';
    if (isReading) answer({ typed: digits, notMeasured: null });
    else signalRefusal();
  }
  /** Over a value that is whole one types anew. */
  function type(next: string): void {
    const isAnew = next.length > typed.length && isSurelyWhole(typed, unit);
    const digits = digitsOfReading(isAnew ? next.slice(typed.length) : next);
    problem.value = null;
    change({ typed: digits, notMeasured: null });
    if (isSurelyWhole(digits, unit)) settle(digits);
  }

  return (
    <form
      class={styles.measured}
      onSubmit={(event) => {
        event.preventDefault();
        settle(typed);
      }}
    >
      <div class={styles.measuredTop}>
        <Field typed={typed} unit={unit} isWrong={problem.value !== null} onType={type} />
        <Button
          label={t('temperature.unit', { unit })}
          onClick={() => change({ unit: unit === 'C' ? 'F' : 'C', typed: '' })}
        >
          °{unit}
        </Button>
        <SiteSelect value={site} onChange={(next) => change({ site: next })} />
      </div>
      <p class={styles.problem} role="alert">
        {problem.value !== null && (
          <Text of={t.both(`temperature.${problem.value}`, { value: shownDigits(typed, unit) })} />
        )}
      </p>
      <Keypad
        onDigit={(digit) => type(typed + digit)}
        onDelete={() => type(typed.slice(0, -1))}
        extra={{ label: <Text of={t.both('temperature.none')} />, onPress: onNone }}
        done={{ label: <Text of={t.both('form.next')} />, onPress: () => settle(typed) }}
      />
    </form>
  );
}

function Field(props: {
  typed: string;
  unit: 'C' | 'F';
  isWrong: boolean;
  onType: (digits: string) => void;
}): JSX.Element {
  const { typed, unit, isWrong, onType } = props;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useKeysFor(field);
  return (
    <label class={classes(styles.value, isWrong && styles.wrong)}>
      <input
        ref={field}
        class={styles.field}
        inputMode="none"
        autocomplete="off"
        placeholder="––.–"
        aria-label={t('temperature.label')}
        aria-invalid={isWrong}
        value={shownDigits(typed, unit)}
        onInput={(event) => onType(digitsOf(event.currentTarget.value))}
      />
    </label>
  );
}

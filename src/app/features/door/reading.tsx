import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { later } from '../../shell/later.tsx';
import { Text } from '../../ui/text.tsx';
import { classes } from '../../ui/classes.ts';
import { useDuty } from './door-duty.ts';
import { t } from './door-strings.ts';
import { useKeysFor } from '../../duty/focus-on-key.ts';
import type { Loop } from './loop.ts';
import type { Standing } from './standing.ts';
import { nameOf } from './subject-words.ts';
import { digitsOf, shownDigits } from '../../duty/typed-temperature.ts';
import styles from './reading.module.css';

/** Rarely needed: fetched with the lists. */
const NotSaved = later(async () => (await import('../../duty/not-saved.tsx')).NotSaved, 'nothing');

/** One person's reading, as far as it is typed, and why it cannot be taken. */
export function Reading({ loop, standing }: { loop: Loop; standing: Standing }): JSX.Element {
  const { unit, subject } = standing;
  const name = nameOf(useDuty(), subject);
  const problem = loop.problem.value;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    if (problem !== null) field.current?.select();
  }, [problem, name]);
  useKeysFor(field);

  return (
    <form
      class={styles.reading}
      onSubmit={(event) => {
        event.preventDefault();
        void loop.done();
      }}
    >
      <label class={classes(styles.value, problem !== null && styles.wrong)}>
        <span class={styles.label}>{t('measure.label', { name })}</span>
        <input
          ref={field}
          class={styles.field}
          inputMode="none"
          autocomplete="off"
          placeholder="––.–"
          aria-invalid={problem !== null}
          value={shownDigits(loop.draft.value.typed, unit)}
          onInput={(event) => loop.type(digitsOf(event.currentTarget.value))}
        />
        <span aria-hidden="true">°{unit}</span>
      </label>
      {problem !== null && problem.kind !== 'double' && (
        <p class={styles.problem} role="alert">
          {problem.kind === 'not-saved' ? (
            <NotSaved why={problem.why} />
          ) : (
            <Text
              of={
                problem.kind === 'impossible'
                  ? t.both('measure.impossible', { value: problem.shown })
                  : t.both('measure.unreadable')
              }
            />
          )}
        </p>
      )}
    </form>
  );
}

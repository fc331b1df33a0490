import type { ComponentChildren, JSX } from 'preact';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import type { Loaded } from './loaded.ts';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import styles from './office.module.css';

/** Waiting, the problem with a way to try again, or what was read. Old content stays while it is read again. */
export function WhenLoaded<Value>(props: {
  of: Loaded<Value>;
  children: (value: Value) => ComponentChildren;
}): JSX.Element {
  const { value, problem, isLoading, reload } = props.of;
  return (
    <>
      {problem && (
        <ProblemNote
          of={problem}
          actions={
            <Button disabled={isLoading} onClick={() => void reload()}>
              {t('tryAgain')}
            </Button>
          }
        />
      )}
      {value === null && isLoading && (
        <p class={styles.waiting}>
          <Spinner label={t('loading')} />
        </p>
      )}
      {value !== null && props.children(value)}
    </>
  );
}

import type { JSX } from 'preact';
import { Text } from '../../ui/text.tsx';
import { useDuty } from './door-duty.ts';
import { t } from './door-strings.ts';
import styles from './ready.module.css';

/** Nothing typed, nobody logged yet: what to do. */
export function Ready(): JSX.Element {
  const { people } = useDuty();
  return (
    <p class={styles.ready}>
      <Text of={t.both(people.count() === 0 ? 'find.loading' : 'ready.text')} />
    </p>
  );
}

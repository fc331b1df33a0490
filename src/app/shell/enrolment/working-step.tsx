import type { JSX } from 'preact';
import { Screen } from '../../ui/screen.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './enrolment-strings.ts';
import styles from './enrolment.module.css';

export function WorkingStep(): JSX.Element {
  return (
    <Screen>
      <div class={styles.centre}>
        <Spinner label={t('enrolling')} />
        <Text of={t.both('enrolling')} />
      </div>
    </Screen>
  );
}

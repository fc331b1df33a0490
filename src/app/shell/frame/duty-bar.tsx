import type { JSX } from 'preact';
import { Text } from '../../ui/text.tsx';
import type { Duty } from './duties.ts';
import styles from './duty-bar.module.css';
import { t } from './notice-strings.ts';

/** From one duty to another, for who has several. */
export function DutyBar(props: { duties: readonly Duty[]; here: Duty }): JSX.Element {
  return (
    <nav class={styles.bar} aria-label={t('duties.label')}>
      {props.duties.map((duty) => (
        <a
          key={duty.key}
          href={duty.paths[0]}
          aria-current={duty === props.here ? 'true' : undefined}
        >
          <Text of={t.both(`duties.${duty.key}`)} />
          {duty.Count !== undefined && <duty.Count />}
        </a>
      ))}
    </nav>
  );
}

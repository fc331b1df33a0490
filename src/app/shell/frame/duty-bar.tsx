import type { ComponentType, JSX } from 'preact';
import { Text } from '../../ui/text.tsx';
import { later } from '../later.tsx';
import type { Duty } from './duties.ts';
import styles from './duty-bar.module.css';
import { t } from './notice-strings.ts';

/** How much waits in a duty. */
const COUNTS: Partial<Record<Duty['key'], ComponentType>> = {
  seal: later(
    async () => (await import('../../duty/seal-check/incident-count.tsx')).IncidentCount,
    'nothing',
  ),
  report: later(
    async () => (await import('../../features/report/report-count.tsx')).ReportCount,
    'nothing',
  ),
};

/** From one duty to another, for who has several. */
export function DutyBar(props: { duties: readonly Duty[]; here: Duty }): JSX.Element {
  return (
    <nav class={styles.bar} aria-label={t('duties.label')}>
      {props.duties.map((duty) => {
        const Count = COUNTS[duty.key];
        return (
          <a
            key={duty.key}
            href={duty.paths[0]}
            aria-current={duty === props.here ? 'true' : undefined}
          >
            <Text of={t.both(`duties.${duty.key}`)} />
            {Count !== undefined && <Count />}
          </a>
        );
      })}
    </nav>
  );
}

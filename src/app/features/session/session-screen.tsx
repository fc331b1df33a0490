import users from 'lucide-static/icons/users.svg?raw';
import type { JSX } from 'preact';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import { CheckSheet } from './check-sheet.tsx';
import { HandIn } from './hand-in.tsx';
import { MoreLinks } from './more-links.tsx';
import { PersonRow } from './person-row.tsx';
import { RegisterIll } from './register-ill.tsx';
import { useSession } from './session-duty.ts';
import { t } from './session-strings.ts';
import { TemperatureTotals } from './temperature-totals.tsx';
import styles from './session.module.css';

const COUNTS = ['expected', 'present', 'absent', 'abnormal', 'missing', 'excused'] as const;

/** One session of one place: its state and numbers, what is handed in, and everybody on the roll. */
export function SessionScreen(): JSX.Element | null {
  const here = useSession().now.value;
  if (here === null) return null;
  const { sheet } = here;
  if (sheet.rows.length === 0)
    return (
      <EmptyState icon={users} title={<Text of={t.both('empty')} />}>
        <Text of={t.both('emptyHelp')} />
      </EmptyState>
    );
  return (
    <>
      <HandIn here={here} />
      <dl class={styles.counts}>
        {COUNTS.map((key) => (
          <div key={key}>
            <dt>
              <Text of={t.both(`count.${key}`)} />
            </dt>
            <dd>{sheet.counts[key]}</dd>
          </div>
        ))}
      </dl>
      <ul class={styles.list}>
        {sheet.rows.map((row) => (
          <li key={row.member.personId}>
            <PersonRow row={row} session={sheet.window} />
            <RegisterIll row={row} />
          </li>
        ))}
      </ul>
      <TemperatureTotals here={here} />
      <MoreLinks />
      <CheckSheet here={here} />
    </>
  );
}

import type { JSX } from 'preact';
import { Text } from '../../ui/text.tsx';
import { blindCheckOf } from './blind-check.ts';
import { CheckSheet } from './check-sheet.tsx';
import { HandIn } from './hand-in.tsx';
import { MoreLinks } from './more-links.tsx';
import { PersonRow } from './person-row.tsx';
import { RegisterIll } from './register-ill.tsx';
import { useSession, type PlaceSession } from './session-duty.ts';
import { t } from './session-strings.ts';
import { TemperatureTotals } from './temperature-totals.tsx';
import styles from './session.module.css';

const COUNTS = ['expected', 'present', 'absent', 'abnormal', 'missing', 'excused'] as const;

/** One session of one place: its state and numbers, what is handed in, and everybody on the roll. */
export function SessionScreen({ here }: { here: PlaceSession }): JSX.Element {
  const { sheet } = here;
  const isBlind = blindCheckOf(useSession());
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
            <PersonRow row={row} session={sheet.window} isBlind={isBlind(row, sheet.window)} />
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

import { untracked, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { boundsOfDay } from '../../../domain/campus-day.ts';
import type { Day } from '../../../domain/id.ts';
import { LEDGER_COLUMNS } from '../../../domain/temperature-ledger.ts';
import {
  factsOfTotalsFrom,
  temperatureTotalsOf,
  type TemperatureTotals as Totals,
} from '../../../domain/temperature-totals.ts';
import { campusZone } from '../../campus-zone.ts';
import { Text } from '../../ui/text.tsx';
import { useSession, type PlaceSession } from './session-duty.ts';
import { t } from './session-strings.ts';
import styles from './session.module.css';

/** How many of the place were measured on the session's day, by whom and how high; counted when it is opened. */
export function TemperatureTotals({ here }: { here: PlaceSession }): JSX.Element {
  const isOpen = useSignal(false);
  return (
    <details onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}>
      <summary class={styles.summary}>
        <Text of={t.both('temperatures.title')} />
      </summary>
      {isOpen.value && <Counted day={here.window.day} />}
    </details>
  );
}

function Counted({ day }: { day: Day }): JSX.Element {
  const duty = useSession();
  const { app } = duty;
  const members = duty.members.value;
  // The duty renders again when facts come.
  const told = duty.facts();
  const totals = useMemo(() => {
    const zone = campusZone(app);
    const { from } = boundsOfDay(factsOfTotalsFrom(day), zone);
    const facts = untracked(() => app.facts()).filter(({ correctedAt }) => correctedAt >= from);
    const personIds = members.map(({ personId }) => personId);
    return temperatureTotalsOf(facts, { personIds, day, policy: app.policy(), zone });
  }, [app, told, members, day]);
  const { people, notMeasured, high } = totals;
  return (
    <>
      <p>
        <Text of={t.both('temperatures.head', { people, notMeasured, high })} />
      </p>
      <Sources totals={totals} />
      <p class={styles.soft}>
        <Text of={t.both('temperatures.lead')} />
      </p>
    </>
  );
}

function Sources({ totals: { sources } }: { totals: Totals }): JSX.Element {
  return (
    <table class={styles.ledger}>
      <thead>
        <tr>
          {(['source', 'measured', 'high', 'highest', 'gaps'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`temperatures.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {LEDGER_COLUMNS.map((column) => {
          const { measured, high, highestC, gaps } = sources[column];
          return (
            <tr key={column}>
              <th scope="row">{t(`ledger.${column}`)}</th>
              <td>{measured}</td>
              <td>{high}</td>
              <td>{highestC === null ? '–' : highestC.toFixed(1)}</td>
              <td>{gaps}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

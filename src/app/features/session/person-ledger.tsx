import { untracked } from '@preact/signals';
import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import {
  columnOf,
  LEDGER_COLUMNS,
  ledgerOf,
  type LedgerDay,
  type LedgerReading,
} from '../../../domain/temperature-ledger.ts';
import { campusZone } from '../../campus-zone.ts';
import { dayOf } from '../../duty/campus-time.ts';
import { classes } from '../../ui/classes.ts';
import { Text } from '../../ui/text.tsx';
import { measuresInRooms } from './own-places.ts';
import { useSession } from './session-duty.ts';
import { t } from './session-strings.ts';
import styles from './session.module.css';

/** The last fourteen days of one person, as far as this phone holds them: door, room, staff and own word side by side. */
export function PersonLedger({ personId }: { personId: Id }): JSX.Element {
  const duty = useSession();
  const { app } = duty;
  // The duty renders again when facts come.
  void duty.facts();
  const facts = untracked(() => app.facts());
  const now = duty.nowInstant();
  const lastDay = dayOf(duty, now);
  const policy = app.policy();
  const ledger = ledgerOf(facts, { personId, lastDay, policy, zone: campusZone(app) });
  const own = new Set(facts.filter(({ by }) => by === app.unlocked.accountId).map(({ id }) => id));
  const { shown, isWithheld } = measuresInRooms(app, now)
    ? withoutUnmeasured(ledger, own)
    : { shown: ledger, isWithheld: false };
  const days = shown.filter(({ readings }) => readings.length > 0).reverse();
  return (
    <details>
      <summary class={styles.summary}>
        <Text of={t.both('ledger.title')} />
      </summary>
      {isWithheld && (
        <p class={styles.soft}>
          <Text of={t.both('ledger.withheld')} />
        </p>
      )}
      {days.length > 0 && <Sheet days={days} />}
      {days.length === 0 && !isWithheld && (
        <p class={styles.soft}>
          <Text of={t.both('ledger.none')} />
        </p>
      )}
    </details>
  );
}

/** The check in the room is blind: what others read or were told today shows once one's own reading there is saved. */
function withoutUnmeasured(
  ledger: readonly LedgerDay[],
  own: ReadonlySet<Id>,
): { shown: readonly LedgerDay[]; isWithheld: boolean } {
  const today = ledger.at(-1);
  if (today === undefined) return { shown: ledger, isWithheld: false };
  const readings = today.readings.filter(({ id }) => own.has(id));
  const hasMeasured = readings.some(({ source }) => source === 'room');
  if (hasMeasured || readings.length === today.readings.length)
    return { shown: ledger, isWithheld: false };
  return { shown: [...ledger.slice(0, -1), { ...today, readings }], isWithheld: true };
}

function Sheet({ days }: { days: readonly LedgerDay[] }): JSX.Element {
  return (
    <table class={styles.ledger}>
      <thead>
        <tr>
          <th scope="col">{t('ledger.day')}</th>
          {LEDGER_COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`ledger.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, readings }) => (
          <tr key={day}>
            <th scope="row">{day.slice(5)}</th>
            {LEDGER_COLUMNS.map((column) => (
              <td key={column}>
                {readings
                  .filter(({ source }) => columnOf(source) === column)
                  .map((reading) => (
                    <Value key={reading.id} of={reading} />
                  ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is high, too low or over the gap says so in words too. */
function Value({ of }: { of: LedgerReading }): JSX.Element {
  const { reading, verdict, gapC, isOverGap, source } = of;
  const isWrong = verdict !== 'normal' || isOverGap;
  const sign = gapC !== null && gapC > 0 ? '+' : '';
  return (
    <span class={classes(styles.value, isWrong && styles.wrong)}>
      {reading.tempC.toFixed(1)}
      {source === 'behalf' && ` ${t('ledger.behalf')}`}
      {verdict !== 'normal' && ` ${t(`ledger.verdict.${verdict}`)}`}
      {isOverGap && ` ${t('ledger.gap', { gap: `${sign}${gapC?.toFixed(1) ?? ''}` })}`}
    </span>
  );
}

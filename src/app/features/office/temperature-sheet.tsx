import printer from 'lucide-static/icons/printer.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { addDays } from '../../../domain/campus-day.ts';
import { columnOf, LEDGER_COLUMNS } from '../../../domain/temperature-ledger.ts';
import type { PersonLedger } from '../../../protocol/office-reports.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { t } from './health-strings.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';
import sheetStyles from './temperature-sheet.module.css';

type Day = PersonLedger['days'][number];
type Reading = Day['readings'][number];

const LEDGER_DAYS = 14;

/** Fourteen days of one person, whoever measured side by side, to be looked at and printed. The server notes who reads it. */
export function TemperatureSheet({ personId }: { personId: string }): JSX.Element {
  const { api } = useOffice();
  const [lastDay, setLastDay] = useState<string | null>(null);
  const ledger = useLoaded(() => api.ledger(personId, lastDay), `${personId}/${lastDay ?? ''}`);
  return (
    <WhenLoaded of={ledger}>
      {(sheet) => (
        <section class={sheetStyles.sheet}>
          <Heading sheet={sheet} />
          <div class={`${styles.row} ${sheetStyles.screenOnly}`}>
            <Button onClick={() => setLastDay(lastDayOf(sheet, -LEDGER_DAYS))}>
              {t('ledger.earlier')}
            </Button>
            <Button disabled={lastDay === null} onClick={() => setLastDay(null)}>
              {t('ledger.now')}
            </Button>
            <Button icon={printer} onClick={() => print()}>
              {t('ledger.print')}
            </Button>
          </div>
          <Days sheet={sheet} />
          <p class={styles.small}>{t('ledger.legend', { delta: sheet.disagreeDeltaC })}</p>
        </section>
      )}
    </WhenLoaded>
  );
}

const lastDayOf = ({ days }: PersonLedger, ahead: number): string | null => {
  const last = days.at(-1)?.day;
  return last === undefined ? null : addDays(last, ahead);
};

function Heading({ sheet: { person, days } }: { sheet: PersonLedger }): JSX.Element {
  const home = [person.buildingName, person.room].filter(Boolean).join(' ');
  return (
    <header>
      <h2>{t('ledger.title', { from: days[0]?.day ?? '', to: days.at(-1)?.day ?? '' })}</h2>
      <p>{[person.name, person.number, person.className, home].filter(Boolean).join(' · ')}</p>
    </header>
  );
}

function Days({ sheet: { days } }: { sheet: PersonLedger }): JSX.Element {
  return (
    <table class={sheetStyles.days}>
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
            <th scope="row">{day}</th>
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

/** What is not normal, or too far from better evidence, says so in words and a sign: paper has no colours. */
function Value({ of }: { of: Reading }): JSX.Element {
  const { zone } = useOffice();
  const { at, tempC, site, source, verdict, gapC, isOverGap } = of;
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'short' }).format(
    new Date(at),
  );
  const isWrong = verdict !== 'normal' || isOverGap;
  const sign = gapC !== null && gapC > 0 ? '+' : '';
  return (
    <span class={classes(sheetStyles.value, isWrong && sheetStyles.wrong)}>
      <strong>{tempC.toFixed(1)}</strong>{' '}
      <span class={sheetStyles.small}>
        {t(`site.${site}`)} {time}
        {source === 'behalf' && ` ${t('ledger.behalf')}`}
      </span>
      {verdict !== 'normal' && <em> ▲ {t(`ledger.verdict.${verdict}`)}</em>}
      {isOverGap && <em> ≠ {t('ledger.gap', { gap: `${sign}${gapC?.toFixed(1) ?? ''}` })}</em>}
    </span>
  );
}

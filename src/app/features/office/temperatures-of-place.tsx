import type { JSX } from 'preact';
import { LEDGER_COLUMNS } from '../../../domain/temperature-ledger.ts';
import type {
  PlaceRoll,
  SessionRolls,
  TemperaturesReply,
} from '../../../protocol/office-rollup.ts';
import { t } from './health-strings.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { Table } from './table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

/** How many of one class or unit were measured that day, by whom, and how high. */
export function TemperaturesOfPlace(props: {
  place: PlaceRoll['place'];
  session: SessionRolls['session'];
}): JSX.Element {
  const { api } = useOffice();
  const { kind, id } = props.place;
  const query = { kind, id, day: props.session.day };
  const totals = useLoaded(() => api.sessionTemperatures(query), JSON.stringify(query));
  return <WhenLoaded of={totals}>{(reply) => <Totals reply={reply} />}</WhenLoaded>;
}

function Totals({ reply }: { reply: TemperaturesReply }): JSX.Element {
  const { day, people, notMeasured, high, sources, disagreeDeltaC } = reply;
  return (
    <section>
      <p>
        <strong>{t('temperatures.head', { people, notMeasured, high })}</strong>
      </p>
      <Table
        caption={t('temperatures.title', { day })}
        rows={LEDGER_COLUMNS.map((column) => ({ column, ...sources[column] }))}
        rowKey={({ column }) => column}
        columns={[
          {
            label: t('temperatures.source'),
            look: 'name',
            cell: ({ column }) => t(`ledger.${column}`),
          },
          { label: t('temperatures.measured'), look: 'number', cell: ({ measured }) => measured },
          { label: t('temperatures.high'), look: 'number', cell: (one) => one.high },
          {
            label: t('temperatures.highest'),
            look: 'number',
            cell: ({ highestC }) => (highestC === null ? '–' : `${highestC.toFixed(1)} °C`),
          },
          { label: t('temperatures.gaps'), look: 'number', cell: ({ gaps }) => gaps },
        ]}
      />
      <p class={styles.small}>{t('temperatures.legend', { delta: disagreeDeltaC })}</p>
    </section>
  );
}

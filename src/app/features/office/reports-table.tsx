import type { JSX } from 'preact';
import type { ReportRow } from '../../../protocol/office-reports.ts';
import { dateTimeText } from './campus-time.ts';
import { t } from './health-strings.ts';
import { useOffice } from './office-context.ts';
import { PersonCell } from './person-cell.tsx';
import { Table } from './table.tsx';
import { useSymptomWords, type SymptomWords } from './use-symptom-words.ts';
import { VerdictTag } from './verdict-tag.tsx';
import styles from './office.module.css';

const NOTHING = '–';

export function ReportsTable(props: { rows: readonly ReportRow[]; caption: string }): JSX.Element {
  const symptomWords = useSymptomWords();
  return (
    <Table
      caption={props.caption}
      rows={props.rows}
      rowKey={({ id }) => id}
      isFaded={({ isAhead }) => isAhead}
      columns={[
        {
          label: t('reports.person'),
          look: 'name',
          cell: ({ person }) => <PersonCell person={person} />,
        },
        { label: t('reports.told'), cell: (row) => <Told row={row} /> },
        { label: t('reports.temperature'), cell: (row) => <Temperature row={row} /> },
        {
          label: t('reports.symptoms'),
          cell: (row) => <Symptoms row={row} words={symptomWords} />,
        },
        { label: t('reports.where'), cell: whereText },
        {
          label: t('reports.exposure'),
          cell: ({ exposure }) => t(`reports.exposures.${exposure ?? 'notAsked'}`),
        },
        { label: t('reports.source'), cell: (row) => <Source row={row} /> },
        { label: t('reports.state'), cell: (row) => <Remarks row={row} /> },
      ]}
    />
  );
}

const Under = ({ text }: { text: string }): JSX.Element => (
  <span class={`${styles.soft} ${styles.small} ${styles.block}`}>{text}</span>
);

function Told({ row: { at, slot } }: { row: ReportRow }): JSX.Element {
  const { zone } = useOffice();
  return (
    <span>
      <time dateTime={at}>{dateTimeText(at, zone)}</time>
      <Under text={t(`slot.${slot}`)} />
    </span>
  );
}

function Temperature({ row: { reading, notMeasured } }: { row: ReportRow }): JSX.Element {
  if (reading === null)
    return (
      <span class={styles.soft}>
        {notMeasured === null ? NOTHING : t(`reports.notMeasured.${notMeasured}`)}
      </span>
    );
  return (
    <span>
      <strong>{reading.tempC.toFixed(1)} °C</strong> {t(`site.${reading.site}`)}{' '}
      <VerdictTag verdict={reading.verdict} />
    </span>
  );
}

function Symptoms(props: { row: ReportRow; words: SymptomWords }): JSX.Element {
  const { symptoms } = props.row;
  if (symptoms.length === 0) return <span class={styles.soft}>{t('reports.noSymptoms')}</span>;
  return <>{props.words(symptoms)}</>;
}

const whereText = ({ whereabouts, city }: ReportRow): string =>
  [t(`word.${whereabouts}`), city].filter((part) => part !== null).join(' · ');

function Source({ row: { onBehalfAs, by } }: { row: ReportRow }): JSX.Element {
  if (onBehalfAs === null) return <>{t('reports.self')}</>;
  const role = t(`reports.role.${onBehalfAs}`);
  return (
    <span>
      {t('reports.behalf', { role })}
      <Under text={t('reports.behalfBy', { who: by.name ?? NOTHING })} />
    </span>
  );
}

function Remarks({ row }: { row: ReportRow }): JSX.Element {
  const { isLate, isAhead, isAmended, isContested } = row;
  const waiting = `${styles.tag} ${styles.tagWaiting}`;
  if (!isLate && !isAhead && !isAmended && !isContested)
    return <span class={styles.soft}>{t('reports.plain')}</span>;
  return (
    <span class={styles.row}>
      {isLate && <span class={waiting}>{t('reports.late')}</span>}
      {isAhead && <span class={waiting}>{t('reports.ahead')}</span>}
      {isAmended && <span class={styles.tag}>{t('reports.amended')}</span>}
      {isContested && (
        <span class={`${styles.tag} ${styles.tagDanger}`}>{t('reports.contested')}</span>
      )}
    </span>
  );
}

import type { JSX } from 'preact';
import type { InspectionRow } from '../../../protocol/office-hygiene.ts';
import { classes } from '../../ui/classes.ts';
import { language } from '../../strings.ts';
import { t } from './office-strings.ts';
import { roomPlaceText } from './room-place-text.ts';
import { Table } from './table.tsx';
import { DayOf } from './typed-in.tsx';
import styles from './office.module.css';

export function InspectionsTable({ rows }: { rows: readonly InspectionRow[] }): JSX.Element {
  return (
    <Table
      caption={t('hygiene.inspections')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { label: t('hygiene.room'), look: 'name', cell: ({ place }) => roomPlaceText(place) },
        { label: t('hygiene.day'), cell: (row) => <DayOf row={row} /> },
        {
          label: t('hygiene.score'),
          look: 'number',
          cell: ({ score, max }) => (score === null ? '–' : `${score}/${max}`),
        },
        { label: t('hygiene.result'), cell: (row) => <Result row={row} /> },
        {
          label: t('hygiene.findings'),
          cell: ({ findingCount: count, openCount: open }) =>
            open === 0 ? count : t('hygiene.findingsOf', { count, open }),
        },
        { label: t('hygiene.form'), cell: ({ form }) => form?.[language.value] ?? '–' },
        {
          label: t('hygiene.by'),
          cell: ({ by }) => by.map((name) => name ?? '–').join(t('comma')),
        },
      ]}
    />
  );
}

function Result({ row }: { row: InspectionRow }): JSX.Element {
  const { hasPassed, score, passMark } = row;
  if (hasPassed === null) return <span class={styles.soft}>{t('hygiene.notScored')}</span>;
  if (hasPassed)
    return <span class={classes(styles.tag, styles.tagGood)}>{t('hygiene.passed')}</span>;
  const isBelow = score !== null && passMark !== null && score < passMark;
  return (
    <span class={classes(styles.tag, styles.tagDanger)}>
      {isBelow ? t('hygiene.failedTag', { passMark }) : t('hygiene.failedItem')}
    </span>
  );
}

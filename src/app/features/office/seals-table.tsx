import type { JSX } from 'preact';
import type { SealRow } from '../../../protocol/office-seal.ts';
import { SealStateTag } from '../../duty/seal-check/seal-state.tsx';
import { Button } from '../../ui/button.tsx';
import { dateTimeText } from './campus-time.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { Table } from './table.tsx';
import { TypedIn } from './typed-in.tsx';
import styles from './office.module.css';

export function SealsTable(props: {
  rows: readonly SealRow[];
  onOpen: (id: string) => void;
}): JSX.Element {
  const { rows, onOpen } = props;
  return (
    <Table
      caption={t('page.seals')}
      rows={rows}
      rowKey={(row) => row.id}
      isFaded={(row) => row.isVoided}
      columns={[
        { label: t('seals.number'), look: 'name', cell: (row) => <Number row={row} /> },
        { label: t('places.building'), cell: (row) => row.building.name ?? '–' },
        { label: t('rosterField.room'), cell: (row) => row.room ?? t('seals.noRoom') },
        { label: t('seals.thing'), cell: sealedText },
        { label: t('seals.state'), cell: (row) => <State row={row} /> },
        { label: t('seals.since'), cell: (row) => <Since row={row} /> },
        { label: t('seals.reason'), cell: (row) => row.reason },
        {
          label: t('actions'),
          look: 'actions',
          cell: (row) => (
            <Button
              kind="quiet"
              label={t('seals.openOf', { number: row.number })}
              onClick={() => onOpen(row.id)}
            >
              {t('seals.open')}
            </Button>
          ),
        },
      ]}
    />
  );
}

export const sealedText = ({ thing, place }: SealRow): string =>
  [t(`seals.things.${thing}`), place].filter(Boolean).join(' · ');

function Number({ row }: { row: SealRow }): JSX.Element {
  return (
    <>
      {row.number} {row.isNumberTwice && <strong class={styles.tag}>{t('seals.twice')}</strong>}
    </>
  );
}

function State({ row }: { row: SealRow }): JSX.Element {
  return (
    <>
      <SealStateTag state={row.isVoided ? 'voided' : row.state} />{' '}
      {row.openIncidents > 0 && <strong>{t('seals.notAcknowledged')}</strong>}
    </>
  );
}

function Since({ row }: { row: SealRow }): JSX.Element {
  const { zone } = useOffice();
  return (
    <>
      {dateTimeText(row.since, zone)} <TypedIn at={row.sinceTypedInAt} zone={zone} />
    </>
  );
}

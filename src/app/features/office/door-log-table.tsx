import type { JSX } from 'preact';
import { OFFICE_DESK_ID } from '../../../protocol/office-door-log.ts';
import type { DoorLogRow } from '../../../protocol/office-people.ts';
import { Button } from '../../ui/button.tsx';
import { dateTimeText } from './campus-time.ts';
import { photosText } from './check-photos.tsx';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { Table } from './table.tsx';
import { VerdictTag } from './verdict-tag.tsx';
import styles from './office.module.css';

/** Clocks that differ by more than this are both worth seeing. */
const CLOCK_DIFFERS_MS = 60_000;

export function DoorLogTable(props: {
  rows: readonly DoorLogRow[];
  onOpen: (row: DoorLogRow) => void;
}): JSX.Element {
  const { rows, onOpen } = props;
  return (
    <Table
      caption={t('page.doorLog')}
      rows={rows}
      rowKey={(row) => row.id}
      isFaded={(row) => row.voided !== null}
      columns={[
        { label: t('log.who'), look: 'name', cell: (row) => <Who row={row} /> },
        { label: t('log.time'), cell: (row) => <Time row={row} /> },
        { label: t('log.direction'), cell: (row) => t(`direction.${row.direction}`) },
        { label: t('log.temperature'), cell: (row) => <Temperature row={row} /> },
        { label: t('log.door'), cell: (row) => row.door.name ?? '–' },
        { label: t('log.by'), cell: (row) => <By row={row} /> },
        { label: t('log.state'), cell: (row) => <State row={row} /> },
        {
          label: t('actions'),
          look: 'actions',
          cell: (row) => (
            <Button
              kind="quiet"
              label={t('log.openOf', { name: row.subject.name })}
              onClick={() => onOpen(row)}
            >
              {t('log.open')}
            </Button>
          ),
        },
      ]}
    />
  );
}

function Who({ row }: { row: DoorLogRow }): JSX.Element {
  const { subject } = row;
  const home = [subject.unit, subject.room, subject.bed].filter((part) => part !== null).join('-');
  return (
    <span>
      {subject.personId === null ? (
        subject.name
      ) : (
        <a href={`/office/people/${subject.personId}`}>{subject.name}</a>
      )}
      {subject.kind !== 'person' && <> · {t(`subject.${subject.kind}`)}</>}
      <span class={`${styles.soft} ${styles.small} ${styles.block}`}>
        {[home, subject.className, subject.number, photosText(row)]
          .filter((part) => part !== null && part !== '')
          .join(' · ')}
      </span>
    </span>
  );
}

/** The corrected time orders everything; the phone's own clock is shown where it says otherwise. */
function Time({ row }: { row: DoorLogRow }): JSX.Element {
  const { zone } = useOffice();
  const isOff = Math.abs(Date.parse(row.at) - Date.parse(row.correctedAt)) > CLOCK_DIFFERS_MS;
  return (
    <span>
      <time dateTime={row.correctedAt}>{dateTimeText(row.correctedAt, zone)}</time>
      {isOff && (
        <span class={`${styles.soft} ${styles.small} ${styles.block}`}>
          {t('log.phoneClock', { at: dateTimeText(row.at, zone) })}
        </span>
      )}
    </span>
  );
}

function Temperature({ row: { reading, repeats } }: { row: DoorLogRow }): JSX.Element {
  if (reading === null) return <span class={styles.soft}>{t('log.noReading')}</span>;
  const raw = reading.rawUnit === 'F' ? ` (${reading.rawValue} °F)` : '';
  return (
    <span>
      <strong>{reading.tempC.toFixed(1)} °C</strong>
      {raw} {t(`site.${reading.site}`)} <VerdictTag verdict={reading.verdict} />
      {repeats !== null && (
        <span class={`${styles.soft} ${styles.small} ${styles.block}`}>{t('log.second')}</span>
      )}
    </span>
  );
}

function By({ row }: { row: DoorLogRow }): JSX.Element {
  return (
    <span>
      {row.by.name ?? '–'}
      <span class={`${styles.soft} ${styles.small} ${styles.block}`}>{deviceText(row.device)}</span>
    </span>
  );
}

/** The office's own facts have no phone. */
export function deviceText(device: DoorLogRow['device']): string {
  return device.id === OFFICE_DESK_ID ? t('log.office') : (device.name ?? '–');
}

/** Corrected, contested or taken back; every version stays to be read under "details". */
function State({ row }: { row: DoorLogRow }): JSX.Element {
  if (row.voided === null && row.versions.length === 1)
    return <span class={`${styles.soft} ${styles.whole}`}>{t('log.asRecorded')}</span>;
  return (
    <span class={styles.row}>
      {row.voided === null ? (
        <span class={styles.tag}>{t('log.corrected')}</span>
      ) : (
        <span class={`${styles.tag} ${styles.tagDanger}`}>{t('log.voided')}</span>
      )}
      {row.isContested && (
        <span class={`${styles.tag} ${styles.tagWaiting}`}>{t('log.contested')}</span>
      )}
    </span>
  );
}

import type { JSX } from 'preact';
import type { FindingRow, RectifiedRow } from '../../../protocol/office-hygiene.ts';
import { classes } from '../../ui/classes.ts';
import { language } from '../../strings.ts';
import { findingPhotoPath } from './api.ts';
import { t } from './office-strings.ts';
import { roomPlaceText } from './room-place-text.ts';
import { Table } from './table.tsx';
import { DayOf } from './typed-in.tsx';
import photoStyles from './check-photos.module.css';
import styles from './office.module.css';

/** The late ones first, as the server sends them. */
export function FindingsTable({ rows }: { rows: readonly FindingRow[] }): JSX.Element {
  return (
    <Table
      caption={t('hygiene.open')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { label: t('hygiene.room'), look: 'name', cell: ({ place }) => roomPlaceText(place) },
        { label: t('hygiene.item'), cell: (row) => <What row={row} /> },
        { label: t('hygiene.points'), cell: ({ points }) => (points === 0 ? '–' : `−${points}`) },
        { label: t('hygiene.fixBy'), cell: (row) => <FixBy row={row} /> },
        { label: t('hygiene.day'), cell: (row) => <DayOf row={row} /> },
        { label: t('hygiene.by'), cell: ({ by }) => by ?? '–' },
        { label: t('hygiene.photos'), cell: (row) => <Photos row={row} /> },
      ]}
    />
  );
}

/** What was found, and beside it who put it right and how it looks since. */
export function RectifiedTable({ rows }: { rows: readonly RectifiedRow[] }): JSX.Element {
  return (
    <Table
      caption={t('hygiene.rectified')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { label: t('hygiene.room'), look: 'name', cell: ({ place }) => roomPlaceText(place) },
        { label: t('hygiene.item'), cell: (row) => <What row={row} /> },
        { label: t('hygiene.day'), cell: (row) => <DayOf row={row} /> },
        { label: t('hygiene.before'), cell: (row) => <Photos row={row} /> },
        { label: t('hygiene.putRight'), cell: ({ putRight: { day } }) => day },
        { label: t('hygiene.putRightBy'), cell: ({ putRight: { by } }) => by ?? '–' },
        { label: t('hygiene.note'), cell: ({ putRight: { note } }) => note ?? '–' },
        {
          label: t('hygiene.after'),
          cell: ({ item, putRight: { id, photos } }) => (
            <Photos row={{ id, item, photos, before: [] }} />
          ),
        },
      ]}
    />
  );
}

type Item = Pick<FindingRow, 'id' | 'item' | 'photos' | 'before'>;

function What({
  row: { item, person, note, before },
}: {
  row: Pick<FindingRow, 'item' | 'person' | 'note' | 'before'>;
}): JSX.Element {
  return (
    <span>
      {item[language.value]}
      <span class={classes(styles.soft, styles.small, styles.block)}>
        {[person, note].filter(Boolean).join(' · ')}
      </span>
      {before.map((one) => (
        <span key={one.id} class={classes(styles.soft, styles.small, styles.block)}>
          {[one.day, one.by, one.note].filter(Boolean).join(' · ')}
        </span>
      ))}
    </span>
  );
}

function FixBy({ row: { fixBy, isLate } }: { row: FindingRow }): JSX.Element {
  return (
    <span class={styles.row}>
      {fixBy ?? '–'}
      {isLate && <span class={classes(styles.tag, styles.tagDanger)}>{t('hygiene.lateTag')}</span>}
    </span>
  );
}

/** Of all who found it, the first of them first. */
function Photos({ row }: { row: Item }): JSX.Element | string {
  const { item, before } = row;
  const photos = [...before, row].flatMap((found) =>
    found.photos.map((photo) => ({ ...photo, of: found.id })),
  );
  if (photos.length === 0) return '–';
  const here = photos.filter(({ isReceived }) => isReceived);
  return (
    <span>
      {here.length < photos.length &&
        t('hygiene.photosComing', { received: here.length, count: photos.length })}
      <span class={photoStyles.photos}>
        {here.map(({ sha, of }, index) => (
          <a key={sha} href={findingPhotoPath(of, sha)} target="_blank" rel="noreferrer">
            <img
              class={photoStyles.thumb}
              loading="lazy"
              src={findingPhotoPath(of, sha)}
              alt={t('hygiene.photo', { number: index + 1, item: item[language.value] })}
            />
          </a>
        ))}
      </span>
    </span>
  );
}

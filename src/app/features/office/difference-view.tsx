import arrowRight from 'lucide-static/icons/arrow-right.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type {
  DifferenceKind,
  DifferenceRow,
  RosterFields,
  RosterPreview,
} from '../../../protocol/office-roster.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import type { Spoken } from '../../strings.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { Pager } from './pager.tsx';
import { rosterFieldText, rosterValueText } from './roster-text.ts';
import { Table } from './table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';
import rosterStyles from './roster.module.css';

const PAGE_SIZE = 100;
const SHOWN = ['new', 'moved', 'changed', 'left'] as const satisfies readonly DifferenceKind[];
type ShownKind = (typeof SHOWN)[number];

/** Who is new, has moved, has changed or has left, against what is stored now. */
export function DifferenceView({ preview }: { preview: RosterPreview }): JSX.Element {
  const { difference } = preview;
  const present = SHOWN.filter((kind) => difference[kind] > 0);
  const [chosen, setChosen] = useState<ShownKind | null>(present[0] ?? null);
  return (
    <section class={styles.page} aria-labelledby="difference">
      <h2 id="difference">{t('difference.title')}</h2>
      {chosen === null ? (
        <p>{t('difference.none')}</p>
      ) : (
        <>
          <p class={styles.soft}>{t('difference.same', { count: difference.same })}</p>
          <SegmentedChoice
            legend={t.both('difference.title')}
            legendHidden
            value={chosen}
            options={present.map((kind) => ({ value: kind, label: kindLabel(preview, kind) }))}
            onChange={setChosen}
          />
          <DifferenceRows key={chosen} preview={preview} kind={chosen} />
        </>
      )}
    </section>
  );
}

function kindLabel(preview: RosterPreview, kind: ShownKind): Spoken {
  return t.both(`difference.kind.${kind}`, { count: preview.difference[kind] });
}

/** The preview brings the first of each kind; all of them are read page by page when asked for. */
function DifferenceRows(props: { preview: RosterPreview; kind: ShownKind }): JSX.Element {
  const { preview, kind } = props;
  const [isWhole, setWhole] = useState(false);
  const count = preview.difference[kind];
  const first = preview.differenceRows.filter((row) => row.kind === kind);
  if (isWhole) return <AllRows previewId={preview.id} kind={kind} />;
  return (
    <>
      <RowTable rows={first} />
      {first.length < count && (
        <div>
          <Button onClick={() => setWhole(true)}>{t('remark.showAll', { count })}</Button>
        </div>
      )}
    </>
  );
}

function AllRows(props: { previewId: string; kind: ShownKind }): JSX.Element {
  const { api } = useOffice();
  const { previewId, kind } = props;
  const [offset, setOffset] = useState(0);
  const page = useLoaded(() => api.difference(previewId, kind, offset), `${kind}/${offset}`);
  return (
    <WhenLoaded of={page}>
      {({ total, rows }) => (
        <>
          <RowTable rows={rows} />
          <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
        </>
      )}
    </WhenLoaded>
  );
}

function RowTable({ rows }: { rows: readonly DifferenceRow[] }): JSX.Element {
  return (
    <Table
      caption={t('difference.title')}
      rows={rows}
      rowKey={(row) => row.number}
      columns={[
        { label: t('rosterField.name'), look: 'name', cell: (row) => row.name },
        { label: t('rosterField.studentNo'), cell: (row) => row.number },
        { label: t('remark.row'), look: 'number', cell: (row) => row.row ?? '–' },
        { label: t('difference.what'), cell: (row) => <What row={row} /> },
      ]}
    />
  );
}

function What({ row }: { row: DifferenceRow }): JSX.Element {
  if (row.before === null) return <span>{homeText(row.after)}</span>;
  if (row.after === null) return <span>{homeText(row.before)}</span>;
  return (
    <ul class={rosterStyles.changes}>
      {row.fields.map((field) => (
        <li key={field}>
          {rosterFieldText(field)}
          {t('colon')}
          <span class={styles.before}>{rosterValueText(field, row.before?.[field])}</span>{' '}
          <Icon of={arrowRight} size="s" />
          <span class={styles.hidden}>{t('difference.becomes')}</span>{' '}
          <strong>{rosterValueText(field, row.after?.[field])}</strong>
        </li>
      ))}
    </ul>
  );
}

function homeText(fields: RosterFields | null): string {
  if (fields === null) return t('none');
  const { building, unit, room, bed } = fields;
  const codes = [unit, room, bed].filter((code) => code !== null && code !== undefined);
  return building === null || building === undefined
    ? t('difference.noHome')
    : [building, codes.join('-')].filter((part) => part !== '').join(' ');
}

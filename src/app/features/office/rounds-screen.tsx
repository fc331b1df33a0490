import footprints from 'lucide-static/icons/footprints.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Day } from '../../../domain/id.ts';
import type { RoundComplaint, RoundNote, RoundsRow } from '../../../protocol/office-rounds.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { complaintsCsvPath } from './api.ts';
import { dateTimeText, dayOf } from './campus-time.ts';
import { DayField } from './day-field.tsx';
import { useLoaded } from './loaded.ts';
import { MaskedExport } from './masked-export.tsx';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { Table, type Column } from './table.tsx';
import { TypedIn } from './typed-in.tsx';
import { UnitSheet, UnitSheetChoice } from './unit-sheet.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

/** Which units were walked on a day, by whom, and how far. */
export function RoundsScreen(): JSX.Element {
  const { api, zone } = useOffice();
  const [day, setDay] = useState(dayOf(new Date().toISOString(), zone));
  const page = useLoaded(() => api.rounds(day), day);
  const [printed, setPrinted] = useState('');
  if (printed !== '') return <UnitSheet unitId={printed} onBack={() => setPrinted('')} />;
  return (
    <div class={styles.page}>
      <h1>{t('page.rounds')}</h1>
      <DayField day={day} onDay={setDay} />
      <UnitSheetChoice onUnit={setPrinted} />
      <WhenLoaded of={page}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={footprints} title={t('rounds.none')}>
              {t('rounds.noneLead')}
            </EmptyState>
          ) : (
            <>
              <Table
                caption={t('rounds.title', { day })}
                rows={rows}
                rowKey={({ unitId, purpose, startedAt }) => `${unitId} ${purpose} ${startedAt}`}
                columns={columns(zone)}
              />
              <Complaints day={day} rows={rows} />
              <Notes rows={rows} />
            </>
          )
        }
      </WhenLoaded>
    </div>
  );
}

/** Who said on a round that something ails them: the health office looks further. */
function Complaints({ day, rows }: { day: Day; rows: readonly RoundsRow[] }): JSX.Element {
  const { zone } = useOffice();
  const told = rows.flatMap((row) => row.complaints.map((complaint) => ({ ...complaint, row })));
  if (told.length === 0) return <p role="status">{t('rounds.noComplaints')}</p>;
  return (
    <>
      <MaskedExport
        label={t('rounds.complaintsExport')}
        href={(mask) => complaintsCsvPath({ day, ...mask })}
      />
      <Table
        caption={t('rounds.complaintsTitle', { count: told.length })}
        rows={told}
        rowKey={({ personId, at, row }) => `${personId} ${at} ${row.purpose}`}
        columns={complaintColumns(zone)}
      />
    </>
  );
}

/** What keepers kept of a room: that they instructed face to face, and what they wrote down. */
function Notes({ rows }: { rows: readonly RoundsRow[] }): JSX.Element | null {
  const { zone } = useOffice();
  const kept = rows.flatMap((row) => row.notes.map((note) => ({ ...note, row })));
  if (kept.length === 0) return null;
  return (
    <Table
      caption={t('rounds.notesTitle', { count: kept.length })}
      rows={kept}
      rowKey={({ id }) => id}
      columns={noteColumns(zone)}
    />
  );
}

function noteColumns(zone: string): Column<RoundNote & { row: RoundsRow }>[] {
  return [
    {
      label: t('rosterField.room'),
      look: 'name',
      cell: ({ row, room }) => `${unitText(row)} · ${room}`,
    },
    {
      label: t('rounds.instructed'),
      cell: ({ isInstructed }) => (isInstructed ? t('rounds.instructedYes') : '–'),
    },
    { label: t('rounds.note'), cell: ({ text }) => text ?? '–' },
    {
      label: t('rounds.kept'),
      cell: ({ at, by }) =>
        t('rounds.keptBy', { at: dateTimeText(at, zone), who: by ?? t('differences.nobody') }),
    },
  ];
}

function complaintColumns(zone: string): Column<RoundComplaint & { row: RoundsRow }>[] {
  return [
    {
      label: t('rosterField.name'),
      look: 'name',
      cell: ({ personId, name }) => <a href={`/office/people/${personId}`}>{name}</a>,
    },
    { label: t('rosterField.room'), cell: ({ row, room }) => `${unitText(row)} · ${room}` },
    { label: t('rounds.complaint'), cell: ({ complaint }) => complaint },
    {
      label: t('rounds.told'),
      cell: ({ at, by }) =>
        t('rounds.toldBy', { at: dateTimeText(at, zone), who: by ?? t('differences.nobody') }),
    },
  ];
}

function columns(zone: string): Column<RoundsRow>[] {
  return [
    { label: t('rounds.unit'), look: 'name', cell: unitText },
    { label: t('rounds.purpose'), cell: ({ purpose }) => t(`rounds.purposes.${purpose}`) },
    {
      label: t('rounds.keepers'),
      cell: ({ keepers }) =>
        keepers.map(({ name }) => name ?? t('differences.nobody')).join(t('comma')),
    },
    {
      label: t('rounds.rooms'),
      look: 'number',
      cell: ({ walked, rooms }) => t('rounds.roomsOf', { walked, rooms }),
    },
    { label: t('rounds.toRevisit'), look: 'number', cell: ({ toRevisit }) => toRevisit },
    { label: t('rounds.absent'), look: 'number', cell: ({ absent }) => absent },
    { label: t('rounds.measured'), look: 'number', cell: ({ measured }) => measured },
    {
      label: t('rounds.complaints'),
      look: 'number',
      cell: ({ complaints }) => complaints.length,
    },
    {
      label: t('rounds.started'),
      cell: ({ startedAt, typedInAt }) => (
        <>
          {dateTimeText(startedAt, zone)} <TypedIn at={typedInAt} zone={zone} />
        </>
      ),
    },
    {
      label: t('rounds.ended'),
      cell: ({ endedAt }) => (endedAt === null ? t('rounds.running') : dateTimeText(endedAt, zone)),
    },
  ];
}

function unitText({ buildingName, unitCode }: RoundsRow): string {
  const building = buildingName ?? '';
  return unitCode === null ? building : t('rounds.unitOf', { building, unit: unitCode });
}

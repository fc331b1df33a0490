import bed from 'lucide-static/icons/bed.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AbsenceRow } from '../../../protocol/office-absence.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { AbsenceTimeline } from './absence-timeline.tsx';
import { absencesCsvPath } from './health-calls.ts';
import { t } from './health-strings.ts';
import { useLoaded } from './loaded.ts';
import { MaskedExport } from './masked-export.tsx';
import { useOffice } from './office-context.ts';
import { Pager } from './pager.tsx';
import { PersonCell } from './person-cell.tsx';
import { PlaceFilters, type PlaceFilter } from './place-filters.tsx';
import { Table } from './table.tsx';
import { useSymptomWords } from './use-symptom-words.ts';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 100;
const STATES = ['open', 'missing', 'all'] as const;
type State = (typeof STATES)[number];

/** Who is away from class through illness, how far its cause is traced, and whose proof of return is missing. */
export function AbsencesScreen(): JSX.Element {
  const { api } = useOffice();
  const [state, setState] = useState<State>('open');
  const [place, setPlace] = useState<PlaceFilter>({});
  const [offset, setOffset] = useState(0);
  const query = { state, ...place };
  const page = useLoaded(
    () => api.absences({ ...query, offset: String(offset) }),
    `${JSON.stringify(query)}/${offset}`,
  );
  return (
    <div class={styles.page}>
      <h1>{t('page.absences')}</h1>
      <p class={styles.lead}>{t('absences.lead')}</p>
      <SegmentedChoice
        legend={t.both('show')}
        value={state}
        options={STATES.map((value) => ({ value, label: t.both(`absences.state.${value}`) }))}
        onChange={(next) => {
          setState(next);
          setOffset(0);
        }}
      />
      <div class={styles.filters}>
        <PlaceFilters
          place={place}
          onPlace={(next) => {
            setPlace(next);
            setOffset(0);
          }}
        />
      </div>
      <MaskedExport
        label={t('log.export')}
        href={(mask) => absencesCsvPath({ ...query, ...mask })}
      />
      <WhenLoaded of={page}>
        {({ total, rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={bed} title={t('absences.none')}>
              {t('absences.noneLead')}
            </EmptyState>
          ) : (
            <>
              <p class={styles.soft}>{t('absences.total', { count: total })}</p>
              <Absences rows={rows} />
              <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
            </>
          )
        }
      </WhenLoaded>
    </div>
  );
}

function Absences({ rows }: { rows: readonly AbsenceRow[] }): JSX.Element {
  const symptomWords = useSymptomWords();
  return (
    <Table
      caption={t('page.absences')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          label: t('rosterField.name'),
          look: 'name',
          cell: ({ person }) => <PersonCell person={person} />,
        },
        {
          label: t('absences.since'),
          cell: ({ onsetOn, absentFrom }) =>
            t('absences.days', { onset: onsetOn, from: absentFrom }),
        },
        {
          label: t('absences.symptoms'),
          cell: ({ symptoms }) => (symptoms.length === 0 ? t('none') : symptomWords(symptoms)),
        },
        { label: t('absences.proof'), cell: (row) => <Proof row={row} /> },
        { label: t('absences.steps'), cell: (row) => <AbsenceTimeline row={row} /> },
      ]}
    />
  );
}

const TONES = {
  awaited: undefined,
  missing: styles.tagDanger,
  late: styles.tagWaiting,
  given: styles.tagGood,
} as const;

function Proof({ row: { proof, backOn } }: { row: AbsenceRow }): JSX.Element {
  return (
    <span>
      <span class={`${styles.tag} ${TONES[proof] ?? ''}`}>{t(`absences.proofOf.${proof}`)}</span>
      {backOn !== null && (
        <span class={`${styles.soft} ${styles.small} ${styles.block}`}>
          {t('absences.backOn', { day: backOn })}
        </span>
      )}
    </span>
  );
}

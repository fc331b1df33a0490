import monitorCheck from 'lucide-static/icons/monitor-check.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { BothSystemsPage, BothSystemsRow } from '../../../protocol/office-both-systems.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { dateTimeText } from './campus-time.ts';
import { DayField } from './day-field.tsx';
import { bothSystemsCsvPath } from './health-calls.ts';
import { t } from './health-strings.ts';
import { useLoaded } from './loaded.ts';
import { MaskedExport } from './masked-export.tsx';
import { useOffice } from './office-context.ts';
import { Pager } from './pager.tsx';
import { PersonCell } from './person-cell.tsx';
import { PlaceFilters, type PlaceFilter } from './place-filters.tsx';
import { Table } from './table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 100;
const STATES = ['one', 'onlyHere', 'onlyThere', 'neither'] as const;
type State = (typeof STATES)[number];
const GROUPS = ['college', 'building'] as const;
type By = (typeof GROUPS)[number];
const COUNTS = ['both', 'onlyHere', 'onlyThere', 'neither'] as const;
const NOTHING = '–';

interface Asked {
  state: State;
  by: By;
  /** Empty = today. */
  day: string;
  place: PlaceFilter;
}

/** Who reported here and not in the second system on a day, or there alone; nothing of what they told. */
export function BothSystemsScreen(): JSX.Element {
  const { api } = useOffice();
  const [asked, setAsked] = useState<Asked>({ state: 'one', by: 'college', day: '', place: {} });
  const [offset, setOffset] = useState(0);
  const { state, by, day, place } = asked;
  const query = { state, by, ...(day !== '' && { day }), ...place };
  const page = useLoaded(
    () => api.bothSystems({ ...query, offset: String(offset) }),
    `${JSON.stringify(query)}/${offset}`,
  );
  return (
    <div class={styles.page}>
      <h1>{t('page.bothSystems')}</h1>
      <p class={styles.lead}>{t('bothSystems.lead')}</p>
      <Filters
        asked={asked}
        today={page.value?.day ?? ''}
        onChange={(next) => {
          setAsked({ ...asked, ...next });
          setOffset(0);
        }}
      />
      <MaskedExport
        label={t('log.export')}
        href={(mask) => bothSystemsCsvPath({ ...query, ...mask })}
      />
      <WhenLoaded of={page}>
        {(reply) => (
          <>
            <Groups reply={reply} by={by} />
            <People rows={reply.rows} caption={t(`bothSystems.did.${state}`)} />
            <Pager offset={offset} pageSize={PAGE_SIZE} total={reply.total} onOffset={setOffset} />
          </>
        )}
      </WhenLoaded>
    </div>
  );
}

function Filters(props: {
  asked: Asked;
  today: string;
  onChange: (next: Partial<Asked>) => void;
}): JSX.Element {
  const { asked, today, onChange } = props;
  const { state, by, day, place } = asked;
  return (
    <>
      <SegmentedChoice
        legend={t.both('show')}
        value={state}
        options={STATES.map((value) => ({ value, label: t.both(`bothSystems.did.${value}`) }))}
        onChange={(next) => onChange({ state: next })}
      />
      <div class={styles.filters}>
        <DayField day={day === '' ? today : day} onDay={(next) => onChange({ day: next })} />
        <PlaceFilters place={place} onPlace={(next) => onChange({ place: next })} />
        <Field label={t.both('bothSystems.by')}>
          <select
            value={by}
            onChange={({ currentTarget: { value } }) =>
              onChange({ by: value === 'building' ? 'building' : 'college' })
            }
          >
            {GROUPS.map((one) => (
              <option key={one} value={one}>
                {t(`bothSystems.group.${one}`)}
              </option>
            ))}
          </select>
        </Field>
      </div>
    </>
  );
}

function Groups({ reply, by }: { reply: BothSystemsPage; by: By }): JSX.Element {
  const rows = [
    ...reply.groups.map((group) => ({
      ...group,
      label: group.name ?? t(`bothSystems.noGroup.${by}`),
    })),
    { ...reply.counts, name: null, label: t('bothSystems.sum') },
  ];
  return (
    <Table
      caption={t('bothSystems.caption', { day: reply.day })}
      rows={rows}
      rowKey={({ label }) => label}
      columns={[
        { label: t(`bothSystems.group.${by}`), look: 'name', cell: ({ label }) => label },
        ...COUNTS.map((key) => ({
          label: t(`bothSystems.did.${key}`),
          look: 'number' as const,
          cell: (row: (typeof rows)[number]) => row[key],
        })),
      ]}
    />
  );
}

function People(props: { rows: readonly BothSystemsRow[]; caption: string }): JSX.Element {
  const { zone } = useOffice();
  const { rows, caption } = props;
  if (rows.length === 0)
    return (
      <EmptyState icon={monitorCheck} title={t('bothSystems.none')}>
        {t('bothSystems.noneLead')}
      </EmptyState>
    );
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ person }) => person.id}
      columns={[
        {
          label: t('rosterField.name'),
          look: 'name',
          cell: ({ person }) => <PersonCell person={person} />,
        },
        {
          label: t('bothSystems.group.college'),
          cell: ({ college }) => college ?? NOTHING,
        },
        { label: t('bothSystems.done'), cell: ({ did }) => t(`bothSystems.did.${did}`) },
        {
          label: t('bothSystems.doneAt'),
          cell: ({ doneAt }) => (doneAt === null ? NOTHING : dateTimeText(doneAt, zone)),
        },
      ]}
    />
  );
}

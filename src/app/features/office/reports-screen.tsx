import thermometer from 'lucide-static/icons/thermometer.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Slot } from '../../../domain/report-rules.ts';
import type { ReportsQuery } from '../../../protocol/office-reports.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { DayField } from './day-field.tsx';
import { t } from './health-strings.ts';
import { useLoaded } from './loaded.ts';
import { MaskedExport } from './masked-export.tsx';
import { useOffice } from './office-context.ts';
import { Pager } from './pager.tsx';
import { PlaceFilters, type PlaceFilter } from './place-filters.tsx';
import { reportsCsvPath } from './report-calls.ts';
import { ReportsTable } from './reports-table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 100;
const STATES = ['all', 'abnormal'] as const;
type State = (typeof STATES)[number];
type Filter = Omit<ReportsQuery, 'offset' | 'state'>;

/** What people told of themselves in the sessions of a day, or others for them. */
export function ReportsScreen(): JSX.Element {
  const { api } = useOffice();
  const [state, setState] = useState<State>('all');
  const [filter, setFilter] = useState<Filter>({});
  const [offset, setOffset] = useState(0);
  const query = { ...filter, ...(state === 'abnormal' && { state }) };
  const page = useLoaded(
    () => api.listReports({ ...query, offset: String(offset) }),
    `${JSON.stringify(query)}/${offset}`,
  );
  const day = filter.day ?? page.value?.day ?? '';
  return (
    <div class={styles.page}>
      <h1>{t('page.reports')}</h1>
      <p class={styles.lead}>{t('reports.lead')}</p>
      <SegmentedChoice
        legend={t.both('show')}
        value={state}
        options={STATES.map((value) => ({ value, label: t.both(`reports.show.${value}`) }))}
        onChange={(next) => {
          setState(next);
          setOffset(0);
        }}
      />
      <Filters
        filter={{ ...filter, day }}
        onFilter={(next) => {
          setFilter(next);
          setOffset(0);
        }}
      />
      <MaskedExport
        label={t('reports.export')}
        href={(mask) => reportsCsvPath({ ...query, ...mask })}
      />
      <WhenLoaded of={page}>
        {({ total, abnormal, rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={thermometer} title={t('reports.none')}>
              {t('reports.noneLead')}
            </EmptyState>
          ) : (
            <>
              <p class={styles.soft}>
                {t('reports.total', { count: total })}
                {state === 'all' && <> · {t('reports.abnormal', { abnormal })}</>}
              </p>
              <ReportsTable rows={rows} caption={t('reports.caption', { day })} />
              <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
            </>
          )
        }
      </WhenLoaded>
    </div>
  );
}

function Filters(props: {
  filter: Filter & { day: string };
  onFilter: (filter: Filter) => void;
}): JSX.Element {
  const { filter, onFilter } = props;
  const { day, slot } = filter;
  const change = (next: { slot?: string; place?: PlaceFilter }): void => {
    const one = Slot.options.find((option) => option === (next.slot ?? slot));
    onFilter({
      ...(day !== '' && { day }),
      ...(one && next.slot !== '' && { slot: one }),
      ...(next.place ?? placeOf(filter)),
    });
  };
  return (
    <div class={styles.filters}>
      <DayField day={day} onDay={(next) => onFilter({ ...filter, day: next })} />
      <Field label={t.both('slotField')}>
        <select
          value={slot ?? ''}
          onChange={({ currentTarget: { value } }) => change({ slot: value })}
        >
          <option value="">{t('everySlot')}</option>
          {Slot.options.map((one) => (
            <option key={one} value={one}>
              {t(`slot.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <PlaceFilters place={placeOf(filter)} onPlace={(place) => change({ place })} />
    </div>
  );
}

const placeOf = ({ buildingId, classId }: Filter): PlaceFilter => ({
  ...(buildingId !== undefined && { buildingId }),
  ...(classId !== undefined && { classId }),
});

import stamp from 'lucide-static/icons/stamp.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { SealState } from '../../../domain/seal.ts';
import type { SealsQuery } from '../../../protocol/office-seal.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { sealsCsvPath } from './api.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { MaskedExport } from './masked-export.tsx';
import { t } from './office-strings.ts';
import { Pager } from './pager.tsx';
import { SealDialog } from './seal-dialog.tsx';
import { SealsTable } from './seals-table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 100;
type Filter = Omit<SealsQuery, 'offset'>;

/** The register of seals, what happened to each, and the incidents that nobody has acknowledged. */
export function SealsScreen(): JSX.Element {
  const { api } = useOffice();
  const [filter, setFilter] = useState<Filter>({});
  const [offset, setOffset] = useState(0);
  const [openId, setOpenId] = useState<string | null>(null);
  const page = useLoaded(
    () => api.seals({ ...filter, offset: String(offset) }),
    `${JSON.stringify(filter)}/${offset}`,
  );
  return (
    <div class={styles.page}>
      <h1>{t('page.seals')}</h1>
      <Filters
        filter={filter}
        onFilter={(next) => {
          setFilter(next);
          setOffset(0);
        }}
      />
      <MaskedExport
        label={t('seals.export')}
        href={(mask) => sealsCsvPath({ ...filter, ...mask })}
      />
      <WhenLoaded of={page}>
        {({ total, openIncidents, rows }) => (
          <>
            {openIncidents > 0 && (
              <p role="status">
                <strong>{t('seals.openIncidents', { count: openIncidents })}</strong>
              </p>
            )}
            {rows.length === 0 ? (
              <EmptyState icon={stamp} title={t('seals.none')}>
                {t('seals.noneLead')}
              </EmptyState>
            ) : (
              <>
                <p class={styles.soft}>{t('seals.total', { count: total })}</p>
                <SealsTable rows={rows} onOpen={setOpenId} />
                <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
              </>
            )}
          </>
        )}
      </WhenLoaded>
      {openId !== null && (
        <SealDialog
          key={openId}
          id={openId}
          onChanged={() => void page.reload()}
          onClose={() => setOpenId(null)}
        />
      )}
    </div>
  );
}

const STATES = ['incident', ...SealState.options] as const;

function Filters(props: { filter: Filter; onFilter: (filter: Filter) => void }): JSX.Element {
  const { places } = useOffice();
  const { filter, onFilter } = props;
  const { buildingId, state, ...others } = filter;
  return (
    <div class={styles.filters}>
      <Field label={t.both('places.building')}>
        <select
          value={buildingId ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onFilter({ ...others, ...(state && { state }), ...(value && { buildingId: value }) })
          }
        >
          <option value="">{t('all')}</option>
          {(places.value?.buildings ?? []).map(({ building }) => (
            <option key={building.id} value={building.id}>
              {building.name}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t.both('seals.state')}>
        <select
          value={state ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const chosen = STATES.find((one) => one === value);
            onFilter({
              ...others,
              ...(buildingId && { buildingId }),
              ...(chosen && { state: chosen }),
            });
          }}
        >
          <option value="">{t('all')}</option>
          {STATES.map((one) => (
            <option key={one} value={one}>
              {t(`seals.states.${one}`)}
            </option>
          ))}
        </select>
      </Field>
    </div>
  );
}

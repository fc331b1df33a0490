import doorOpen from 'lucide-static/icons/door-open.svg?raw';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { DoorLogQuery } from '../../../protocol/office-people.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { doorLogCsvPath } from './api.ts';
import { dayOf, nextDay, startOfDay } from './campus-time.ts';
import { DoorLogFilters, type DoorLogFilter } from './door-log-filters.tsx';
import { DoorLogList } from './door-log-list.tsx';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { MaskedExport } from './masked-export.tsx';
import { t } from './office-strings.ts';
import { Pager } from './pager.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 100;
const REFRESH_MS = 10_000;

/** What the doors have sent: newest first, by itself up to date while it is looked at. */
export function DoorLogScreen(): JSX.Element {
  const { api, zone } = useOffice();
  const { query: address } = useLocation();
  const isUnknown = address['subject'] === 'unknown';
  const [filter, setFilter] = useState<DoorLogFilter>({
    buildingId: '',
    doorId: '',
    day: isUnknown ? '' : dayOf(new Date().toISOString(), zone),
    isUnknown,
  });
  const [offset, setOffset] = useState(0);
  const query = queryOf(filter, zone);
  const page = useLoaded(
    () => api.doorLog({ ...query, offset: String(offset) }),
    `${JSON.stringify(query)}/${offset}`,
  );
  useRefresh(page.reload, offset === 0);

  return (
    <div class={styles.page}>
      <h1>{t('page.doorLog')}</h1>
      <DoorLogFilters
        filter={filter}
        onFilter={(next) => {
          setFilter(next);
          setOffset(0);
        }}
      />
      <MaskedExport
        label={t('log.export')}
        href={(mask) => doorLogCsvPath({ ...query, ...mask })}
      />
      <WhenLoaded of={page}>
        {({ total, rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={doorOpen} title={t('log.none')}>
              {t('log.noneLead')}
            </EmptyState>
          ) : (
            <>
              <p class={styles.soft}>{t('log.total', { count: total })}</p>
              <DoorLogList rows={rows} onChanged={() => void page.reload()} />
              <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
            </>
          )
        }
      </WhenLoaded>
    </div>
  );
}

function queryOf(filter: DoorLogFilter, zone: string): Omit<DoorLogQuery, 'offset'> {
  const { buildingId, doorId, day, isUnknown } = filter;
  return {
    ...(buildingId !== '' && { buildingId }),
    ...(doorId !== '' && { doorId }),
    ...(isUnknown && { subject: 'unknown' as const }),
    ...(day !== '' && { from: startOfDay(day, zone), to: startOfDay(nextDay(day), zone) }),
  };
}

/** Reads again every ten seconds while the page can be seen; not while somebody leafs back. */
function useRefresh(reload: () => Promise<void>, isOn: boolean) {
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void reload();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [reload, isOn]);
}

import sparkles from 'lucide-static/icons/sparkles.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { addDays } from '../../../domain/campus-day.ts';
import type { Id } from '../../../domain/id.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { language } from '../../strings.ts';
import { inspectionsCsvPath } from './api.ts';
import { dayOf } from './campus-time.ts';
import { FindingsTable, RectifiedTable } from './findings-table.tsx';
import { InspectionsTable } from './inspections-table.tsx';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { Pager } from './pager.tsx';
import { PeriodFilters, type Period } from './period-filters.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 100;
const WEEK_BEFORE = -6;

/** The inspections of a week, and what is still to be put right. */
export function HygieneScreen(): JSX.Element {
  const { zone } = useOffice();
  const today = dayOf(new Date().toISOString(), zone);
  const [period, setPeriod] = useState<Period>({ from: addDays(today, WEEK_BEFORE), to: today });
  const { buildingId } = period;
  return (
    <div class={styles.page}>
      <h1>{t('page.hygiene')}</h1>
      <p class={styles.lead}>{t('hygiene.lead')}</p>
      <PeriodFilters period={period} onPeriod={setPeriod} />
      <OpenFindings key={buildingId ?? ''} {...(buildingId !== undefined && { buildingId })} />
      <Rectified key={`rectified ${JSON.stringify(period)}`} period={period} />
      <Inspections key={JSON.stringify(period)} period={period} />
    </div>
  );
}

function Inspections({ period }: { period: Period }): JSX.Element {
  const { api } = useOffice();
  const [offset, setOffset] = useState(0);
  const page = useLoaded(
    () => api.inspections({ ...period, offset: String(offset) }),
    `inspections/${offset}`,
  );
  return (
    <>
      <h2>{t('hygiene.inspections')}</h2>
      <a
        class={styles.link}
        href={inspectionsCsvPath({ ...period, lang: language.value })}
        download
      >
        <Icon of={download} />
        {t('hygiene.export')}
      </a>
      <WhenLoaded of={page}>
        {({ total, failed, rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={sparkles} title={t('hygiene.none')}>
              {t('hygiene.noneLead')}
            </EmptyState>
          ) : (
            <>
              <p class={styles.soft}>
                {t('hygiene.total', { count: total })} · {t('hygiene.failed', { count: failed })}
              </p>
              <InspectionsTable rows={rows} />
              <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
            </>
          )
        }
      </WhenLoaded>
    </>
  );
}

function Rectified({ period }: { period: Period }): JSX.Element {
  const { api } = useOffice();
  const [offset, setOffset] = useState(0);
  const page = useLoaded(
    () => api.rectified({ ...period, offset: String(offset) }),
    `rectified/${offset}`,
  );
  return (
    <>
      <h2>{t('hygiene.rectified')}</h2>
      <WhenLoaded of={page}>
        {({ total, rows }) =>
          rows.length === 0 ? (
            <p class={styles.soft}>{t('hygiene.noneRectified')}</p>
          ) : (
            <>
              <p class={styles.soft}>{t('hygiene.totalRectified', { count: total })}</p>
              <RectifiedTable rows={rows} />
              <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
            </>
          )
        }
      </WhenLoaded>
    </>
  );
}

function OpenFindings(props: { buildingId?: Id }): JSX.Element {
  const { api } = useOffice();
  const [offset, setOffset] = useState(0);
  const page = useLoaded(
    () => api.openFindings({ ...props, offset: String(offset) }),
    `findings/${offset}`,
  );
  return (
    <>
      <h2>{t('hygiene.open')}</h2>
      <WhenLoaded of={page}>
        {({ total, late, rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={sparkles} title={t('hygiene.noneOpen')}>
              {t('hygiene.noneOpenLead')}
            </EmptyState>
          ) : (
            <>
              <p class={styles.soft}>
                {t('hygiene.totalOpen', { count: total })} · {t('hygiene.late', { count: late })}
              </p>
              <FindingsTable rows={rows} />
              <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
            </>
          )
        }
      </WhenLoaded>
    </>
  );
}

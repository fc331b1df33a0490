import sprayCan from 'lucide-static/icons/spray-can.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DisinfectionCounts } from '../../../protocol/office-disinfection.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { disinfectionCsvPath } from './api.ts';
import { dayOf } from './campus-time.ts';
import { DisinfectionTable } from './disinfection-table.tsx';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { MaskedExport } from './masked-export.tsx';
import { t } from './office-strings.ts';
import { Pager } from './pager.tsx';
import { PeriodFilters, type Period } from './period-filters.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 100;

/** The board of today for all buildings, or the log of some days, with what was missed. */
export function DisinfectionScreen(): JSX.Element {
  const { api, zone } = useOffice();
  const today = dayOf(new Date().toISOString(), zone);
  const [period, setPeriod] = useState<Period>({ from: today, to: today });
  const [offset, setOffset] = useState(0);
  const page = useLoaded(
    () => api.disinfection({ ...period, offset: String(offset) }),
    `${JSON.stringify(period)}/${offset}`,
  );
  return (
    <div class={styles.page}>
      <h1>{t('page.disinfection')}</h1>
      <p class={styles.lead}>{t('disinfection.lead')}</p>
      <PeriodFilters
        period={period}
        onPeriod={(next) => {
          setPeriod(next);
          setOffset(0);
        }}
      />
      <MaskedExport
        label={t('disinfection.export')}
        href={(mask) => disinfectionCsvPath({ ...period, ...mask })}
      />
      <WhenLoaded of={page}>
        {({ total, counts, rows }) => (
          <>
            <Counts of={counts} />
            {rows.length === 0 ? (
              <EmptyState icon={sprayCan} title={t('disinfection.none')}>
                {t('disinfection.noneLead')}
              </EmptyState>
            ) : (
              <>
                <DisinfectionTable rows={rows} />
                <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
              </>
            )}
          </>
        )}
      </WhenLoaded>
    </div>
  );
}

const COUNTS = ['missed', 'due', 'running', 'notAccepted', 'done', 'late', 'notYet'] as const;

function Counts({ of }: { of: DisinfectionCounts }): JSX.Element {
  return (
    <dl class={styles.facts}>
      {COUNTS.map((name) => (
        <>
          <dt key={name}>{t(`disinfection.counts.${name}`)}</dt>
          <dd>{of[name]}</dd>
        </>
      ))}
    </dl>
  );
}

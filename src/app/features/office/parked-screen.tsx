import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { offeredReason } from '../../../domain/void-reason.ts';
import type { ParkedEnd, ParkedPage } from '../../../protocol/office-people.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { dateTimeText } from './campus-time.ts';
import { factTypeText } from './fact-type-text.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { Pager } from './pager.tsx';
import { Table } from './table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 100;

/** What phones sent and the server kept apart: nothing of it is lost, nothing of it counts. */
export function ParkedScreen(): JSX.Element {
  const { api } = useOffice();
  const [offset, setOffset] = useState(0);
  const page = useLoaded(() => api.parked(offset), String(offset));
  return (
    <div class={styles.page}>
      <h1>{t('page.parked')}</h1>
      <p class={styles.lead}>{t('parked.lead')}</p>
      <WhenLoaded of={page}>
        {({ total, parked }) =>
          total === 0 ? (
            <EmptyState title={t('parked.none')} />
          ) : (
            <>
              <ParkedTable parked={parked} />
              <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
            </>
          )
        }
      </WhenLoaded>
    </div>
  );
}

function ParkedTable({ parked }: { parked: ParkedPage['parked'] }): JSX.Element {
  const { zone } = useOffice();
  return (
    <Table
      caption={t('page.parked')}
      rows={parked}
      rowKey={(one) => one.id}
      columns={[
        {
          label: t('parked.why'),
          look: 'name',
          cell: (one) => (one.why === null ? '–' : t(`parkReason.${one.why}`)),
        },
        { label: t('parked.became'), cell: (one) => endText(one.became, zone) },
        { label: t('parked.receivedAt'), cell: (one) => dateTimeText(one.receivedAt, zone) },
        { label: t('parked.type'), cell: (one) => factTypeText(one.type) },
        { label: t('log.by'), cell: (one) => one.byName ?? '–' },
        { label: t('phones.device'), cell: (one) => one.device.name ?? '–' },
        { label: t('parked.field'), cell: (one) => one.field ?? '–' },
        {
          label: t('parked.asSent'),
          cell: (one) => (
            <details class={styles.details}>
              <summary>{t('parked.show')}</summary>
              <pre class={styles.pre}>{JSON.stringify(one.operation, null, 2)}</pre>
            </details>
          ),
        },
      ]}
    />
  );
}

function endText(end: ParkedEnd | null, zone: string): string {
  if (end === null) return t('parked.waits');
  const at = dateTimeText(end.at, zone);
  if (end.kind === 'counts') return t('parked.counts', { at });
  const offered = offeredReason(end.reason);
  const reason = offered === null ? end.reason : t(`log.voidReason.${offered}`);
  return t(end.replacedBy === null ? 'parked.withdrawn' : 'parked.replaced', { at, reason });
}

import thermometer from 'lucide-static/icons/thermometer.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DifferenceRow } from '../../../protocol/office-rounds.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { differencesCsvPath } from './api.ts';
import { dateTimeText, dayOf } from './campus-time.ts';
import { DayField } from './day-field.tsx';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { MaskedExport } from './masked-export.tsx';
import { t } from './office-strings.ts';
import { Pager } from './pager.tsx';
import { Table, type Column } from './table.tsx';
import { TypedIn } from './typed-in.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 100;

/** For the auditor: second checks of a day that lie too far from what the door read. */
export function DifferencesScreen(): JSX.Element {
  const { api, zone } = useOffice();
  const [day, setDay] = useState(dayOf(new Date().toISOString(), zone));
  const [offset, setOffset] = useState(0);
  const page = useLoaded(() => api.differences(day, offset), `${day}/${offset}`);
  return (
    <div class={styles.page}>
      <h1>{t('page.differences')}</h1>
      <DayField
        day={day}
        onDay={(next) => {
          setDay(next);
          setOffset(0);
        }}
      />
      <WhenLoaded of={page}>
        {({ total, rows, disagreeDeltaC }) => (
          <>
            <p class={styles.soft}>{t('differences.lead', { delta: disagreeDeltaC.toFixed(1) })}</p>
            {rows.length === 0 ? (
              <EmptyState icon={thermometer} title={t('differences.none')}>
                {t('differences.noneLead')}
              </EmptyState>
            ) : (
              <>
                <MaskedExport
                  label={t('differences.export')}
                  href={(mask) => differencesCsvPath({ day, ...mask })}
                />
                <Table
                  caption={t('differences.total', { count: total })}
                  rows={rows}
                  rowKey={({ second, other }) => `${second.id} ${other.id}`}
                  columns={columns(zone)}
                  isFaded={({ takenBack }) => takenBack !== null}
                />
                <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
              </>
            )}
          </>
        )}
      </WhenLoaded>
    </div>
  );
}

function columns(zone: string): Column<DifferenceRow>[] {
  const taken = ({ tempC, site, at, by }: Omit<DifferenceRow['second'], 'typedInAt'>): string =>
    t('differences.by', {
      tempC: tempC.toFixed(1),
      site: t(`site.${site}`),
      at: dateTimeText(at, zone),
      who: by.name ?? t('differences.nobody'),
    });
  return [
    {
      label: t('rosterField.name'),
      look: 'name',
      cell: ({ person }) => <a href={`/office/people/${person.id}`}>{person.name}</a>,
    },
    {
      label: t('rosterField.room'),
      cell: ({ buildingName, room }) => [buildingName, room].filter(Boolean).join(' '),
    },
    {
      label: t('differences.room'),
      cell: ({ second, takenBack }) => (
        <>
          {taken(second)} <TypedIn at={second.typedInAt} zone={zone} />{' '}
          {takenBack !== null && (
            <span class={`${styles.tag} ${styles.tagDanger}`}>
              {t('differences.takenBack', {
                at: dateTimeText(takenBack.at, zone),
                who: takenBack.by ?? t('differences.nobody'),
              })}
            </span>
          )}
        </>
      ),
    },
    {
      label: t('differences.other'),
      cell: ({ other }) =>
        [t(`differences.${other.source}`), other.doorName, taken(other)]
          .filter(Boolean)
          .join(' · '),
    },
    {
      label: t('differences.gap'),
      look: 'number',
      cell: ({ gapC }) => `${gapC > 0 ? '+' : ''}${gapC.toFixed(1)} °C`,
    },
  ];
}

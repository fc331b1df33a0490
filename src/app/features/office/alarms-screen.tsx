import copyCheck from 'lucide-static/icons/copy-check.svg?raw';
import siren from 'lucide-static/icons/siren.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClusterList, ClusterRow, IdenticalPage } from '../../../protocol/office-alarms.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { dateTimeText } from './campus-time.ts';
import { t } from './health-strings.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { Pager } from './pager.tsx';
import { Table } from './table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 100;
const MINUTE_MS = 60_000;

/** What a look at many reports shows: several ill in one place, and answers that never change. */
export function AlarmsScreen(): JSX.Element {
  return (
    <div class={styles.page}>
      <h1>{t('page.alarms')}</h1>
      <Clusters />
      <Identical />
    </div>
  );
}

function Clusters(): JSX.Element {
  const { api } = useOffice();
  const [isOpenOnly, setOpenOnly] = useState(false);
  const state = isOpenOnly ? 'open' : 'all';
  const list = useLoaded(() => api.listClusters({ state }), state);
  return (
    <>
      <h2>{t('clusters.title')}</h2>
      <p class={styles.lead}>{t('clusters.lead')}</p>
      <label class={styles.check}>
        <input
          type="checkbox"
          checked={isOpenOnly}
          onChange={(event) => setOpenOnly(event.currentTarget.checked)}
        />
        {t('clusters.openOnly')}
      </label>
      <WhenLoaded of={list}>
        {(reply) =>
          reply.rows.length === 0 ? (
            <EmptyState icon={siren} title={t('clusters.none')}>
              {t('clusters.noneLead', { day: reply.from })}
            </EmptyState>
          ) : (
            <ClusterTable list={reply} />
          )
        }
      </WhenLoaded>
    </>
  );
}

function ClusterTable({ list: { rows, now } }: { list: ClusterList }): JSX.Element {
  const { zone } = useOffice();
  return (
    <Table
      caption={t('clusters.title')}
      rows={rows}
      rowKey={({ place, rule, group, firstDay }) =>
        `${place.id} ${rule.count} ${rule.days} ${group} ${firstDay}`
      }
      columns={[
        { label: t('clusters.place'), look: 'name', cell: (row) => <Where row={row} /> },
        {
          label: t('clusters.people'),
          look: 'number',
          cell: ({ people }) => people.length,
        },
        { label: t('clusters.illness'), cell: ({ group }) => t(`clusters.group.${group}`) },
        { label: t('clusters.who'), cell: (row) => <Who row={row} /> },
        {
          label: t('clusters.rule'),
          cell: ({ rule, firstDay, lastDay }) => (
            <>
              {t('clusters.ruleText', { count: rule.count, days: rule.days })}
              <Under text={firstDay === lastDay ? firstDay : `${firstDay} – ${lastDay}`} />
            </>
          ),
        },
        { label: t('clusters.since'), cell: ({ since }) => dateTimeText(since, zone) },
        { label: t('clusters.clock'), cell: (row) => <Clock row={row} now={now} /> },
        { label: t('clusters.taken'), cell: (row) => <Taken row={row} /> },
      ]}
    />
  );
}

const Under = ({ text }: { text: string }): JSX.Element => (
  <span class={`${styles.soft} ${styles.small} ${styles.block}`}>{text}</span>
);

function Where({ row: { place } }: { row: ClusterRow }): JSX.Element {
  const name = place.name ?? '–';
  return (
    <>
      {place.kind === 'room' ? t('clusters.room', { code: name }) : name}
      <Under text={place.groupName ?? ''} />
    </>
  );
}

function Who({ row: { people } }: { row: ClusterRow }): JSX.Element {
  return (
    <>
      {people.map(({ personId, name, room }, index) => (
        <span key={personId}>
          {index > 0 && t('comma')}
          <a href={`/office/people/${personId}`}>{name}</a>
          {room !== null && <> {room}</>}
        </span>
      ))}
    </>
  );
}

/** How long there is left to tell it; of what somebody has taken on, until when it was. */
function Clock(props: { row: ClusterRow; now: string }): JSX.Element {
  const { zone } = useOffice();
  const { dueAt, acknowledged } = props.row;
  const leftMs = Date.parse(dueAt) - Date.parse(props.now);
  const minutes = Math.floor(Math.abs(leftMs) / MINUTE_MS);
  const values = { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  const tone = leftMs < 0 ? styles.tagDanger : styles.tagWaiting;
  return (
    <>
      {t('clusters.due', { time: dateTimeText(dueAt, zone) })}
      {acknowledged.length === 0 && (
        <span class={`${styles.tag} ${styles.withIcon} ${tone}`}>
          <Icon of={siren} size="s" /> {t(leftMs < 0 ? 'clusters.over' : 'clusters.left', values)}
        </span>
      )}
    </>
  );
}

function Taken({ row: { acknowledged } }: { row: ClusterRow }): JSX.Element {
  const { zone } = useOffice();
  if (acknowledged.length === 0) return <strong>{t('clusters.nobody')}</strong>;
  return (
    <>
      {acknowledged.map(({ at, by, note }) => (
        <span key={at} class={styles.block}>
          {t('clusters.takenBy', { who: by ?? '–', time: dateTimeText(at, zone) })}
          {note !== null && <> · {note}</>}
        </span>
      ))}
    </>
  );
}

function Identical(): JSX.Element {
  const { api } = useOffice();
  const [offset, setOffset] = useState(0);
  const page = useLoaded(() => api.listIdentical({ offset: String(offset) }), String(offset));
  return (
    <>
      <h2>{t('identical.title')}</h2>
      <p class={styles.lead}>{t('identical.lead')}</p>
      <WhenLoaded of={page}>
        {({ total, rows, atLeastDays }) =>
          rows.length === 0 ? (
            <EmptyState icon={copyCheck} title={t('identical.none')}>
              {t('identical.noneLead', { count: atLeastDays })}
            </EmptyState>
          ) : (
            <>
              <p class={styles.soft}>{t('identical.total', { count: total })}</p>
              <IdenticalTable rows={rows} />
              <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
            </>
          )
        }
      </WhenLoaded>
    </>
  );
}

function IdenticalTable({ rows }: { rows: IdenticalPage['rows'] }): JSX.Element {
  return (
    <Table
      caption={t('identical.title')}
      rows={rows}
      rowKey={({ person, slot, from }) => `${person.id} ${slot} ${from}`}
      columns={[
        {
          label: t('reports.person'),
          look: 'name',
          cell: ({ person }) => (
            <>
              <a href={`/office/people/${person.id}`}>{person.name}</a>
              <Under
                text={[person.buildingName, person.room, person.className]
                  .filter((part) => part !== null && part !== '')
                  .join(' · ')}
              />
            </>
          ),
        },
        { label: t('slotField'), cell: ({ slot }) => t(`slot.${slot}`) },
        { label: t('identical.value'), cell: ({ tempC }) => `${tempC.toFixed(1)} °C` },
        { label: t('identical.days'), look: 'number', cell: ({ days }) => days },
        { label: t('identical.span'), cell: ({ from, to }) => `${from} – ${to}` },
      ]}
    />
  );
}

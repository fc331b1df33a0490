import type { JSX } from 'preact';
import type { DisinfectionRow } from '../../../protocol/office-disinfection.ts';
import { t as words } from '../../duty/upkeep-strings.ts';
import { classes } from '../../ui/classes.ts';
import { dateTimeText } from './campus-time.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { Table } from './table.tsx';
import styles from './office.module.css';

const TAGS: Record<DisinfectionRow['state'], string | undefined> = {
  missed: styles.tagDanger,
  'time-over': styles.tagOdd,
  due: styles.tagWaiting,
  running: styles.tagLow,
  done: styles.tagGood,
  'not-yet': undefined,
};

/** One row per record, and one per empty round of the plan. */
export function DisinfectionTable({ rows }: { rows: readonly DisinfectionRow[] }): JSX.Element {
  const { zone } = useOffice();
  const time = (at: string | null | undefined) => (at ? dateTimeText(at, zone).slice(11) : '');
  return (
    <Table
      caption={t('page.disinfection')}
      rows={rows}
      rowKey={({ area, duty, day, slot, record }) =>
        [area.id, duty, day, slot, record?.id].join(' ')
      }
      columns={[
        { label: t('disinfection.area'), look: 'name', cell: (row) => <AreaCell row={row} /> },
        { label: t('disinfection.day'), cell: ({ day }) => day },
        {
          label: t('disinfection.round'),
          cell: ({ duty, slot, window }) => (
            <span>
              {words(`duty.${duty}`, { round: slot })}
              <br />
              <span class={styles.soft}>
                {window === null ? t('disinfection.unplanned') : windowText(window, zone)}
              </span>
            </span>
          ),
        },
        { label: t('disinfection.state'), cell: (row) => <StateCell row={row} /> },
        {
          label: t('disinfection.times'),
          cell: ({ record }) =>
            record === null ? '–' : `${time(record.startedAt)}–${time(record.endedAt)}`,
        },
        { label: t('disinfection.with'), cell: (row) => <WorkCell row={row} /> },
        { label: t('disinfection.by'), cell: ({ record }) => record?.by ?? '–' },
        { label: t('disinfection.acceptance.label'), cell: (row) => <AcceptanceCell row={row} /> },
      ]}
    />
  );
}

const DAY_MS = 86_400_000;

/** Its times, or its days where it has several. */
function windowText({ from, to }: { from: string; to: string }, zone: string): string {
  const isOfDay = Date.parse(to) - Date.parse(from) <= DAY_MS;
  const cut = (at: string): string =>
    isOfDay ? dateTimeText(at, zone).slice(11) : dateTimeText(at, zone).slice(0, 10);
  return `${cut(from)}–${cut(isOfDay ? to : new Date(Date.parse(to) - 1).toISOString())}`;
}

function AreaCell({ row: { area, building } }: { row: DisinfectionRow }): JSX.Element {
  return (
    <span>
      {area.name}
      {area.isKey && ` · ${t('disinfection.key')}`}
      <br />
      <span class={styles.soft}>{building.name}</span>
    </span>
  );
}

function StateCell({ row: { state, isLate } }: { row: DisinfectionRow }): JSX.Element {
  return (
    <span class={classes(styles.tag, TAGS[state])}>
      {words(`state.${state}`)}
      {isLate && ` · ${words('state.late')}`}
    </span>
  );
}

function WorkCell({ row: { record } }: { row: DisinfectionRow }): JSX.Element {
  const work = record?.work;
  if (!record || !work) return <>–</>;
  const { object, agent, targetMgPerL, method, contactMinutes } = work;
  const strength = targetMgPerL === null ? '' : ` ${targetMgPerL} mg/L`;
  const aired = record.ventilationMinutes;
  return (
    <span>
      {words(`object.${object}`)} · {words(`agent.${agent}`)}
      {strength} · {words(`method.${method}`)} · {contactMinutes} min
      {aired !== null && ` · ${t('disinfection.aired', { minutes: aired })}`}
      {record.notes.length > 0 && ` · ${record.notes.join('; ')}`}
    </span>
  );
}

function AcceptanceCell({ row: { record } }: { row: DisinfectionRow }): JSX.Element {
  if (record === null || record.work === null) return <>–</>;
  const by = record.acceptedBy.filter((name) => name !== null).join(t('comma'));
  return (
    <span>
      {t(`disinfection.acceptance.${record.acceptance}`)}
      {by !== '' && ` (${by})`}
    </span>
  );
}

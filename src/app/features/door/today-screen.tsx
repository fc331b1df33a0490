import { useComputed, useSignal } from '@preact/signals';
import listIcon from 'lucide-static/icons/clipboard-list.svg?raw';
import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import { CheckSheet } from './check-sheet.tsx';
import { useDuty } from './door-duty.ts';
import { t } from './list-strings.ts';
import { hourOf } from '../../duty/campus-time.ts';
import {
  isShown,
  TODAY_FILTERS,
  todayRows,
  type TodayFilter,
  type TodayRow,
} from './today-rows.ts';
import { TodayRowButton } from './today-row.tsx';
import styles from './today-screen.module.css';

const ROWS_AT_FIRST = 60;

/** Every check of today at this door, to be found, corrected or taken back. */
export function TodayScreen(): JSX.Element {
  const duty = useDuty();
  const filter = useSignal<TodayFilter>('all');
  const search = useSignal('');
  const openId = useSignal<Id | null>(null);
  const rows = useComputed(() => todayRows(duty));
  const shown = useComputed(() =>
    rows.value.filter((row) => isShown(row, { filter: filter.value, search: search.value })),
  );
  const open = rows.value.find(({ id }) => id === openId.value) ?? null;
  return (
    <main class={styles.screen}>
      <h1 class={styles.title}>
        <Text of={t.both('today.title')} />
      </h1>
      <div class={styles.asked}>
        <input
          type="search"
          class={styles.search}
          autocomplete="off"
          aria-label={t('today.search')}
          placeholder={t('today.search')}
          value={search.value}
          onInput={(event) => (search.value = event.currentTarget.value)}
        />
        <select
          class={styles.filter}
          aria-label={t('today.filter')}
          value={filter.value}
          onChange={(event) => {
            filter.value = TODAY_FILTERS.find((one) => one === event.currentTarget.value) ?? 'all';
          }}
        >
          {TODAY_FILTERS.map((one) => (
            <option key={one} value={one}>
              {t(`today.filter.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <p class={styles.count} role="status">
        {t('today.shown', { shown: shown.value.length, all: rows.value.length })}
      </p>
      {rows.value.length === 0 ? (
        <EmptyState icon={listIcon} title={<Text of={t.both('today.empty')} />}>
          <Text of={t.both('today.emptyHelp')} />
        </EmptyState>
      ) : (
        <RowList rows={shown.value} onOpen={(id) => (openId.value = id)} />
      )}
      <CheckSheet row={open} onClose={() => (openId.value = null)} />
    </main>
  );
}

function RowList(props: { rows: readonly TodayRow[]; onOpen: (id: Id) => void }): JSX.Element {
  const duty = useDuty();
  const count = useSignal(ROWS_AT_FIRST);
  const hours = groupByHour(props.rows.slice(0, count.value), ({ at }) => hourOf(duty, at));
  if (props.rows.length === 0)
    return (
      <p class={styles.count}>
        <Text of={t.both('today.nothingMatches')} />
      </p>
    );
  return (
    <>
      {hours.map(({ hour, rows }) => (
        <section key={hour}>
          <h2 class={styles.hour}>{hour}</h2>
          <ul class={styles.list}>
            {rows.map((row) => (
              <li key={row.id}>
                <TodayRowButton row={row} onOpen={() => props.onOpen(row.id)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {props.rows.length > count.value && (
        <Button wide onClick={() => (count.value += ROWS_AT_FIRST)}>
          <Text of={t.both('today.more')} />
        </Button>
      )}
    </>
  );
}

function groupByHour(
  rows: readonly TodayRow[],
  hourOfRow: (row: TodayRow) => string,
): readonly { hour: string; rows: readonly TodayRow[] }[] {
  const groups = new Map<string, TodayRow[]>();
  for (const row of rows) {
    const hour = hourOfRow(row);
    const group = groups.get(hour);
    if (group === undefined) groups.set(hour, [row]);
    else group.push(row);
  }
  return [...groups].map(([hour, group]) => ({ hour, rows: group }));
}

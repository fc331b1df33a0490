import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import type { DoorHeard, WhoIsInside } from '../../../domain/who-is-inside.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import { asWritten } from '../../duty/as-written.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { useDuty } from './door-duty.ts';
import { t } from './list-strings.ts';
import { insideOf, insideRows, type InsideList, type InsideRow } from './inside-rows.ts';
import { PersonCard } from './person-card.tsx';
import styles from './inside-screen.module.css';

const LISTS = ['inside', 'outside', 'not-known', 'visitors'] as const;
const ROWS_AT_FIRST = 100;

/** Who is in the building, counted from every door that serves it, and how fresh that is. */
export function InsideScreen(): JSX.Element {
  const duty = useDuty();
  const buildingIds = duty.door.value?.buildingIds ?? [];
  const chosen = useSignal<Id | null>(null);
  const buildingId = chosen.value ?? buildingIds[0];
  if (buildingId === undefined)
    return <EmptyState title={<Text of={t.both('inside.noPeople')} />} />;
  const buildings = duty.app.replica.documents('building');
  return (
    <main class={styles.screen}>
      <h1 class={styles.title}>
        <Text of={t.both('inside.title')} />
      </h1>
      {buildingIds.length > 1 && (
        <SegmentedChoice
          legend={t.both('inside.building')}
          legendHidden
          value={buildingId}
          options={buildingIds.map((id) => ({
            value: id,
            label: asWritten(buildings.get(id)?.name ?? ''),
          }))}
          onChange={(id) => (chosen.value = id)}
        />
      )}
      <BuildingInside key={buildingId} buildingId={buildingId} />
    </main>
  );
}

function BuildingInside({ buildingId }: { buildingId: Id }): JSX.Element {
  const duty = useDuty();
  const list = useSignal<InsideList>('inside');
  const search = useSignal('');
  const cardOf = useSignal<Id | null>(null);
  const who = useComputed(() => insideOf(duty, buildingId));
  const rows = useComputed(() => insideRows(duty, who.value, list.value));
  const words = search.value.trim().toLowerCase();
  const shown = rows.value.filter(({ name, passportName, room }) =>
    `${name} ${passportName} ${room}`.toLowerCase().includes(words),
  );
  return (
    <>
      <Counts who={who.value} list={list.value} onList={(next) => (list.value = next)} />
      <Freshness doors={who.value.doors} />
      <input
        type="search"
        class={styles.search}
        autocomplete="off"
        aria-label={t('inside.search')}
        placeholder={t('inside.search')}
        value={search.value}
        onInput={(event) => (search.value = event.currentTarget.value)}
      />
      <InsideRows
        key={list.value}
        rows={shown}
        onOpen={list.value === 'visitors' ? null : (id) => (cardOf.value = id)}
      />
      <PersonCard personId={cardOf.value} onClose={() => (cardOf.value = null)} />
    </>
  );
}

function Counts(props: {
  who: WhoIsInside;
  list: InsideList;
  onList: (list: InsideList) => void;
}): JSX.Element {
  const { counts } = props.who;
  const countOf = (list: InsideList): number =>
    list === 'visitors' ? counts.visitors + counts.guests : counts[list];
  return (
    <div class={styles.counts} role="group" aria-label={t('inside.show')}>
      {LISTS.map((list) => (
        <button
          key={list}
          type="button"
          class={styles.count}
          aria-pressed={list === props.list}
          onClick={() => props.onList(list)}
        >
          <strong class={styles.number}>{countOf(list)}</strong>
          <Text of={t.both(`inside.${list}`)} />
        </button>
      ))}
    </div>
  );
}

function Freshness({ doors }: { doors: readonly DoorHeard[] }): JSX.Element {
  const duty = useDuty();
  const known = duty.app.replica.documents('door');
  const here = duty.shift.value?.body.doorId;
  return (
    <ul class={styles.doors} aria-label={t('inside.freshness')}>
      {doors.map(({ doorId, heardAt }) => {
        const door = known.get(doorId)?.name ?? '';
        if (doorId === here) return <li key={doorId}>{t('inside.heardHere', { door })}</li>;
        if (heardAt === null) return <li key={doorId}>{t('inside.neverHeard', { door })}</li>;
        const time = timeOf(duty, heardAt);
        return <li key={doorId}>{t('inside.heard', { door, time })}</li>;
      })}
    </ul>
  );
}

function InsideRows(props: {
  rows: readonly InsideRow[];
  onOpen: ((id: Id) => void) | null;
}): JSX.Element {
  const { rows, onOpen } = props;
  const count = useSignal(ROWS_AT_FIRST);
  if (rows.length === 0)
    return (
      <EmptyState title={<Text of={t.both('inside.empty')} />}>
        <Text of={t.both('inside.emptyHelp')} />
      </EmptyState>
    );
  return (
    <>
      <ul class={styles.list}>
        {rows.slice(0, count.value).map(({ id, name, passportName, room }) => (
          <li key={id}>
            <button
              type="button"
              class={styles.row}
              disabled={onOpen === null}
              onClick={() => onOpen?.(id)}
            >
              <span class={styles.room}>{room}</span>
              <span class={styles.name}>{name}</span>
              <span class={styles.detail}>{passportName !== name && passportName}</span>
            </button>
          </li>
        ))}
      </ul>
      {rows.length > count.value && (
        <Button wide onClick={() => (count.value += ROWS_AT_FIRST)}>
          <Text of={t.both('today.more')} />
        </Button>
      )}
    </>
  );
}

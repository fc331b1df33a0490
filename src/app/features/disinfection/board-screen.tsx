import { useSignal } from '@preact/signals';
import sprayCan from 'lucide-static/icons/spray-can.svg?raw';
import type { JSX } from 'preact';
import { NotSavedBanner } from '../../duty/not-saved-banner.tsx';
import { RecordingGroup } from '../../duty/recording-group.tsx';
import { useRecording } from '../../duty/use-recording.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import type { OpenSlot } from './disinfection-front.tsx';
import { boardRows } from './board-rows.ts';
import { BoardRowItem } from './board-row.tsx';
import { useDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import { JustSavedNote } from './just-saved.tsx';
import { myBuildings, type MyBuilding } from './my-areas.ts';
import { recordWork } from './record-work.ts';
import styles from './board.module.css';

/** Today's slots: what is missed, due or to be aired on top. */
export function BoardScreen(props: {
  onStart: (slot: OpenSlot) => void;
  onOpen: (slot: OpenSlot) => void;
}): JSX.Element {
  const duty = useDuty();
  const chosenId = useSignal<string | null>(null);
  // To the second: a right that began in this minute counts.
  const buildings = myBuildings(duty.app, new Date(duty.nowMs.value).toISOString());
  const here = buildings.find(({ building }) => building.id === chosenId.value) ?? buildings[0];
  return (
    <main class={styles.screen}>
      <h1 class={styles.title}>
        <Text of={t.both('board.title')} />
      </h1>
      {buildings.length > 1 && (
        <select
          class={styles.building}
          aria-label={t('board.building')}
          value={here?.building.id}
          onChange={(event) => (chosenId.value = event.currentTarget.value)}
        >
          {buildings.map(({ building }) => (
            <option key={building.id} value={building.id}>
              {building.name}
            </option>
          ))}
        </select>
      )}
      <JustSavedNote />
      {here !== undefined && <Groups of={here} {...props} />}
    </main>
  );
}

function Groups(props: {
  of: MyBuilding;
  onStart: (slot: OpenSlot) => void;
  onOpen: (slot: OpenSlot) => void;
}): JSX.Element {
  const { of, onStart, onOpen } = props;
  const duty = useDuty();
  const groups = boardRows(duty, of);
  // Of the whole board: what is cleared goes down, and under the finger stands the next row.
  const { failure, keep, ...recording } = useRecording();
  function clear({ areaId, day, slot }: OpenSlot): void {
    const body = { areaId, day, slot, note: null, photos: [] };
    keep(() => recordWork(duty, { type: 'refuse-clearing', body }));
  }
  if (groups.length === 0)
    return (
      <EmptyState icon={sprayCan} title={<Text of={t.both('board.empty')} />}>
        <p>
          <Text of={t.both('board.emptyLead')} />
        </p>
      </EmptyState>
    );
  return (
    <>
      {!of.readsOthers && (
        <p class={styles.note}>
          <Text of={t.both('board.ownOnly')} />
        </p>
      )}
      <NotSavedBanner why={failure} />
      <RecordingGroup {...recording}>
        <div class={styles.groups}>
          {groups.map(({ group, rows }) => (
            <section key={group}>
              <h2 class={styles.group}>
                <Text of={t.both(`group.${group}`, { count: rows.length })} inline />
              </h2>
              <ul class={styles.list}>
                {rows.map((row) => (
                  <BoardRowItem
                    key={`${row.area.id} ${row.slot.duty} ${row.slot.day} ${row.slot.slot}`}
                    row={row}
                    onStart={onStart}
                    onOpen={onOpen}
                    onCleared={clear}
                  />
                ))}
              </ul>
            </section>
          ))}
        </div>
      </RecordingGroup>
    </>
  );
}

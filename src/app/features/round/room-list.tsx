import scan from 'lucide-static/icons/scan-qr-code.svg?raw';
import map from 'lucide-static/icons/map-pin.svg?raw';
import settings from 'lucide-static/icons/sliders-horizontal.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useRef } from 'preact/hooks';
import { progressOf, stoppedAt, type RoomState } from '../../../domain/round-progress.ts';
import { useApp } from '../../context.ts';
import { RoomSeals } from '../../duty/seal-check/room-seals.tsx';
import { ON_NO_VISIT } from '../../duty/seal-check/seal-records.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import { paperAtOf } from './paper-at.ts';
import { PaperMark } from './paper-mark.tsx';
import { roomRows } from './room-row.tsx';
import styles from './room-list.module.css';
import { useRound } from './round-duty.ts';
import { SCAN_PATH } from './round-paths.ts';
import { RoundSheet } from './round-sheet.tsx';
import { t } from './round-strings.ts';
import { toldHere } from './told-here.ts';
import { UndoLine } from './undo-line.tsx';
import type { UnitRoom } from '../../../domain/unit-rooms.ts';
import { unitName } from './unit-name.ts';
import { unitsToWalk } from './units-to-walk.ts';
import { useVisits } from './visits.ts';
import { WalkedFor } from './walked-for.tsx';

const SHOWN = ['left', 'revisit', 'all'] as const;
type Shown = (typeof SHOWN)[number];

/** The unit's rooms as one walks: how many are done, which are left, and where one stopped. */
export function RoomList(): JSX.Element {
  const duty = useRound();
  const visits = useVisits();
  const shown = useSignal<Shown>('all');
  const query = useSignal('');
  const stopped = useStopped();
  useEffect(() => visits.leave(), [visits]);

  const states = duty.states.value;
  const { floors, inOrder } = duty.rooms.value;
  const fits = ({ id, code }: UnitRoom): boolean =>
    isShown(states.get(id) ?? 'left', shown.value) && codeFits(code, query.value);
  const here = floors
    .map(({ floor, rooms }) => ({ floor, rooms: rooms.filter(fits) }))
    .filter(({ rooms }) => rooms.length > 0);
  const rowOf = roomRows();

  return (
    <main class={styles.screen}>
      <ListHead shown={shown.value} onShow={(next) => (shown.value = next)} />
      <ProgressLine />
      {!toldHere(duty).rooms && (
        <p class={styles.none}>
          <Text of={t.both('list.ownOnly')} />
        </p>
      )}
      <input
        class={styles.search}
        type="search"
        inputMode="numeric"
        autocomplete="off"
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        value={query.value}
        onInput={(event) => (query.value = event.currentTarget.value)}
      />
      {here.length === 0 && <NothingHere isEmpty={inOrder.length === 0} shown={shown.value} />}
      {here.map(({ floor, rooms }) => (
        <section key={floor ?? ''} class={styles.floor}>
          <h2>
            <Text of={floor === null ? t.both('list.noFloor') : t.both('list.floor', { floor })} />
          </h2>
          <ul class={styles.rooms}>
            {rooms.map((room) =>
              rowOf(room, {
                state: states.get(room.id) ?? 'left',
                isStopped: room.id === stopped,
              }),
            )}
          </ul>
        </section>
      ))}
      {query.value === '' && <CorridorSeals />}
    </main>
  );
}

/** What is sealed in no room of the building. */
function CorridorSeals(): JSX.Element | null {
  const duty = useRound();
  const { app, round } = duty;
  const unitId = round.value?.body.unitId;
  if (unitId === undefined) return null;
  // A building without units is its own unit.
  const buildingId = app.replica.documents('unit').get(unitId)?.buildingId ?? unitId;
  return <RoomSeals corridorOf={buildingId} visit={{ ...ON_NO_VISIT, ...paperAtOf(duty, null) }} />;
}

function NothingHere({ isEmpty, shown }: { isEmpty: boolean; shown: Shown }): JSX.Element {
  if (isEmpty)
    return (
      <EmptyState icon={map} title={<Text of={t.both('list.noRooms')} />}>
        <Text of={t.both('list.noRoomsHelp')} />
      </EmptyState>
    );
  return (
    <p class={styles.none}>
      <Text of={t.both(shown === 'all' ? 'list.nothingFits' : `list.none.${shown}`)} />
    </p>
  );
}

/** Stays in sight while the list is scrolled. */
function ProgressLine(): JSX.Element {
  const { rooms, walked, toRevisit } = progressOf(useRound().states.value.values());
  return (
    <div class={styles.sticky}>
      <p class={styles.progress} role="status">
        <Text of={t.both('list.progress', { walked, count: rooms })} inline />
        {toRevisit > 0 && (
          <strong>
            {' · '}
            <Text of={t.both('list.toRevisit', { count: toRevisit })} inline />
          </strong>
        )}
      </p>
      <progress max={Math.max(rooms, 1)} value={walked} aria-hidden="true" />
      <UndoLine />
    </div>
  );
}

function ListHead(props: { shown: Shown; onShow: (shown: Shown) => void }): JSX.Element {
  const { replica, access } = useApp();
  const { route } = useLocation();
  const duty = useRound();
  const isChanging = useSignal(false);
  const round = duty.round.value;
  const onPaperAt = round?.body.onPaperAt;
  const unit = unitsToWalk(access(), replica, duty.nowInstant()).find(
    ({ id }) => id === round?.body.unitId,
  );
  return (
    <header class={styles.head}>
      <div class={styles.title}>
        <h1>{unit === undefined ? '' : unitName(unit)}</h1>
        {onPaperAt !== undefined && (
          <Button icon={scan} label={t('scan.title')} onClick={() => route(SCAN_PATH)} />
        )}
        <Button
          icon={settings}
          label={t('list.change')}
          onClick={() => (isChanging.value = true)}
        />
      </div>
      {round !== null && <WalkedFor {...round.body} />}
      {onPaperAt !== undefined && <PaperMark at={onPaperAt} />}
      <SegmentedChoice
        legend={t.both('list.show')}
        legendHidden
        value={props.shown}
        options={SHOWN.map((value) => ({ value, label: t.both(`list.show.${value}`) }))}
        onChange={props.onShow}
      />
      {isChanging.value && round !== null && (
        <RoundSheet round={round} onClose={() => (isChanging.value = false)} />
      )}
    </header>
  );
}

/** The room in which this account was last, as it was when the list opened; it is scrolled to. */
function useStopped(): string | null {
  const { app, log, rooms } = useRound();
  const stopped = useRef(stoppedAt(log().rounds, rooms.peek().byId.keys(), app.unlocked.accountId));
  useEffect(() => {
    if (stopped.current === null) return;
    document.getElementById(rowId(stopped.current))?.scrollIntoView({ block: 'center' });
  }, []);
  return stopped.current;
}

const rowId = (roomId: string): string => `room-${roomId}`;

function isShown(state: RoomState, shown: Shown): boolean {
  if (shown === 'all') return true;
  return shown === 'revisit' ? state === 'revisit' : state === 'left' || state === 'begun';
}

function codeFits(code: string, query: string): boolean {
  const wanted = query.normalize('NFKC').trim().toLowerCase();
  return code.normalize('NFKC').toLowerCase().includes(wanted);
}

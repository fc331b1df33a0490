import check from 'lucide-static/icons/circle-check-big.svg?raw';
import circle from 'lucide-static/icons/circle.svg?raw';
import dashed from 'lucide-static/icons/circle-dot-dashed.svg?raw';
import rotate from 'lucide-static/icons/rotate-ccw.svg?raw';
import type { JSX } from 'preact';
import { personStanding, type RoomState } from '../../../domain/round-progress.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import styles from './room-list.module.css';
import { useRound } from './round-duty.ts';
import { roomPath } from './round-paths.ts';
import { t } from './round-strings.ts';
import type { UnitRoom } from '../../../domain/unit-rooms.ts';

const ICONS: Record<RoomState, string> = {
  left: circle,
  begun: dashed,
  revisit: rotate,
  done: check,
};

/** One room of the list: its number, how far it is, and who is missing. */
export function RoomRow(props: {
  room: UnitRoom;
  state: RoomState;
  isStopped: boolean;
}): JSX.Element {
  const { room, state, isStopped } = props;
  return (
    <li id={`room-${room.id}`} class={styles.row}>
      <a href={roomPath(room.id)} class={classes(styles.room, styles[state])}>
        <Icon of={ICONS[state]} />
        <span class={styles.code}>{room.code}</span>{' '}
        <span class={styles.words}>
          <span>
            <Text of={t.both(`state.${state}`)} inline />
            {' · '}
            {room.residentIds.length === 0
              ? t('list.vacant')
              : t('list.people', { count: room.residentIds.length })}
          </span>
          {state === 'revisit' && <Missing room={room} />}
          {isStopped && (
            <span class={styles.stopped}>
              <Text of={t.both('list.stopped')} inline />
            </span>
          )}
        </span>
      </a>
    </li>
  );
}

function Missing({ room }: { room: UnitRoom }): JSX.Element {
  const { log, walk } = useRound();
  const names = room.beds.flatMap(({ person }) => {
    const state = person && personStanding(log().rounds, person.id, walk.value)?.state;
    return state === 'absent' || state === 'not_in' ? (person?.name ?? []) : [];
  });
  return <strong>{names.join(' · ')}</strong>;
}

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

/**
 * Rows of the list: a room's number, how far it is, and who is missing. What rooms have in common is said once
 * for all of them, and a row is no component of its own: a list of hundreds of rooms is drawn at a tap.
 */
export function roomRows() {
  const stateOf = oncePer((state: RoomState) => ({
    icon: <Icon of={ICONS[state]} />,
    words: <Text of={t.both(`state.${state}`)} inline />,
  }));
  const peopleIn = oncePer((count: number) =>
    count === 0 ? t('list.vacant') : t('list.people', { count }),
  );
  return (room: UnitRoom, of: { state: RoomState; isStopped: boolean }): JSX.Element => {
    const { icon, words } = stateOf(of.state);
    return (
      <li key={room.id} id={`room-${room.id}`} class={styles.row}>
        <a href={roomPath(room.id)} class={classes(styles.room, styles[of.state])}>
          {icon}
          <span class={styles.code}>{room.code}</span>{' '}
          <span class={styles.words}>
            <span>
              {words}
              {' · '}
              {peopleIn(room.residentIds.length)}
            </span>
            {of.state === 'revisit' && <Missing room={room} />}
            {of.isStopped && (
              <span class={styles.stopped}>
                <Text of={t.both('list.stopped')} inline />
              </span>
            )}
          </span>
        </a>
      </li>
    );
  };
}

function oncePer<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

function Missing({ room }: { room: UnitRoom }): JSX.Element {
  const { log, walk } = useRound();
  const names = room.beds.flatMap(({ person }) => {
    const state = person && personStanding(log().rounds, person.id, walk.value)?.state;
    return state === 'absent' || state === 'not_in' ? (person?.name ?? []) : [];
  });
  return <strong>{names.join(' · ')}</strong>;
}

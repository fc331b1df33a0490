import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import { Text } from '../../ui/text.tsx';
import { readFact } from '../../../domain/fact.ts';
import { CheckSheet } from './check-sheet.tsx';
import { useSeals, type SealDuty } from './seal-duty.ts';
import type { SealVisit } from './seal-records.ts';
import { sealsIn, sealsOutside } from './seals-here.ts';
import { SealRow } from './seal-row.tsx';
import { SealSaved } from './seal-saved.tsx';
import { t } from './seal-strings.ts';
import styles from './room-seals.module.css';

type Place = { roomId: Id } | { corridorOf: Id };
type Props = { visit: SealVisit } & Place;

/** The seals expected in a room, or in a building outside of its rooms. Nothing where there are none. */
export function RoomSeals(props: Props): JSX.Element | null {
  const { visit } = props;
  const duty = useSeals();
  const openId = useSignal<Id | null>(null);
  const isInRoom = 'roomId' in props;
  const seals = isInRoom ? sealsIn(duty, props.roomId) : sealsOutside(duty, props.corridorOf);
  const wantedId = openId.value ?? duty.tellingOf.value;
  const open = seals.find(({ id }) => id === wantedId) ?? null;
  // Whoever has taken off the only seal is told that it is saved, and may undo it.
  if (seals.length === 0) return isLastOf(duty, props) ? <SealSaved /> : null;
  return (
    <section class={styles.seals}>
      <h2>
        <Text of={t.both(isInRoom ? 'room.title' : 'corridor.title')} />
      </h2>
      <SealSaved />
      <ul class={styles.list}>
        {seals.map((seal) => (
          <li key={seal.id}>
            <SealRow seal={seal} visit={visit} isInRoom onOpen={() => (openId.value = seal.id)} />
          </li>
        ))}
      </ul>
      <CheckSheet
        seal={open}
        visit={visit}
        onClose={() => {
          openId.value = null;
          duty.tell(null);
        }}
      />
    </section>
  );
}

/** Whether the last thing that was recorded is of a seal of this place. */
function isLastOf(duty: SealDuty, place: Place): boolean {
  const last = duty.undoable.value;
  const read = last && readFact(last.fact);
  const of = read?.type === 'seal-check' ? duty.register().seal(read.body.sealId)?.of : undefined;
  if (of === undefined) return false;
  return 'roomId' in place
    ? of.roomId === place.roomId
    : of.roomId === null && of.buildingId === place.corridorOf;
}

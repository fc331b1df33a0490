import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import type { SealEntry } from '../../../domain/seal-chain.ts';
import { Text } from '../../ui/text.tsx';
import { CheckSheet } from './check-sheet.tsx';
import { useSeals } from './seal-duty.ts';
import { sealsByPlace } from './seal-place.ts';
import { SealRow } from './seal-row.tsx';
import { SealSaved } from './seal-saved.tsx';
import { t } from './seal-strings.ts';
import styles from './room-seals.module.css';

/** The seals expected in a room, or (`roomId: null`) in a building outside of its rooms. Nothing where there are none. */
export function RoomSeals(props: {
  buildingId: Id;
  roomId: Id | null;
  visitId: Id | null;
}): JSX.Element | null {
  const { buildingId, roomId, visitId } = props;
  const duty = useSeals();
  const openId = useSignal<Id | null>(null);
  const isHere = ({ of, isLive }: SealEntry): boolean =>
    isLive && of.buildingId === buildingId && of.roomId === roomId;
  const seals = sealsByPlace(duty, duty.register().seals().filter(isHere));
  const wantedId = openId.value ?? duty.checking.draft.value.sealId;
  const open = seals.find(({ id }) => id === wantedId) ?? null;
  if (seals.length === 0) return null;
  return (
    <section class={styles.seals}>
      <h2>
        <Text of={t.both(roomId === null ? 'corridor.title' : 'room.title')} />
      </h2>
      <SealSaved />
      <ul class={styles.list}>
        {seals.map((seal) => (
          <li key={seal.id}>
            <SealRow
              seal={seal}
              visitId={visitId}
              isInRoom
              onOpen={() => (openId.value = seal.id)}
            />
          </li>
        ))}
      </ul>
      <CheckSheet
        seal={open}
        visitId={visitId}
        onClose={() => {
          openId.value = null;
          duty.checking.clear();
        }}
      />
    </section>
  );
}

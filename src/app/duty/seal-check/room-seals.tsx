import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import { Text } from '../../ui/text.tsx';
import { CheckSheet } from './check-sheet.tsx';
import { useSeals } from './seal-duty.ts';
import type { SealVisit } from './seal-records.ts';
import { sealsIn, sealsOutside } from './seals-here.ts';
import { SealRow } from './seal-row.tsx';
import { SealSaved } from './seal-saved.tsx';
import { t } from './seal-strings.ts';
import styles from './room-seals.module.css';

type Props = { visit: SealVisit } & ({ roomId: Id } | { corridorOf: Id });

/** The seals expected in a room, or in a building outside of its rooms. Nothing where there are none. */
export function RoomSeals(props: Props): JSX.Element | null {
  const { visit } = props;
  const duty = useSeals();
  const openId = useSignal<Id | null>(null);
  const seals =
    'roomId' in props ? sealsIn(duty, props.roomId) : sealsOutside(duty, props.corridorOf);
  const wantedId = openId.value ?? duty.tellingOf.value;
  const open = seals.find(({ id }) => id === wantedId) ?? null;
  if (seals.length === 0) return null;
  return (
    <section class={styles.seals}>
      <h2>
        <Text of={t.both('roomId' in props ? 'room.title' : 'corridor.title')} />
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

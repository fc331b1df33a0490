import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import type { UnitRoom } from '../../../domain/unit-rooms.ts';
import { PaperMark } from './paper-mark.tsx';
import { PaperRoom } from './paper-room.tsx';
import { RoomHygiene } from './room-hygiene.tsx';
import { nextLeft, RoomHead } from './room-screen.tsx';
import styles from './room-screen.module.css';
import { useRound } from './round-duty.ts';
import { LIST_PATH, roomPath } from './round-paths.ts';
import { UndoLine } from './undo-line.tsx';
import { useVisits } from './visits.ts';
import { VisitNoteForm } from './visit-note-form.tsx';

/** One room of a sheet of paper that is typed in. */
export function PaperScreen({ room }: { room: UnitRoom }): JSX.Element {
  const duty = useRound();
  const visits = useVisits();
  const { route } = useLocation();
  useEffect(() => visits.enter(room.id), [visits, room.id]);
  const at = duty.round.value?.body.onPaperAt;

  function goOn(): void {
    const next = nextLeft(duty, room);
    route(next === null ? LIST_PATH : roomPath(next.id));
  }
  return (
    <main class={styles.page}>
      <RoomHead room={room} />
      {at !== undefined && <PaperMark at={at} />}
      <UndoLine />
      <PaperRoom room={room} onKept={goOn} />
      <RoomHygiene key={room.id} room={room} />
      <VisitNoteForm room={room} />
    </main>
  );
}

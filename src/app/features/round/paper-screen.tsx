import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { useLayoutEffect } from 'preact/hooks';
import type { UnitRoom } from '../../../domain/unit-rooms.ts';
import { RoomSeals } from '../../duty/seal-check/room-seals.tsx';
import { useSeals } from '../../duty/seal-check/seal-duty.ts';
import { sealsDueIn } from '../../duty/seal-check/seals-here.ts';
import { paperAtOf } from './paper-at.ts';
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
  const seals = useSeals();
  const { route } = useLocation();
  // Before anybody can tap: what is tapped belongs to a stay.
  const roundId = duty.round.value?.id;
  useLayoutEffect(() => visits.enter(room.id), [visits, room.id, roundId]);
  const draft = visits.draft.value;
  const paper = paperAtOf(duty, draft);

  /** As on foot: a seal of the sheet that is not typed in yet keeps me here, until I go on all the same. */
  function kept(wereLinesLeft: boolean): void {
    if (wereLinesLeft && sealsDueIn(seals, room.id).length > 0) return;
    const next = nextLeft(duty, room);
    route(next === null ? LIST_PATH : roomPath(next.id));
  }
  return (
    <main class={styles.page}>
      <RoomHead room={room} />
      {paper.onPaperAt !== undefined && <PaperMark at={paper.onPaperAt} />}
      <UndoLine />
      {draft?.roomId === room.id && (
        <PaperRoom key={draft.visitId} room={room} draft={draft} onKept={kept} />
      )}
      <RoomSeals roomId={room.id} visit={{ visitId: draft?.visitId ?? null, ...paper }} />
      <RoomHygiene key={room.id} room={room} />
      <VisitNoteForm room={room} />
    </main>
  );
}

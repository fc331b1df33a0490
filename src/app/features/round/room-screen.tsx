import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import checkAll from 'lucide-static/icons/check-check.svg?raw';
import chevronLeft from 'lucide-static/icons/chevron-left.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Id } from '../../../domain/id.ts';
import { personStanding } from '../../../domain/round-progress.ts';
import { afterFrame } from '../../device/after-frame.ts';
import { RecordingGroup } from '../../duty/recording-group.tsx';
import { RoomSeals } from '../../duty/seal-check/room-seals.tsx';
import { useSeals } from '../../duty/seal-check/seal-duty.ts';
import { sealsDueIn } from '../../duty/seal-check/seals-here.ts';
import { useRecording } from '../../duty/use-recording.ts';
import type { Spoken } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { awayOf } from './away.ts';
import { BedCard } from './bed-card.tsx';
import { ComplaintDialog } from './complaint-dialog.tsx';
import { useMeant } from './meant.ts';
import { MeasuringPanel } from './measuring-panel.tsx';
import { RoomHygiene } from './room-hygiene.tsx';
import styles from './room-screen.module.css';
import { useRound, type RoundDuty } from './round-duty.ts';
import { LIST_PATH, roomPath } from './round-paths.ts';
import { t } from './round-strings.ts';
import { UndoLine } from './undo-line.tsx';
import type { UnitRoom } from '../../../domain/unit-rooms.ts';
import { useVisits } from './visits.ts';
import { VisitNoteForm } from './visit-note-form.tsx';

/**
 * One room: its beds with who sleeps in them; each tap is kept at once. From room to room it stays the same screen,
 * with other people in it: that is half of what drawing it anew would cost.
 */
export function RoomScreen({ room }: { room: UnitRoom }): JSX.Element {
  const visits = useVisits();
  const page = useRef<HTMLElement>(null);
  useLayoutEffect(() => page.current?.scrollTo(0, 0), [room.id]);
  // Before anybody can tap: what is tapped belongs to a stay.
  const roundId = useRound().round.value?.id;
  useLayoutEffect(() => visits.enter(room.id), [visits, room.id, roundId]);
  const draft = visits.draft.value;
  const people = room.beds.flatMap(({ person }) => person ?? []);
  const measured = people.find(({ id }) => id === draft?.measuring);
  const complaining = people.find(({ id }) => id === draft?.complaintOf);
  const isBelowDrawn = useAfterFrame();
  return (
    <div class={styles.screen}>
      <main ref={page} class={styles.page}>
        <RoomHead room={room} />
        <ul class={styles.beds}>
          {room.beds.map(({ bed, person }, place) => (
            <li key={place}>
              {person === null ? (
                <p class={styles.empty}>
                  <span class={styles.bed}>{bed}</span>
                  <Text of={t.both('room.emptyBed')} inline />
                </p>
              ) : (
                <BedCard room={room} bed={bed} person={person} />
              )}
            </li>
          ))}
        </ul>
        {isBelowDrawn && measured === undefined && (
          <>
            <RoomSeals
              key={`seals ${room.id}`}
              roomId={room.id}
              visit={{ visitId: draft?.visitId ?? null }}
            />
            <RoomHygiene key={`hygiene ${room.id}`} room={room} />
            <VisitNoteForm key={`note ${room.id}`} room={room} />
          </>
        )}
      </main>
      <div class={styles.bottom}>
        <UndoLine />
        {measured === undefined ? (
          <AllPresent room={room} />
        ) : (
          <MeasuringPanel room={room} person={measured} />
        )}
      </div>
      {complaining !== undefined && <ComplaintDialog person={complaining} />}
    </div>
  );
}

/** The first frame of the screen shows who sleeps here; what stands below them comes with the next. */
function useAfterFrame(): boolean {
  const [isAfter, setAfter] = useState(false);
  useLayoutEffect(() => {
    let isGone = false;
    afterFrame(() => !isGone && setAfter(true));
    return () => {
      isGone = true;
    };
  }, []);
  return isAfter;
}

export function RoomHead({ room }: { room: UnitRoom }): JSX.Element {
  const { rooms } = useRound();
  const { route } = useLocation();
  const { inOrder } = rooms.value;
  const place = inOrder.findIndex(({ id }) => id === room.id);
  const [before, after] = [inOrder[place - 1], inOrder[place + 1]];
  return (
    <header class={styles.head}>
      <Button
        kind="quiet"
        icon={arrowLeft}
        label={t('room.back')}
        onClick={() => route(LIST_PATH)}
      />
      <h1>
        <Text of={t.both('room.title', { code: room.code })} inline />
      </h1>
      <Button
        icon={chevronLeft}
        label={t('room.previous', { code: before?.code ?? '' })}
        disabled={before === undefined}
        onClick={() => before !== undefined && route(roomPath(before.id))}
      />
      <Button
        icon={chevronRight}
        label={t('room.next', { code: after?.code ?? '' })}
        disabled={after === undefined}
        onClick={() => after !== undefined && route(roomPath(after.id))}
      />
    </header>
  );
}

/** One tap for whoever has no word yet, and on to the next room that is left. */
function AllPresent({ room }: { room: UnitRoom }): JSX.Element {
  const duty = useRound();
  const visits = useVisits();
  const seals = useSeals();
  const { route } = useLocation();
  const { rounds } = duty.log();
  const isMeant = useMeant(room.id);
  const { isBusy, isSaving, keep } = useRecording();
  const unasked = room.residentIds.filter(
    (id) => personStanding(rounds, id, duty.walk.value) === null,
  );
  const whyAway = (id: Id) => awayOf(duty, id)?.why ?? null;
  const present = unasked.filter((id) => whyAway(id) === null);
  const away = unasked.filter((id) => whyAway(id) === 'leave');
  const wasAsked = unasked.length < room.residentIds.length;
  const left = present.length + away.length;
  const next = nextLeft(duty, room);
  const toNext = (): void => route(next === null ? LIST_PATH : roomPath(next.id));

  async function record(): Promise<boolean> {
    if (left > 0) return visits.allPresent(room, { present, away });
    // Where nobody is to be asked after, that somebody looked in.
    return wasAsked || visits.note(room.code, { isInstructed: false, text: null });
  }
  function press(): void {
    if (!isMeant) return;
    keep(record, (isKept) => {
      // A seal that nobody has looked at keeps me here, until I go on all the same.
      const isDone = left === 0 || sealsDueIn(seals, room.id).length === 0;
      if (isKept && isDone) toNext();
    });
  }

  return (
    <RecordingGroup isBusy={!isMeant || isBusy} isSaving={isSaving}>
      <Button kind="primary" wide icon={checkAll} onClick={press}>
        <Text of={pressWords(room, { present: present.length, away: away.length, wasAsked })} />
      </Button>
    </RecordingGroup>
  );
}

/** What the one tap will record: `present` and `away` are those whom nobody has asked after. */
function pressWords(
  { residentIds }: UnitRoom,
  { present, away, wasAsked }: { present: number; away: number; wasAsked: boolean },
): Spoken {
  if (residentIds.length === 0) return t.both('room.vacantSeen');
  if (present + away === 0) return t.both(wasAsked ? 'room.goOn' : 'room.allInHospital');
  if (present === 0) return t.both('room.allAway', { count: away });
  if (away > 0) return t.both('room.presentAndAway', { present, away });
  const isEverybody = present === residentIds.length;
  return t.both(isEverybody ? 'room.allPresent' : 'room.othersPresent', { count: present });
}

/** As one walks on from here, then from the beginning; `null` when every room has been asked after. */
export function nextLeft({ rooms, states }: RoundDuty, room: UnitRoom): UnitRoom | null {
  const { inOrder } = rooms.value;
  const place = inOrder.findIndex(({ id }) => id === room.id);
  const walked = [...inOrder.slice(place + 1), ...inOrder.slice(0, Math.max(place, 0))];
  return (
    walked.find(({ id }) => {
      const state = states.value.get(id);
      return state === 'left' || state === 'begun';
    }) ?? null
  );
}

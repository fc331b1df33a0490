import brush from 'lucide-static/icons/brush-cleaning.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { HygieneSheet } from './hygiene-sheet.tsx';
import type { HygieneDuty, HygieneVisit } from './hygiene-visit.ts';
import { hygieneButtonWords } from './hygiene-words.ts';
import { paperAtOf } from './paper-at.ts';
import { useRound, type RoundDuty } from './round-duty.ts';
import type { UnitRoom } from '../../../domain/unit-rooms.ts';
import { useVisits } from './visits.ts';

/** How clean the room was last, and the way to look it over. */
export function RoomHygiene({ room }: { room: UnitRoom }): JSX.Element | null {
  const round = useRound();
  const { draft } = useVisits();
  const isOpen = useSignal(false);
  const duty = useMemo(() => hygieneDutyOf(round), [round]);
  const stay = draft.value;
  if (stay === null || stay.roomId !== room.id) return null;
  return (
    <>
      <Button wide icon={brush} onClick={() => (isOpen.value = true)}>
        <Text of={hygieneButtonWords(duty, room.id)} />
      </Button>
      <HygieneSheet
        duty={duty}
        visit={{ ...visitOf(room, stay.visitId), ...paperAtOf(round, stay) }}
        open={isOpen.value}
        onClose={() => (isOpen.value = false)}
      />
    </>
  );
}

const hygieneDutyOf = (round: RoundDuty): HygieneDuty => ({
  app: round.app,
  nowMs: round.nowMs,
  nowInstant: round.nowInstant,
  roundId: () => round.round.peek()?.id ?? null,
  hygiene: () => round.log().hygiene,
  take: round.take,
});

const visitOf = ({ id, code, beds }: UnitRoom, visitId: string): HygieneVisit => ({
  visitId,
  room: { id, code },
  residents: beds.flatMap(({ bed, person }) =>
    person === null ? [] : { personId: person.id, name: person.name, bed },
  ),
});

import type { DoorEntry } from './door-entry.ts';
import type { DoorLog } from './door-log.ts';
import type { Id } from './id.ts';
import { inSequence } from './reading-gap.ts';
import { doorReadingsOf, type TakenReading } from './remeasure-ladder.ts';
import type { RoundLog } from './round-log.ts';

/** `entry`: the check at a door; `null` for what was measured in a room. */
export type AnyReading = TakenReading & { entry: DoorEntry | null };

/** What was measured of somebody, at doors and in rooms, in one sequence: as the ladder takes it. */
export function allReadingsOf(
  { doors, rounds }: { doors: DoorLog; rounds: Pick<RoundLog, 'secondChecksOf'> },
  personId: Id,
): AnyReading[] {
  const inRooms = rounds
    .secondChecksOf(personId)
    .map(({ id, at, body: { reading } }) => ({ id, at, reading, entry: null }));
  return inSequence<AnyReading>([...doorReadingsOf(doors, personId), ...inRooms]);
}

import type { TakenReading } from './remeasure-ladder.ts';

/** A second check beside the door's reading of the same day. */
export interface ReadingGap<Taken extends TakenReading = TakenReading> {
  door: Taken;
  /** Second check less door, to one decimal. */
  gapC: number;
}

/**
 * The door's reading that lies nearest in time to a second check, the earlier and then the smaller id where two
 * lie alike, and how far apart they are. `doorReadings` are this person's of the same campus day, in any order.
 */
export function gapToDoor<Taken extends TakenReading>(
  second: TakenReading,
  doorReadings: readonly Taken[],
): ReadingGap<Taken> | null {
  const apartMs = ({ at }: TakenReading): number =>
    Math.abs(Date.parse(at) - Date.parse(second.at));
  const [door] = [...doorReadings].sort((a, b) => apartMs(a) - apartMs(b) || byTime(a, b));
  if (door === undefined) return null;
  const gapC = Math.round((second.reading.tempC - door.reading.tempC) * 10) / 10;
  return { door, gapC };
}

/** More than the policy lets two thermometers differ. */
export const isOverGap = ({ gapC }: ReadingGap, disagreeDeltaC: number): boolean =>
  Math.abs(gapC) > disagreeDeltaC;

/** All readings of one person in one sequence, as the ladder takes them: by time, then id. */
export function inSequence<Taken extends TakenReading>(taken: readonly Taken[]): Taken[] {
  return [...taken].sort(byTime);
}

function byTime(a: TakenReading, b: TakenReading): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

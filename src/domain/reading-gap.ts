import type { TakenReading } from './remeasure-ladder.ts';

/** A reading beside another one of the same day. */
export interface ReadingGap<Taken extends TakenReading = TakenReading> {
  other: Taken;
  /** The reading less the other, to one decimal. */
  gapC: number;
}

/**
 * The one of the others that lies nearest in time to a reading, the earlier and then the smaller id where two lie
 * alike, and how far apart they are. `others` are this person's of the same campus day, in any order.
 */
export function gapTo<Taken extends TakenReading>(
  reading: TakenReading,
  others: readonly Taken[],
): ReadingGap<Taken> | null {
  const apartMs = ({ at }: TakenReading): number =>
    Math.abs(Date.parse(at) - Date.parse(reading.at));
  const [other] = [...others].sort((a, b) => apartMs(a) - apartMs(b) || byTime(a, b));
  if (other === undefined) return null;
  const gapC = Math.round((reading.reading.tempC - other.reading.tempC) * 10) / 10;
  return { other, gapC };
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

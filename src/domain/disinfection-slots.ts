import { addDays, instantOf } from './campus-day.ts';
import type { DisinfectionRules, Frequency } from './disinfection-rules.ts';
import type { Day, Id, Instant } from './id.ts';
import type { DisinfectionArea } from './place.ts';

export type UpkeepDuty = 'disinfection' | 'refuse';

/** One round that the plan asks for: it is to be begun from `from` until, not at, `to`. */
export interface PlannedSlot {
  duty: UpkeepDuty;
  areaId: Id;
  /** The day on which the window begins, and the round's number there: what a record names. */
  day: Day;
  slot: number;
  from: Instant;
  to: Instant;
}

type SlotWindow = Pick<PlannedSlot, 'day' | 'slot' | 'from' | 'to'>;

/**
 * The rounds of an area on a day of the campus, disinfection before refuse. A weekly one is of every day
 * of its window. What ended before the area came under the plan was never asked for, nor what was still
 * open when it left it.
 */
export function createSlotPlan(
  rules: DisinfectionRules,
  zone: string,
): (area: DisinfectionArea, day: Day) => PlannedSlot[] {
  const windowsByKey = new Map<string, SlotWindow[]>();
  const windows = (frequency: Frequency, day: Day): SlotWindow[] => {
    const key = `${day} ${JSON.stringify(frequency)}`;
    const known = windowsByKey.get(key) ?? windowsOn(frequency, day, zone);
    windowsByKey.set(key, known);
    return known;
  };

  return (area, day) =>
    (['disinfection', 'refuse'] as const).flatMap((duty) => {
      const frequency = frequencyOf(rules, area, duty);
      if (frequency === null) return [];
      return windows(frequency, day)
        .filter(({ to }) => area.from < to && (area.to === null || to <= area.to))
        .map((window) => ({ duty, areaId: area.id, ...window }));
    });
}

function frequencyOf(
  { rounds, refuse }: DisinfectionRules,
  area: DisinfectionArea,
  duty: UpkeepDuty,
): Frequency | null {
  if (duty === 'disinfection') return rounds[area.class];
  return area.class === 'bins' ? refuse : null;
}

function windowsOn(frequency: Frequency, day: Day, zone: string): SlotWindow[] {
  if (frequency.per === 'week') return [shareOfWeek(frequency.times, day, zone)];
  return frequency.windows.map(({ from, to }, at) => ({
    day,
    slot: at + 1,
    from: instantOf(day, from, zone),
    to: instantOf(day, to, zone),
  }));
}

/** The week from Monday to Sunday is cut into so many runs of whole days; this is the one that the day is in. */
function shareOfWeek(times: number, day: Day, zone: string): SlotWindow {
  const weekday = (new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7;
  const monday = addDays(day, -weekday);
  const starts = Array.from({ length: times }, (_, at) => Math.floor((at * 7) / times));
  const at = starts.filter((start) => start <= weekday).length;
  const first = addDays(monday, starts[at - 1] ?? 0);
  const last = addDays(monday, starts[at] ?? 7);
  return {
    day: first,
    slot: at,
    from: instantOf(first, '00:00', zone),
    to: instantOf(last, '00:00', zone),
  };
}

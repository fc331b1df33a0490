import {
  acceptanceOf,
  isTakenBack,
  type AcceptanceState,
  type DisinfectionLog,
  type DisinfectionWork,
  type RefuseWork,
} from './disinfection-log.ts';
import type { DisinfectionRules } from './disinfection-rules.ts';
import { createSlotPlan, type PlannedSlot, type UpkeepDuty } from './disinfection-slots.ts';
import type { Day, Id, Instant } from './id.ts';
import type { DisinfectionArea } from './place.ts';

/**
 * How a slot stands. `time-over`: the contact time is over and nobody has ended it yet. An empty slot
 * whose window is over is `missed`, never "no data".
 */
export type SlotState = 'missed' | 'due' | 'time-over' | 'running' | 'done' | 'not-yet';

/** A slot of the plan with what stands for it; or records of a slot that the plan does not ask for. */
export interface BoardSlot {
  duty: UpkeepDuty;
  areaId: Id;
  day: Day;
  slot: number;
  /** `null`: not, or no longer, in the plan. */
  window: { from: Instant; to: Instant } | null;
  state: SlotState;
  /** Every record of this slot that stands, by time: two are both shown. */
  works: readonly DisinfectionWork[];
  clearings: readonly RefuseWork[];
  /** It was begun when the window was over: done, but missed in its time. */
  isLate: boolean;
}

/** The slots of the areas on one day of the campus, as they stand at `now`: by area in the order given, then duty, then number. */
export function boardOf(
  log: DisinfectionLog,
  of: {
    areas: readonly DisinfectionArea[];
    rules: DisinfectionRules;
    zone: string;
    day: Day;
    now: Instant;
  },
): BoardSlot[] {
  const { areas, rules, zone, day, now } = of;
  const planOf = createSlotPlan(rules, zone);
  const records = recordsBySlot(log);
  return areas.flatMap((area) => {
    const planned = planOf(area, day);
    const keys = new Set(planned.map(keyOf));
    const unplanned = (records.placesByArea.get(area.id) ?? [])
      .filter((place) => place.day === day && !keys.has(keyOf(place)))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return [
      ...planned.map((slot) => stateOf({ ...slot, window: windowOf(slot) }, records, now)),
      ...unplanned.map((place) => stateOf({ ...place, window: null }, records, now)),
    ];
  });
}

/** What a second person says of the last work that stands there: what was refused before it has been done again. */
export function acceptanceOfSlot({ works }: Pick<BoardSlot, 'works'>): AcceptanceState {
  const last = works.at(-1);
  return last === undefined ? 'open' : acceptanceOf(last);
}

/** Refused, or people are not of one mind: somebody has to do it again, or look. */
export const isNotAccepted = (slot: Pick<BoardSlot, 'works'>): boolean =>
  ['refused', 'disputed'].includes(acceptanceOfSlot(slot));

type SlotPlace = Pick<BoardSlot, 'duty' | 'areaId' | 'day' | 'slot'>;
interface Records {
  byKey: ReadonlyMap<string, { works: DisinfectionWork[]; clearings: RefuseWork[] }>;
  placesByArea: ReadonlyMap<Id, SlotPlace[]>;
}

const keyOf = ({ areaId, duty, day, slot }: SlotPlace): string =>
  `${areaId} ${duty} ${day} ${String(slot).padStart(2, '0')}`;

const windowOf = ({ from, to }: PlannedSlot) => ({ from, to });

function recordsBySlot({ works, clearings }: DisinfectionLog): Records {
  const byKey = new Map<string, { works: DisinfectionWork[]; clearings: RefuseWork[] }>();
  const placesByArea = new Map<Id, SlotPlace[]>();
  const at = (duty: UpkeepDuty, { areaId, day, slot }: Omit<SlotPlace, 'duty'>) => {
    const place = { duty, areaId, day, slot };
    const known = byKey.get(keyOf(place));
    if (known !== undefined) return known;
    const added = { works: [], clearings: [] };
    byKey.set(keyOf(place), added);
    placesByArea.set(areaId, [...(placesByArea.get(areaId) ?? []), place]);
    return added;
  };
  for (const work of works) if (!isTakenBack(work)) at('disinfection', work.body).works.push(work);
  for (const clearing of clearings)
    if (!isTakenBack(clearing)) at('refuse', clearing.body).clearings.push(clearing);
  return { byKey, placesByArea };
}

function stateOf(
  slot: SlotPlace & Pick<BoardSlot, 'window'>,
  records: Records,
  now: Instant,
): BoardSlot {
  const { works = [], clearings = [] } = records.byKey.get(keyOf(slot)) ?? {};
  const { duty, areaId, day, window } = slot;
  const first = works[0]?.at ?? clearings[0]?.at;
  return {
    duty,
    areaId,
    day,
    slot: slot.slot,
    window,
    state: first === undefined ? emptyState(window, now) : filledState(works, now),
    works,
    clearings,
    isLate: first !== undefined && window !== null && first >= window.to,
  };
}

function emptyState(window: BoardSlot['window'], now: Instant): SlotState {
  if (window === null || now < window.from) return 'not-yet';
  return now < window.to ? 'due' : 'missed';
}

/** Whoever is still at it comes before what is done: chemicals are out there. */
function filledState(works: readonly DisinfectionWork[], now: Instant): SlotState {
  const open = works.filter(({ ends }) => ends.length === 0);
  if (open.some(({ contactOverAt }) => contactOverAt <= now)) return 'time-over';
  return open.length > 0 ? 'running' : 'done';
}

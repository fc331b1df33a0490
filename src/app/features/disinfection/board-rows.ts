import { disinfectionRulesOf } from '../../../domain/default-disinfection.ts';
import {
  boardOf,
  isNotAccepted,
  type BoardSlot,
  type SlotState,
} from '../../../domain/disinfection-board.ts';
import { addDays, dayOf } from '../../../domain/campus-day.ts';
import type { Day } from '../../../domain/id.ts';
import type { DisinfectionArea } from '../../../domain/place.ts';
import { campusZone } from '../../campus-zone.ts';
import type { DisinfectionDuty } from './disinfection-duty.ts';
import type { MyBuilding } from './my-areas.ts';

/** How a slot is shown: as the board says, or `open` to those who cannot know what others have done. */
export type ShownState = SlotState | 'open' | 'not-accepted';

export interface BoardRow {
  area: DisinfectionArea;
  slot: BoardSlot;
  state: ShownState;
}

export const ROW_GROUPS = ['running', 'now', 'later', 'done'] as const;
export type RowGroup = (typeof ROW_GROUPS)[number];

const GROUP_OF_STATE: Record<ShownState, RowGroup> = {
  'time-over': 'now',
  missed: 'now',
  due: 'now',
  open: 'now',
  'not-accepted': 'now',
  running: 'running',
  'not-yet': 'later',
  done: 'done',
};
/** Within a group, what has waited longest first. */
const RANK: readonly ShownState[] = ['time-over', 'missed', 'not-accepted', 'due', 'open'];

/** Today's slots of a building, by group; those without rows are left out. */
export function boardRows(
  duty: DisinfectionDuty,
  { areas, readsOthers }: MyBuilding,
): { group: RowGroup; rows: readonly BoardRow[] }[] {
  const { app } = duty;
  // Contact times end between two minutes.
  const now = new Date(duty.nowMs.value).toISOString();
  const zone = campusZone(app);
  const rules = disinfectionRulesOf(app.policy());
  const today = dayOf(now, zone);
  const on = (day: Day) => boardOf(duty.log(), { areas, rules, zone, day, now });
  const shown = on(today);
  const slots = [...leftFrom(on(addDays(today, -1)), shown), ...shown];
  const areaById = new Map(areas.map((area) => [area.id, area]));
  const rows = slots.flatMap((slot): BoardRow[] => {
    const area = areaById.get(slot.areaId);
    return area === undefined ? [] : [{ area, slot, state: shownState(slot, readsOthers) }];
  });
  return ROW_GROUPS.map((group) => ({
    group,
    rows: rows
      .filter(({ state }) => GROUP_OF_STATE[state] === group)
      .sort((a, b) => RANK.indexOf(a.state) - RANK.indexOf(b.state)),
  })).filter((one) => one.rows.length > 0);
}

/** What was begun on the day before and nobody has ended. A week's round is of both days, and shown once. */
function leftFrom(yesterday: readonly BoardSlot[], today: readonly BoardSlot[]): BoardSlot[] {
  const keys = new Set(today.map(keyOf));
  return yesterday.filter(
    (slot) => !keys.has(keyOf(slot)) && (slot.state === 'running' || slot.state === 'time-over'),
  );
}

const keyOf = ({ areaId, duty, day, slot }: BoardSlot): string =>
  `${areaId} ${duty} ${day} ${slot}`;

function shownState(slot: BoardSlot, readsOthers: boolean): ShownState {
  const { state } = slot;
  if (!readsOthers && (state === 'missed' || state === 'due')) return 'open';
  return state === 'done' && isNotAccepted(slot) ? 'not-accepted' : state;
}

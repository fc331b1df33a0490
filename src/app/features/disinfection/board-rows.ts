import { disinfectionRulesOf } from '../../../domain/default-disinfection.ts';
import { boardOf, type BoardSlot, type SlotState } from '../../../domain/disinfection-board.ts';
import { acceptanceOf } from '../../../domain/disinfection-log.ts';
import { dayOf } from '../../../domain/campus-day.ts';
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

export const ROW_GROUPS = ['now', 'running', 'later', 'done'] as const;
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
  const slots = boardOf(duty.log(), { areas, rules, zone, day: dayOf(now, zone), now });
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

function shownState({ state, works }: BoardSlot, readsOthers: boolean): ShownState {
  if (!readsOthers && (state === 'missed' || state === 'due')) return 'open';
  const isDoubted = works.some((work) => ['refused', 'disputed'].includes(acceptanceOf(work)));
  return state === 'done' && isDoubted ? 'not-accepted' : state;
}

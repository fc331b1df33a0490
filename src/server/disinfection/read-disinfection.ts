import { addDays, boundsOfDay } from '../../domain/campus-day.ts';
import { disinfectionRulesOf } from '../../domain/default-disinfection.ts';
import { DEFAULT_POLICY } from '../../domain/default-policy.ts';
import { boardOf, isNotAccepted, type BoardSlot } from '../../domain/disinfection-board.ts';
import {
  DISINFECTION_TYPES,
  foldDisinfectionLog,
  type DisinfectionLog,
} from '../../domain/disinfection-log.ts';
import { daysBetween } from '../../domain/dilution.ts';
import type { Day, Id } from '../../domain/id.ts';
import type { DisinfectionArea } from '../../domain/place.ts';
import type {
  DisinfectionCounts,
  DisinfectionPage,
  DisinfectionQuery,
  DisinfectionRow,
} from '../../protocol/office-disinfection.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { byNaturalOrder } from '../places/natural-order.ts';
import { Problem } from '../problem.ts';
import { factOf } from '../sync/stored-facts.ts';
import { rowsOfSlot, type UpkeepNames } from './describe-slot.ts';

const PAGE = 100;
const MOST_DAYS = 92;
/** A round of the week may have been begun six days before the day that is asked for. */
const WEEK_DAYS = 7;

export type Period = Omit<DisinfectionQuery, 'offset'>;

export async function readDisinfectionPage(
  deps: Dependencies,
  { offset: offsetText, ...period }: DisinfectionQuery,
): Promise<DisinfectionPage> {
  const offset = Number(offsetText ?? 0);
  const { rows, counts } = await selectDisinfection(deps, period);
  return { total: rows.length, counts, rows: rows.slice(offset, offset + PAGE) };
}

/** Every slot of the plan in the period and every record, newest day first. */
export async function selectDisinfection(
  deps: Dependencies,
  period: Period,
): Promise<{ rows: DisinfectionRow[]; counts: DisinfectionCounts }> {
  const { from, to } = period;
  const days = daysBetween(from, to) + 1;
  if (!(days >= 1 && days <= MOST_DAYS)) throw new Problem('bad-request', { at: 'to' });
  const { areas, names } = await readAreas(deps.db, period.buildingId);
  const log = await readLog(deps, addDays(from, -WEEK_DAYS));
  const slots = await slotsOf(deps, { areas, log, from, days });
  return {
    rows: slots.flatMap((slot) => rowsOfSlot(slot, names)),
    counts: countSlots(slots),
  };
}

/** A week's round is of all its days, and listed once. */
async function slotsOf(
  deps: Dependencies,
  of: { areas: readonly DisinfectionArea[]; log: DisinfectionLog; from: Day; days: number },
): Promise<BoardSlot[]> {
  const { areas, log, from, days } = of;
  const [policy] = await listDocuments(deps.db, 'policy');
  const rules = disinfectionRulesOf(policy?.body ?? DEFAULT_POLICY);
  const zone = deps.settings.campusZone;
  const now = instantOf(deps.now());
  const slotByKey = new Map<string, BoardSlot>();
  for (let back = days - 1; back >= 0; back -= 1)
    for (const slot of boardOf(log, { areas, rules, zone, day: addDays(from, back), now }))
      slotByKey.set(`${slot.areaId} ${slot.duty} ${slot.day} ${slot.slot}`, slot);
  return [...slotByKey.values()];
}

async function readLog(deps: Dependencies, from: Day): Promise<DisinfectionLog> {
  const rows = await deps.db
    .selectFrom('opLog')
    .select(['id', 'deviceId', 'envelope', 'correctedAt', 'receivedAt'])
    .where('outcome', '=', 'stored')
    .where('type', 'in', DISINFECTION_TYPES)
    .where('correctedAt', '>=', boundsOfDay(from, deps.settings.campusZone).from)
    .execute();
  return foldDisinfectionLog(rows.map(factOf));
}

/** Those that left the plan too: their log stays. By building, then name. */
async function readAreas(
  db: Reader,
  buildingId: Id | undefined,
): Promise<{ areas: DisinfectionArea[]; names: UpkeepNames }> {
  const buildings = new Map(
    (await listDocuments(db, 'building')).map(({ id, body }) => [id, body.name]),
  );
  const accounts = new Map(
    (await db.selectFrom('account').select(['id', 'name']).execute()).map(({ id, name }) => [
      id,
      name,
    ]),
  );
  const nameOf = (area: DisinfectionArea): string => buildings.get(area.buildingId) ?? '';
  const areas = (await listDocuments(db, 'area'))
    .map(({ body }) => body)
    .filter((area) => buildingId === undefined || area.buildingId === buildingId)
    .sort((a, b) => byNaturalOrder(nameOf(a), nameOf(b)) || byNaturalOrder(a.name, b.name));
  return {
    areas,
    names: {
      area: new Map(areas.map((area) => [area.id, area])),
      building: (id) => buildings.get(id) ?? null,
      account: (id) => accounts.get(id) ?? null,
    },
  };
}

function countSlots(slots: readonly BoardSlot[]): DisinfectionCounts {
  const planned = slots.filter(({ window }) => window !== null);
  const count = (wanted: (slot: BoardSlot) => boolean): number => planned.filter(wanted).length;
  return {
    done: count(({ state }) => state === 'done'),
    late: count(({ state, isLate }) => state === 'done' && isLate),
    notAccepted: count(isNotAccepted),
    running: count(({ state }) => state === 'running' || state === 'time-over'),
    due: count(({ state }) => state === 'due'),
    missed: count(({ state }) => state === 'missed'),
    notYet: count(({ state }) => state === 'not-yet'),
  };
}

import { createDoorLog, type DoorLog } from '../../domain/door-log.ts';
import type { DoorEntry } from '../../domain/door-entry.ts';
import { DOOR_TYPES } from '../../domain/door-facts.ts';
import type { Instant } from '../../domain/id.ts';
import type { DoorLogPage, DoorLogQuery } from '../../protocol/office-people.ts';
import type { Reader } from '../database/tables.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { factOf, findFamily } from '../sync/stored-facts.ts';
import { describeAll } from './describe-all.ts';
import { readDoorNames, type DoorNames } from './door-names.ts';

const PAGE = 100;
/** Where the question names no beginning: nobody looks through years by accident. */
const DEFAULT_MS = 31 * 24 * 60 * 60 * 1000;

/**
 * The fold over everything that happened at doors from then on. A correction is always later than what
 * it corrects, so a check inside the window comes with all of its versions.
 */
export async function readDoorLog(db: Reader, from: Instant): Promise<DoorLog> {
  const rows = await db
    .selectFrom('opLog')
    .select(['id', 'deviceId', 'envelope', 'correctedAt', 'receivedAt'])
    .where('outcome', '=', 'stored')
    .where('type', 'in', DOOR_TYPES)
    .where('correctedAt', '>=', from)
    .execute();
  const log = createDoorLog();
  log.add(rows.map(factOf));
  return log;
}

/**
 * The fold over the families of checks whose first version names nobody. Free text cannot look like the
 * words sought: its quotation marks are escaped.
 */
async function readUnknownLog(db: Reader, from: Instant): Promise<DoorLog> {
  const rows = await db
    .selectFrom('opLog')
    .select(['id', 'rootId'])
    .where('outcome', '=', 'stored')
    .where('type', '=', 'door-check')
    .where('correctedAt', '>=', from)
    .where('envelope', 'like', '%"kind":"unknown"%')
    .execute();
  const log = createDoorLog();
  for (const id of new Set(rows.map((row) => row.rootId ?? row.id)))
    log.add((await findFamily(db, id)).map(({ fact }) => fact));
  return log;
}

export type Selection = Omit<DoorLogQuery, 'offset'>;

/** The checks asked for, newest first, and the names that they need. */
export async function selectEntries(
  deps: Dependencies,
  wanted: Selection,
): Promise<{ entries: DoorEntry[]; log: DoorLog; names: DoorNames }> {
  const from = wanted.from ?? instantOf(deps.now() - DEFAULT_MS);
  const log =
    wanted.subject === 'unknown'
      ? await readUnknownLog(deps.db, from)
      : await readDoorLog(deps.db, from);
  const names = await readDoorNames(deps.db);
  const entries = log.entries.filter((entry) => isWanted(entry, wanted, names)).reverse();
  return { entries, log, names };
}

export async function readDoorLogPage(
  deps: Dependencies,
  { offset: offsetText, ...wanted }: DoorLogQuery,
): Promise<DoorLogPage> {
  const offset = Number(offsetText ?? 0);
  const { entries, log, names } = await selectEntries(deps, wanted);
  const shown = entries.slice(offset, offset + PAGE);
  return { total: entries.length, rows: await describeAll(deps.db, { shown, log, names }) };
}

function isWanted(entry: DoorEntry, wanted: Selection, names: DoorNames): boolean {
  const { check, at } = entry;
  const { doorId, buildingId, personId, to } = wanted;
  const isUnmatched = check.subject.kind === 'unknown' && !entry.isVoided;
  if (wanted.subject === 'unknown' && !isUnmatched) return false;
  if (to !== undefined && at >= to) return false;
  if (doorId !== undefined && check.doorId !== doorId) return false;
  if (buildingId !== undefined && !names.buildingsOfDoor(check.doorId).includes(buildingId))
    return false;
  if (personId === undefined) return true;
  return check.subject.kind === 'person' && check.subject.personId === personId;
}

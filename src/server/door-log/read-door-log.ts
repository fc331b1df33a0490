import { createDoorLog, type DoorLog } from '../../domain/door-log.ts';
import type { DoorEntry } from '../../domain/door-entry.ts';
import { FACT_TYPES } from '../../domain/fact.ts';
import type { Instant } from '../../domain/id.ts';
import type { DoorLogPage, DoorLogQuery, DoorLogRow } from '../../protocol/office-people.ts';
import type { Reader } from '../database/tables.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { factOf } from '../sync/stored-facts.ts';
import { describeEntry } from './describe-entry.ts';
import { readDoorNames, type DoorNames } from './door-names.ts';

const PAGE = 100;
/** Where the question names no beginning: nobody looks through years by accident. */
const DEFAULT_MS = 31 * 24 * 60 * 60 * 1000;
const DOOR_TYPES = Object.keys(FACT_TYPES);

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

export type Selection = Omit<DoorLogQuery, 'offset'>;

/** The checks asked for, newest first, and the names that they need. */
export async function selectEntries(
  deps: Dependencies,
  wanted: Selection,
): Promise<{ entries: DoorEntry[]; log: DoorLog; names: DoorNames }> {
  const from = wanted.from ?? instantOf(deps.now() - DEFAULT_MS);
  const log = await readDoorLog(deps.db, from);
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
  return { total: entries.length, rows: await describeAll(deps, { shown, log, names }) };
}

export async function describeAll(
  deps: Dependencies,
  of: { shown: readonly DoorEntry[]; log: DoorLog; names: DoorNames },
): Promise<DoorLogRow[]> {
  const personIds = of.shown.flatMap(({ check: { subject } }) =>
    subject.kind === 'person' ? [subject.personId] : [],
  );
  const people = await of.names.people(deps.db, personIds);
  return of.shown.map((entry) => describeEntry(entry, { ...of, people }));
}

function isWanted(entry: DoorEntry, wanted: Selection, names: DoorNames): boolean {
  const { check, at } = entry;
  const { doorId, buildingId, personId, to } = wanted;
  if (to !== undefined && at >= to) return false;
  if (doorId !== undefined && check.doorId !== doorId) return false;
  if (buildingId !== undefined && !names.buildingsOfDoor(check.doorId).includes(buildingId))
    return false;
  if (personId === undefined) return true;
  return check.subject.kind === 'person' && check.subject.personId === personId;
}

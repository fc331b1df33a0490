import type { DoorEntry } from '../../domain/door-entry.ts';
import { createDoorLog, type DoorLog } from '../../domain/door-log.ts';
import type { Id } from '../../domain/id.ts';
import type { DoorLogRow } from '../../protocol/office-people.ts';
import type { Reader } from '../database/tables.ts';
import { Problem } from '../problem.ts';
import { findFamily } from '../sync/stored-facts.ts';
import { describeAll } from './describe-all.ts';
import { readDoorNames } from './door-names.ts';

/** One check with all its versions and voids; `null` where this id is not a check's first version. */
export async function readEntry(db: Reader, id: Id): Promise<DoorEntry | null> {
  return (await readFamilyLog(db, id)).entry(id);
}

/** Throws `not-found`. */
export async function readRow(db: Reader, id: Id): Promise<DoorLogRow> {
  const log = await readFamilyLog(db, id);
  const entry = log.entry(id);
  if (entry === null) throw new Problem('not-found');
  await addVisitors(db, log, entry);
  const [row] = await describeAll(db, { shown: [entry], log, names: await readDoorNames(db) });
  if (row === undefined) throw new Error('one check was described and no row came');
  return row;
}

async function readFamilyLog(db: Reader, id: Id): Promise<DoorLog> {
  const family = await findFamily(db, id);
  const log = createDoorLog();
  if (family.some(({ row }) => row.id === id && row.rootId === null))
    log.add(family.map(({ fact }) => fact));
  return log;
}

async function addVisitors(db: Reader, log: DoorLog, { versions }: DoorEntry): Promise<void> {
  for (const { check } of versions)
    if (check.subject.kind === 'visitor') {
      const family = await findFamily(db, check.subject.visitorId);
      log.add(family.map(({ fact }) => fact));
    }
}

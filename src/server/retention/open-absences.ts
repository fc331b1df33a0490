import { foldAbsences } from '../../domain/absence-log.ts';
import type { FactType } from '../../domain/fact.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { Reader } from '../database/tables.ts';
import { readFamilies } from '../rounds/read-facts.ts';

/** An absence through illness with its steps: kept or erased as one. */
export interface AbsenceFamily {
  isOpen: boolean;
  /** When the last step was told, or else the absence. */
  lastAt: Instant;
}

const ABSENCE_TYPES: ReadonlySet<string> = new Set<FactType>(['absence', 'absence-follow-up']);

export const isOfAbsence = (type: string): boolean => ABSENCE_TYPES.has(type);

/** By the id of the absence; without those that were taken back. */
export async function readAbsenceFamilies(
  db: Reader,
  rootIds: readonly Id[],
): Promise<ReadonlyMap<Id, AbsenceFamily>> {
  const entries = foldAbsences(await readFamilies(db, rootIds));
  return new Map(
    entries.map(({ id, at, followUps, isOpen }) => [
      id,
      { isOpen, lastAt: followUps.at(-1)?.at ?? at },
    ]),
  );
}

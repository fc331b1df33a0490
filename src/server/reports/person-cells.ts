import type { CsvCell } from '../../domain/export-text.ts';
import { maskName, maskNumber } from '../../domain/mask.ts';
import type { AbsenceRow } from '../../protocol/office-absence.ts';

/** Name, number, building, room and class, as every table of people begins. */
export const personCells = (person: AbsenceRow['person'], isMasked: boolean): CsvCell[] => [
  isMasked ? maskName(person.name) : person.name,
  isMasked ? maskNumber(person.number) : person.number,
  person.buildingName,
  person.room,
  person.className,
];

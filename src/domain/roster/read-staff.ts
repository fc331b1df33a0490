import { BuildingIndex } from './building-name.ts';
import { findHeader } from './header.ts';
import { rosterHeader } from './header-names.ts';
import type { FileCode } from './roster-code.ts';
import type { ListedBuilding, Notice } from './roster-reading.ts';
import type { Sheet } from './sheet.ts';
import { findStaffRepeats, unitOf } from './staff-repeats.ts';
import type { StaffReading, StaffRejection, StaffRow, StaffWarning } from './staff-reading.ts';
import { readStaffRow, staffHeader } from './staff-row.ts';
import { readTable } from './table.ts';

/** Students by unit, keyed as a roster's `counts.byUnit`. */
export type StudentsByUnit = Readonly<Record<string, number>>;

type Found = Pick<StaffReading, 'rows' | 'rejected' | 'warnings' | 'notices'> & {
  mergedCount: number;
};

/** Whether the file is a list of unit keepers, not a roster. */
export function isStaffFile(sheets: readonly Sheet[]): boolean {
  const visible = sheets.filter((sheet) => sheet.isVisible);
  return (
    !visible.some((sheet) => findHeader(sheet, rosterHeader)) &&
    visible.some((sheet) => findHeader(sheet, staffHeader))
  );
}

/**
 * Reads who keeps which unit. With the students of a roster, they are counted as covered and compared with
 * the numbers that the file states; without, those numbers are added up.
 */
export function readStaff(
  sheets: readonly Sheet[],
  buildings: readonly ListedBuilding[],
  students?: StudentsByUnit,
): StaffReading {
  const index = new BuildingIndex(buildings);
  const notices: Notice[] = [];
  const rejected: StaffRejection[] = [];
  const warnings: StaffWarning[] = [];
  const candidates: StaffRow[] = [];
  let headerCount = 0;
  for (const sheet of sheets) {
    const header = sheet.isVisible ? findHeader(sheet, staffHeader) : undefined;
    if (!header) {
      const code = sheet.isVisible ? 'SHEET_NO_HEADER' : 'SHEET_HIDDEN';
      if (sheet.name !== '') notices.push({ code, sheet: sheet.name });
      continue;
    }
    headerCount += 1;
    for (const row of readTable(sheet, header, 'phone').rows) {
      const place = sheets.length > 1 ? { row: row.row, sheet: sheet.name } : { row: row.row };
      const reading = readStaffRow(row, { buildings: index, sheetName: sheet.name });
      if ('rejection' in reading) rejected.push({ ...place, ...reading.rejection });
      else {
        candidates.push({ ...place, ...reading.fields });
        warnings.push(...reading.warnings.map((warning) => ({ ...place, ...warning })));
      }
    }
  }
  if (headerCount === 0) return refusedStaff('NO_HEADER', notices);
  if (candidates.length + rejected.length === 0) return refusedStaff('NO_DATA_ROWS', notices);
  const repeats = findStaffRepeats(candidates);
  const refused = new Set(repeats.rejected.map((row) => `${row.row} ${row.sheet ?? ''}`));
  const kept = warnings.filter((row) => !refused.has(`${row.row} ${row.sheet ?? ''}`));
  const found = {
    rows: repeats.imported.sort((a, b) => a.row - b.row),
    rejected: [...rejected, ...repeats.rejected].sort((a, b) => a.row - b.row),
    warnings: [...kept, ...repeats.warnings, ...countDifferences(repeats.imported, students)],
    notices,
    mergedCount: repeats.mergedCount,
  };
  return { outcome: 'imported', ...withCounts(found, students) };
}

function refusedStaff(code: FileCode, notices: Notice[]): StaffReading {
  const nothing = { rows: [], rejected: [], warnings: [], notices, mergedCount: 0 };
  return { outcome: 'rejected', error: { code }, ...withCounts(nothing, undefined) };
}

function countDifferences(
  rows: readonly StaffRow[],
  students: StudentsByUnit | undefined,
): StaffWarning[] {
  if (!students) return [];
  return rows.flatMap((row): StaffWarning[] => {
    const rosterCount = students[unitOf(row)] ?? 0;
    const { studentCount } = row;
    if (studentCount === null || studentCount === rosterCount) return [];
    const place = row.sheet === undefined ? { row: row.row } : { row: row.row, sheet: row.sheet };
    const details = { field: 'studentCount', value: studentCount, rosterCount } as const;
    return [{ ...place, code: 'STUDENT_COUNT_DIFFERS', ...details }];
  });
}

/** A unit with two keepers is covered once. */
function withCounts(found: Found, students: StudentsByUnit | undefined) {
  const { mergedCount, ...lists } = found;
  const rowByUnit = new Map(lists.rows.map((row) => [unitOf(row), row]));
  let studentsCovered = 0;
  for (const [unit, row] of rowByUnit) {
    studentsCovered += students ? (students[unit] ?? 0) : (row.studentCount ?? 0);
  }
  const counts = {
    dataRows: lists.rows.length + mergedCount + lists.rejected.length,
    imported: lists.rows.length,
    merged: mergedCount,
    rejected: lists.rejected.length,
    warnings: lists.warnings.length,
    staff: new Set(lists.rows.map((row) => row.phone)).size,
    units: rowByUnit.size,
    studentsCovered,
  };
  return { ...lists, counts };
}

import { compareForm } from './compare-form.ts';
import type { Rejection, Warning } from './roster-reading.ts';
import { rosterFields, type RosterRow, type RowPlace } from './roster-row.ts';

export interface RepeatsReading {
  /** The first row of each student. */
  imported: RosterRow[];
  /** Rows that were merged into an earlier one. */
  merged: RosterRow[];
  rejected: Rejection[];
  warnings: Warning[];
}

/** One number with different rows is refused as a whole: which row is right, only a person can say. */
export function findRepeats(rows: readonly RosterRow[]): RepeatsReading {
  const reading: RepeatsReading = {
    imported: [],
    merged: [],
    rejected: [],
    warnings: [],
  };
  for (const sameNumber of groupBy(rows, (row) => row.studentNo)) {
    const [first, ...later] = sameNumber;
    if (!first) continue;
    const differs = rosterFields.filter((field) =>
      later.some((row) => row[field] !== first[field]),
    );
    if (differs.length > 0) {
      reading.rejected.push(
        ...sameNumber.map((row): Rejection => ({
          ...placeOf(row),
          code: 'STUDENT_NO_CONFLICT',
          field: 'studentNo',
          value: row.studentNo,
          ...othersOf(row, sameNumber),
          differs,
        })),
      );
      continue;
    }
    reading.imported.push(first);
    for (const row of later) {
      reading.merged.push(row);
      reading.warnings.push({
        ...placeOf(row),
        code: 'DUPLICATE_IDENTICAL',
        field: 'studentNo',
        value: row.studentNo,
        firstRow: first.row,
        ...(first.sheet === undefined ? {} : { firstSheet: first.sheet }),
      });
    }
  }
  reading.warnings.push(...sharedBeds(reading.imported), ...sharedPassports(reading.imported));
  return reading;
}

function sharedBeds(rows: readonly RosterRow[]): Warning[] {
  const shared = groupBy(rows, bedOf).filter((group) => group.length > 1);
  return shared.flatMap((group) =>
    group.map((row): Warning => {
      const bed = bedOf(row) ?? '';
      return { ...placeOf(row), code: 'BED_SHARED', field: 'bed', ...othersOf(row, group), bed };
    }),
  );
}

function sharedPassports(rows: readonly RosterRow[]): Warning[] {
  const shared = groupBy(rows, passportOf).filter((group) => group.length > 1);
  return shared.flatMap((group) =>
    group.map((row): Warning => ({
      ...placeOf(row),
      code: 'PASSPORT_SHARED',
      field: 'passportNo',
      ...othersOf(row, group),
      value: row.passportNo,
    })),
  );
}

function bedOf(row: RosterRow): string | null {
  const { building, unit, room, bed } = row;
  if (building === null || room === null || bed === null) return null;
  return [building, unit ?? '-', room, bed].join('/');
}

/** Words such as 无 in the passport column are shared by many and say nothing. */
function passportOf(row: RosterRow): string | null {
  const passportNo = compareForm(row.passportNo ?? '');
  return /\d/.test(passportNo) ? passportNo : null;
}

function othersOf(
  row: RosterRow,
  group: readonly RosterRow[],
): { otherRows: number[]; others?: RowPlace[] } {
  const others = group.filter((other) => other !== row).map(placeOf);
  const otherRows = others.map((other) => other.row);
  return row.sheet === undefined ? { otherRows } : { otherRows, others };
}

function placeOf({ row, sheet }: RowPlace): RowPlace {
  return sheet === undefined ? { row } : { row, sheet };
}

/** In the order of first appearance; rows without a key belong to no group. */
function groupBy(
  rows: readonly RosterRow[],
  keyOf: (row: RosterRow) => string | null,
): RosterRow[][] {
  const groupByKey = new Map<string, RosterRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groupByKey.get(key);
    if (group) group.push(row);
    else groupByKey.set(key, [row]);
  }
  return [...groupByKey.values()];
}

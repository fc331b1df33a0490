import type { StaffRejection, StaffRow, StaffWarning } from './staff-reading.ts';

export interface StaffRepeats {
  imported: StaffRow[];
  mergedCount: number;
  rejected: StaffRejection[];
  warnings: StaffWarning[];
}

/** One phone number is one person with one or more units; with two names it is a question for a person. */
export function findStaffRepeats(rows: readonly StaffRow[]): StaffRepeats {
  const found: StaffRepeats = { imported: [], mergedCount: 0, rejected: [], warnings: [] };
  const rowsByPhone = new Map<string, StaffRow[]>();
  for (const row of rows) {
    const samePhone = rowsByPhone.get(row.phone);
    if (samePhone) samePhone.push(row);
    else rowsByPhone.set(row.phone, [row]);
  }
  for (const samePhone of rowsByPhone.values()) {
    if (new Set(samePhone.map((row) => row.name)).size > 1) {
      found.rejected.push(...samePhone.map((row) => conflict(row, samePhone)));
    } else {
      mergeSameUnits(samePhone, found);
    }
  }
  return found;
}

function conflict(row: StaffRow, samePhone: readonly StaffRow[]): StaffRejection {
  const otherRows = samePhone.filter((other) => other !== row).map((other) => other.row);
  return { ...placeOf(row), code: 'PHONE_CONFLICT', field: 'phone', value: row.phone, otherRows };
}

function mergeSameUnits(samePhone: readonly StaffRow[], found: StaffRepeats): void {
  const firstByUnit = new Map<string, StaffRow>();
  for (const row of samePhone) {
    const first = firstByUnit.get(unitOf(row));
    if (first) {
      found.mergedCount += 1;
      found.warnings.push({
        ...placeOf(row),
        code: 'DUPLICATE_IDENTICAL',
        field: 'phone',
        value: row.phone,
        firstRow: first.row,
      });
    } else {
      firstByUnit.set(unitOf(row), row);
      found.imported.push(row);
    }
  }
}

/** `building/unit`, with `-` for a building without units: also the key of a roster's `counts.byUnit`. */
export function unitOf({ building, unit }: { building: string; unit: string | null }): string {
  return `${building}/${unit ?? '-'}`;
}

function placeOf({ row, sheet }: StaffRow) {
  return sheet === undefined ? { row } : { row, sheet };
}

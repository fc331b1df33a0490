import type { Rejection, RosterCounts, SkippedRow, SkipKind, Warning } from './roster-reading.ts';
import type { RosterRow } from './roster-row.ts';

export interface CountedRows {
  rows: readonly RosterRow[];
  mergedCount: number;
  rejected: readonly Rejection[];
  warnings: readonly Warning[];
  skipped: readonly SkippedRow[];
  statedTotal: number | null;
}

const noBuilding = '(无)';
const empty = '(空)';

/** How many rows came in as what; `(无)` = no building, `-` = a building without units, `(空)` = empty. */
export function countRows(counted: CountedRows): RosterCounts {
  const { rows, mergedCount, rejected, warnings, statedTotal } = counted;
  const dataRows = rows.length + mergedCount + rejected.length;
  const skippedOf = (kind: SkipKind) => counted.skipped.filter((row) => row.kind === kind).length;
  return {
    dataRows,
    students: rows.length,
    imported: rows.length,
    merged: mergedCount,
    rejected: rejected.length,
    warnings: warnings.length,
    blankRows: skippedOf('blank'),
    summaryRows: skippedOf('summary'),
    noteRows: skippedOf('note'),
    ...(statedTotal === null ? {} : { statedTotal, statedTotalMatches: statedTotal === dataRows }),
    rejectedByCode: countBy(rejected, (row) => row.code),
    warningsByCode: countBy(warnings, (row) => row.code),
    byCampus: countBy(rows, (row) =>
      row.building === null ? noBuilding : (row.campus ?? noBuilding),
    ),
    byBuilding: countBy(rows, (row) => row.building ?? noBuilding),
    byUnit: countBy(rows, (row) =>
      row.building === null ? noBuilding : `${row.building}/${row.unit ?? '-'}`,
    ),
    byWhereabouts: countBy(rows, (row) => row.whereabouts ?? empty),
    byCategory: countBy(rows, (row) => row.category ?? empty),
    byGender: countBy(rows, (row) => row.gender ?? empty),
    byNationality: countBy(rows, (row) => row.nationality ?? empty),
  };
}

/** Keys in code-unit order, so that equal rows give equal text. */
export function countBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Record<string, number> {
  const countByKey = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    countByKey.set(key, (countByKey.get(key) ?? 0) + 1);
  }
  return Object.fromEntries([...countByKey].sort(([a], [b]) => (a < b ? -1 : 1)));
}

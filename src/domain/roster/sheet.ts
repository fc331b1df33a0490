/**
 * What a spreadsheet holds before any roster rule is applied: cells as the file stores them.
 * Empty cells are absent. Columns and rows are numbered from 1, as a spreadsheet program shows them.
 */
export type Cell =
  | { kind: 'text'; text: string }
  /** `isDate`: the number format shows a date, so the number is a serial of the sheet's date system. */
  | { kind: 'number'; value: number; isDate: boolean }
  /** A date stored as ISO 8601 text. */
  | { kind: 'date'; iso: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'error'; text: string }
  | { kind: 'formula-without-value' };

export interface SheetRow {
  row: number;
  cells: ReadonlyMap<number, Cell>;
}

export interface MergedRange {
  firstRow: number;
  firstColumn: number;
  lastRow: number;
  lastColumn: number;
}

export type DateSystem = 1900 | 1904;

export interface Sheet {
  name: string;
  isVisible: boolean;
  /** Ascending by row; rows without cells may be absent. */
  rows: readonly SheetRow[];
  merges: readonly MergedRange[];
  dateSystem: DateSystem;
}

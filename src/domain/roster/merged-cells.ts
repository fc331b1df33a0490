import type { Cell, MergedRange, Sheet, SheetRow } from './sheet.ts';

/** Passes the values of merged cells down, inside the merged range only. Rows are asked for in order. */
export class MergedCells {
  readonly #rangesByFirstRow = new Map<number, MergedRange[]>();
  readonly #openByColumn = new Map<number, { cell: Cell; lastRow: number }>();

  constructor(sheet: Sheet) {
    for (const range of sheet.merges) {
      if (range.lastRow === range.firstRow) continue;
      const sameRow = this.#rangesByFirstRow.get(range.firstRow);
      if (sameRow) sameRow.push(range);
      else this.#rangesByFirstRow.set(range.firstRow, [range]);
    }
  }

  /** What this row's cells get from above, by column. */
  passTo({ row, cells }: SheetRow): ReadonlyMap<number, Cell> {
    const passed = new Map<number, Cell>();
    for (const [column, { cell, lastRow }] of this.#openByColumn) {
      if (row > lastRow) this.#openByColumn.delete(column);
      else passed.set(column, cell);
    }
    for (const { firstColumn, lastRow } of this.#rangesByFirstRow.get(row) ?? []) {
      const cell = cells.get(firstColumn);
      if (cell && !this.#openByColumn.has(firstColumn)) {
        this.#openByColumn.set(firstColumn, { cell, lastRow });
      }
    }
    return passed;
  }
}

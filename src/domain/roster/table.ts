import { compareForm } from './compare-form.ts';
import type { Header } from './header.ts';
import { MergedCells } from './merged-cells.ts';
import type { SkipKind } from './roster-reading.ts';
import type { Cell, Sheet } from './sheet.ts';
import { cellText } from './text.ts';

/** A row below the header that describes somebody. */
export interface TableRow<Field> {
  row: number;
  /** The row's own value, or that of a merged cell which covers it. */
  cell: (field: Field) => Cell | undefined;
  /** Only the row's own value. */
  ownCell: (field: Field) => Cell | undefined;
}

export interface Table<Field> {
  rows: TableRow<Field>[];
  skipped: { row: number; kind: SkipKind }[];
  /** The number in the last summary row; `null` = there is none. */
  statedTotal: number | null;
}

type Cells = ReadonlyMap<number, Cell>;

const summaryWords = /^(?:合计|总计|小计|共计|总人数|(?:sub)?total(?![a-z]))/;
const noteWords = /^(?:注|备注|说明|填表|制表|note)/;
const statedNumber = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?(?:人|名|条|行)?$/;

/** Tells people from blank, summary and note rows. Gaps between used rows are blank rows. */
export function readTable<Field extends string>(
  sheet: Sheet,
  header: Header<Field>,
  keyField: Field,
): Table<Field> {
  const table: Table<Field> = { rows: [], skipped: [], statedTotal: null };
  const merged = new MergedCells(sheet);
  let lastUsedRow = header.lastRow;
  for (const sheetRow of sheet.rows) {
    const passed = merged.passTo(sheetRow);
    const own = ownCells(sheetRow.cells, passed);
    if (sheetRow.row <= header.lastRow || isBlank(own, header.counterColumns)) continue;
    for (let row = lastUsedRow + 1; row < sheetRow.row; row += 1) {
      table.skipped.push({ row, kind: 'blank' });
    }
    lastUsedRow = sheetRow.row;
    const kind = skipKind(own, header.columnByField.get(keyField));
    if (kind === 'summary') table.statedTotal = numberStated(own);
    if (kind) table.skipped.push({ row: sheetRow.row, kind });
    else table.rows.push(tableRow(sheetRow.row, { own, passed }, header.columnByField));
  }
  return table;
}

function tableRow<Field>(
  row: number,
  { own, passed }: { own: Cells; passed: Cells },
  columnByField: ReadonlyMap<Field, number>,
): TableRow<Field> {
  const at = (cells: Cells, field: Field) => {
    const column = columnByField.get(field);
    return column === undefined ? undefined : cells.get(column);
  };
  return {
    row,
    cell: (field) => at(passed, field) ?? at(own, field),
    ownCell: (field) => at(own, field),
  };
}

/** What a merged cell covers is not the row's own. */
function ownCells(cells: Cells, passed: Cells): Cells {
  if (passed.size === 0) return cells;
  return new Map([...cells].filter(([column]) => !passed.has(column)));
}

function isBlank(own: Cells, counterColumns: ReadonlySet<number>): boolean {
  for (const [column, cell] of own) {
    if (!counterColumns.has(column) && cellText(cell).trim() !== '') return false;
    if (counterColumns.has(column) && skipKindOfText(cellText(cell))) return false;
  }
  return true;
}

function skipKind(own: Cells, keyColumn: number | undefined): SkipKind | undefined {
  const first = firstWritten(own);
  if (!first) return undefined;
  const kind = skipKindOfText(first.text);
  const key = keyColumn === undefined ? undefined : own.get(keyColumn);
  const hasKey = first.column !== keyColumn && cellText(key).trim() !== '';
  return kind === 'note' && hasKey ? undefined : kind;
}

function skipKindOfText(text: string): SkipKind | undefined {
  const word = compareForm(text);
  if (summaryWords.test(word)) return 'summary';
  return noteWords.test(word) ? 'note' : undefined;
}

function numberStated(own: Cells): number | null {
  const first = firstWritten(own);
  const others = [...own].filter(([column]) => column !== first?.column).sort(([a], [b]) => a - b);
  const beside = compareForm(first?.text ?? '')
    .replace(summaryWords, '')
    .replace(/^[:为共]+/, '');
  for (const text of [beside, ...others.map(([, cell]) => compareForm(cellText(cell)))]) {
    const match = statedNumber.exec(text);
    if (match?.[1]) return Number(match[1].replaceAll(',', ''));
  }
  return null;
}

function firstWritten(own: Cells): { column: number; text: string } | undefined {
  let first: { column: number; text: string } | undefined;
  for (const [column, cell] of own) {
    if (first && first.column < column) continue;
    const text = cellText(cell);
    if (text.trim() !== '') first = { column, text };
  }
  return first;
}

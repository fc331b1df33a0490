import { BuildingIndex } from './building-name.ts';
import { countRows } from './counts.ts';
import { findHeader, type Header } from './header.ts';
import { rosterHeader, type ColumnField } from './header-names.ts';
import type { UnlistedPlace } from './place.ts';
import { readRow } from './read-row.ts';
import { findRepeats } from './repeats.ts';
import type { FileCode } from './roster-code.ts';
import type {
  ListedBuilding,
  Notice,
  Rejection,
  RosterReading,
  SkippedRow,
  Warning,
} from './roster-reading.ts';
import type { RosterRow, RowPlace } from './roster-row.ts';
import type { Sheet } from './sheet.ts';
import { readTable } from './table.ts';
import { listUnknownBuildings, listUnknownUnits } from './unknown-places.ts';

/** Everything read from the sheets, before repeats are looked for across all of them. */
interface ReadRows {
  candidates: RosterRow[];
  /** Of rows that may still be refused as repeats. */
  warnings: Warning[];
  rejected: Rejection[];
  skipped: SkippedRow[];
  statedTotal: number | null;
  unlisted: UnlistedPlace[];
}

/** Reads a dormitory roster. Every data row is imported, merged or rejected; a file without rows is refused. */
export function readRoster(
  sheets: readonly Sheet[],
  buildings: readonly ListedBuilding[],
): RosterReading {
  const notices: Notice[] = [];
  const tables: { sheet: Sheet; header: Header<ColumnField> }[] = [];
  for (const sheet of sheets) {
    const header = sheet.isVisible ? findHeader(sheet, rosterHeader) : undefined;
    if (header) tables.push({ sheet, header });
    else {
      const code = sheet.isVisible ? 'SHEET_NO_HEADER' : 'SHEET_HIDDEN';
      if (sheet.name !== '') notices.push({ code, sheet: sheet.name });
    }
  }
  if (tables.length === 0) return refusedRoster('NO_HEADER', notices);

  const index = new BuildingIndex(buildings);
  const read: ReadRows = {
    candidates: [],
    warnings: [],
    rejected: [],
    skipped: [],
    statedTotal: null,
    unlisted: [],
  };
  for (const table of tables) readSheet({ ...table, index, hasSeveral: sheets.length > 1 }, read);
  if (read.candidates.length + read.rejected.length === 0) {
    return refusedRoster('NO_DATA_ROWS', notices);
  }
  return finish(read, { notices, buildings, sheetNames: sheets.map((sheet) => sheet.name) });
}

/** A file that is not read at all stores nothing. */
export function refusedRoster(code: FileCode, notices: Notice[] = []): RosterReading {
  const rows = { rows: [], rejected: [], warnings: [], skipped: [] };
  const counts = countRows({ ...rows, mergedCount: 0, statedTotal: null });
  const unknown = { unknownBuildings: [], unknownUnits: [] };
  return { outcome: 'rejected', error: { code }, counts, notices, ...rows, ...unknown };
}

interface SheetToRead {
  sheet: Sheet;
  header: Header<ColumnField>;
  index: BuildingIndex;
  hasSeveral: boolean;
}

function readSheet({ sheet, header, index, hasSeveral }: SheetToRead, read: ReadRows): void {
  const context = {
    buildings: index,
    columns: new Set(header.columnByField.keys()),
    sheetName: sheet.name,
    dateSystem: sheet.dateSystem,
  };
  const table = readTable(sheet, header, 'studentNo');
  const placeOf = (row: number): RowPlace => (hasSeveral ? { row, sheet: sheet.name } : { row });
  read.skipped.push(...table.skipped.map(({ row, kind }) => ({ ...placeOf(row), kind })));
  read.statedTotal = table.statedTotal ?? read.statedTotal;
  for (const row of table.rows) {
    const place = placeOf(row.row);
    const reading = readRow(row, context);
    if ('rejection' in reading) {
      read.rejected.push({ ...place, ...reading.rejection });
      if (reading.unlisted) read.unlisted.push(reading.unlisted);
      continue;
    }
    if (place.sheet !== undefined) reading.fields.sheet = place.sheet;
    read.candidates.push(reading.fields);
    for (const warning of reading.warnings) read.warnings.push({ ...place, ...warning });
  }
}

interface Surroundings {
  notices: Notice[];
  buildings: readonly ListedBuilding[];
  sheetNames: readonly string[];
}

function finish(read: ReadRows, { notices, buildings, sheetNames }: Surroundings): RosterReading {
  const repeats = findRepeats(read.candidates);
  const order = new Map(sheetNames.map((name, at) => [name, at]));
  const sheetOrder = ({ sheet }: RowPlace) => (sheet === undefined ? 0 : (order.get(sheet) ?? 0));
  const byPlace = (a: RowPlace, b: RowPlace) => sheetOrder(a) - sheetOrder(b) || a.row - b.row;

  const refused = new Set(repeats.rejected.map(placeKey));
  const kept = read.warnings.filter((warning) => !refused.has(placeKey(warning)));
  const rows = [...repeats.imported].sort(byPlace);
  const rejected = [...read.rejected, ...repeats.rejected].sort(byPlace);
  const warnings = [...kept, ...repeats.warnings].sort(byPlace);
  const { skipped, statedTotal } = read;
  const mergedCount = repeats.merged.length;
  const counts = countRows({ rows, mergedCount, rejected, warnings, skipped, statedTotal });
  if (counts.statedTotalMatches === false) notices.push({ code: 'STATED_TOTAL_DIFFERS' });
  return {
    outcome: 'imported',
    counts,
    rejected,
    warnings,
    notices,
    skipped,
    rows,
    unknownBuildings: listUnknownBuildings(read.unlisted),
    unknownUnits: listUnknownUnits(rows, buildings),
  };
}

function placeKey({ row, sheet }: RowPlace): string {
  return `${row} ${sheet ?? ''}`;
}

import { fieldOfHeader, namesOtherPeople } from './header-names.ts';
import type { DateSystem, MergedRange, Sheet, SheetRow } from './sheet.ts';
import { cellText, cleanText } from './text.ts';

export interface Header<Field> {
  /** The lower row, where there are two. */
  lastRow: number;
  columnByField: ReadonlyMap<Field, number>;
  /** Row counters: they do not make a row non-blank. */
  counterColumns: ReadonlySet<number>;
}

/** What makes a row the header of a file kind. */
export interface HeaderKind<Field extends string> {
  words: ReadonlyMap<string, Field | 'ignored'>;
  /** One of them must be among the columns. */
  required: readonly Field[];
}

type Labels = ReadonlyMap<number, string>;

const searchedRowCount = 20;
const fewestKnownNames = 3;

/** The first of the first 20 rows that names at least three known columns, the required ones among them. */
export function findHeader<Field extends string>(
  sheet: Sheet,
  kind: HeaderKind<Field>,
): Header<Field> | undefined {
  const labels = new Map<number, Labels>();
  for (const row of sheet.rows) {
    if (row.row > searchedRowCount + 1) break;
    labels.set(row.row, labelsOf(row, sheet.dateSystem));
  }
  const rowNumbers = [...labels.keys()].filter((row) => row <= searchedRowCount);
  const search = { sheet, labels, kind };
  const single = rowNumbers.find((row) => isHeader(withMergedAbove(sheet, labels, row), kind));
  if (single !== undefined) {
    return readHeader(search, continuesBelow(search, single) ? single : single - 1);
  }
  const lower = rowNumbers.find((row) => isHeader(joinRows(labels, row - 1, row), kind));
  return lower === undefined ? undefined : readHeader(search, lower - 1);
}

interface Search<Field extends string> {
  sheet: Sheet;
  labels: ReadonlyMap<number, Labels>;
  kind: HeaderKind<Field>;
}

function readHeader<Field extends string>(search: Search<Field>, upper: number): Header<Field> {
  const lower = search.labels.get(upper + 1) ?? new Map<number, string>();
  const all = [...groupsAt(search, upper), ...lower];
  const own = all.filter(
    ([column]) => !lower.has(column) || !isUnderOtherPeople(search, { upper, column }),
  );
  const header = buildHeader(upper + 1, new Map(own), search.kind);
  const isWhole = search.kind.required.every((field) => header.columnByField.has(field));
  // Where the student's own number would be somebody else's, the row above is a line of text, not of groups.
  return isWhole ? header : buildHeader(upper + 1, new Map(all), search.kind);
}

/** A row with one text is a title, unless that text is merged over both header rows. */
function groupsAt<Field extends string>({ sheet, labels }: Search<Field>, upper: number): Labels {
  const groups = labels.get(upper) ?? new Map<number, string>();
  if (groups.size > 1) return groups;
  const reachesDown = (column: number) =>
    sheet.merges.some((range) => covers(range, upper, column) && range.lastRow > upper);
  return new Map([...groups].filter(([column]) => reachesDown(column)));
}

/**
 * The header found is the upper row: the row below has names, and nothing under the columns that every
 * person has. A group may itself be called like a column (联系方式).
 */
function continuesBelow<Field extends string>(search: Search<Field>, row: number): boolean {
  const { words, required } = search.kind;
  const upper = search.labels.get(row) ?? new Map<number, string>();
  const lower = search.labels.get(row + 1) ?? new Map<number, string>();
  const isUnderRequired = [...upper].some(([column, text]) => {
    const field = fieldOfHeader(text, words);
    return lower.has(column) && required.some((name) => name === field);
  });
  const known = [...lower.values()].filter((text) => fieldOfHeader(text, words) !== undefined);
  return !isUnderRequired && known.length > 0 && known.length * 2 >= lower.size;
}

/** The lower name of each column, or the upper one where the lower cell is empty. */
function joinRows(labels: ReadonlyMap<number, Labels>, upper: number, lower: number): Labels {
  return new Map([...(labels.get(upper) ?? []), ...(labels.get(lower) ?? [])]);
}

function isUnderOtherPeople<Field extends string>(
  search: Search<Field>,
  { upper, column }: { upper: number; column: number },
): boolean {
  const groups = groupsAt(search, upper);
  for (let at = column; at > 0; at -= 1) {
    const group = groups.get(at);
    if (group === undefined) continue;
    const merge = search.sheet.merges.find((range) => covers(range, upper, at));
    return namesOtherPeople(group) && (merge === undefined || column <= merge.lastColumn);
  }
  return false;
}

function buildHeader<Field extends string>(
  lastRow: number,
  labels: Labels,
  kind: HeaderKind<Field>,
): Header<Field> {
  const columnByField = new Map<Field, number>();
  const counterColumns = new Set<number>();
  for (const [column, text] of [...labels].sort(([a], [b]) => a - b)) {
    const field = fieldOfHeader(text, kind.words);
    if (field === 'ignored') counterColumns.add(column);
    else if (field !== undefined && !columnByField.has(field)) columnByField.set(field, column);
  }
  return { lastRow, columnByField, counterColumns };
}

function isHeader<Field extends string>(labels: Labels, kind: HeaderKind<Field>): boolean {
  const fields = [...labels.values()].map((text) => fieldOfHeader(text, kind.words));
  const known = fields.filter((field) => field !== undefined);
  return known.length >= fewestKnownNames && kind.required.every((field) => known.includes(field));
}

function withMergedAbove(sheet: Sheet, labels: ReadonlyMap<number, Labels>, row: number): Labels {
  const merged = sheet.merges
    .filter((range) => range.firstRow < row && range.lastRow >= row)
    .flatMap((range): [number, string][] => {
      const text = labels.get(range.firstRow)?.get(range.firstColumn);
      return text === undefined ? [] : [[range.firstColumn, text]];
    });
  return new Map([...merged, ...(labels.get(row) ?? [])]);
}

function covers(range: MergedRange, row: number, column: number): boolean {
  return (
    range.firstRow <= row &&
    row <= range.lastRow &&
    range.firstColumn <= column &&
    column <= range.lastColumn
  );
}

function labelsOf(row: SheetRow, dateSystem: DateSystem): Labels {
  const labels = new Map<number, string>();
  for (const [column, cell] of row.cells) {
    const { text } = cleanText(cellText(cell, dateSystem));
    if (text !== '') labels.set(column, text);
  }
  return labels;
}

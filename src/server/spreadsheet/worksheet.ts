import type { Cell, MergedRange, SheetRow } from '../../domain/roster/sheet.ts';
import { corrupt } from './file-refusal.ts';
import { RichText, unescapeText } from './rich-text.ts';
import { readXml } from './xml.ts';

/** What cells point to. */
export interface CellSources {
  strings: readonly string[];
  isDateStyle: readonly boolean[];
}

interface OpenCell {
  column: number;
  type: string;
  style: number;
  hasFormula: boolean;
  /** `undefined` = no `<v>` at all. */
  value: string | undefined;
}

const maxRow = 1_048_576;
const maxColumn = 16_384;

/** The cells that hold something, and the merged ranges. Hidden rows and columns are read like any other. */
export async function readWorksheet(
  chunks: AsyncIterable<Uint8Array>,
  sources: CellSources,
): Promise<{ rows: SheetRow[]; merges: MergedRange[] }> {
  const reader = new WorksheetReader(sources);
  await readXml(chunks, reader);
  return reader.finish();
}

class WorksheetReader {
  readonly #sources: CellSources;
  readonly #cellsByRow = new Map<number, Map<number, Cell>>();
  readonly #merges: MergedRange[] = [];
  readonly #inline = new RichText();
  #isInData = false;
  #row = 0;
  #isRowNumbered = false;
  #column = 0;
  #cells = new Map<number, Cell>();
  #cell: OpenCell | undefined;
  #isInValue = false;

  constructor(sources: CellSources) {
    this.#sources = sources;
  }

  open = (name: string, attributes: Record<string, string>): void => {
    if (name === 'sheetData') this.#isInData = true;
    else if (name === 'mergeCell') this.#merges.push(readRange(attributes['ref'] ?? ''));
    else if (this.#cell) this.#openInCell(this.#cell, name);
    else if (this.#isInData && name === 'row') this.#openRow(attributes['r']);
    else if (this.#isInData && name === 'c') this.#openCell(attributes);
  };

  close = (name: string): void => {
    if (name === 'sheetData') this.#isInData = false;
    if (!this.#cell) return;
    if (name === 'v') this.#isInValue = false;
    else if (name === 'c') this.#closeCell(this.#cell);
    else this.#inline.close(name);
  };

  text = (text: string): void => {
    if (!this.#cell) return;
    if (this.#isInValue) this.#cell.value += text;
    else this.#inline.add(text);
  };

  finish(): { rows: SheetRow[]; merges: MergedRange[] } {
    const rows = [...this.#cellsByRow].map(([row, cells]) => ({ row, cells }));
    return { rows: rows.sort((a, b) => a.row - b.row), merges: this.#merges };
  }

  /** A row without a number is the next one, unless its cells say otherwise. */
  #openRow(reference: string | undefined): void {
    this.#isRowNumbered = reference !== undefined;
    this.#startRow(reference === undefined ? this.#row + 1 : Number(reference));
    this.#column = 0;
  }

  #startRow(row: number): void {
    if (!(Number.isInteger(row) && row >= 1 && row <= maxRow)) {
      throw corrupt('A row has no proper number.');
    }
    this.#row = row;
    this.#cells = this.#cellsByRow.get(row) ?? new Map<number, Cell>();
  }

  #openCell(attributes: Record<string, string>): void {
    const reference = attributes['r'];
    const place = reference === undefined ? undefined : readReference(reference);
    if (place && !this.#isRowNumbered && place.row !== this.#row) this.#startRow(place.row);
    this.#column = place?.column ?? this.#column + 1;
    this.#inline.start();
    this.#isInValue = false;
    this.#cell = {
      column: this.#column,
      type: attributes['t'] ?? 'n',
      style: Number(attributes['s'] ?? 0),
      hasFormula: false,
      value: undefined,
    };
  }

  #openInCell(cell: OpenCell, name: string): void {
    if (name === 'v') {
      this.#isInValue = true;
      cell.value = '';
    } else if (name === 'f') cell.hasFormula = true;
    else this.#inline.open(name);
  }

  #closeCell(open: OpenCell): void {
    this.#cell = undefined;
    const cell = this.#readCell(open);
    if (!cell) return;
    this.#cells.set(open.column, cell);
    this.#cellsByRow.set(this.#row, this.#cells);
  }

  #readCell({ type, style, hasFormula, value }: OpenCell): Cell | undefined {
    if (type === 'inlineStr') return textCell(this.#inline.finish());
    if (value === undefined || (value === '' && type !== 'str')) {
      return hasFormula ? { kind: 'formula-without-value' } : undefined;
    }
    if (type === 's') return textCell(this.#sharedString(value));
    if (type === 'n') {
      const isDate = this.#sources.isDateStyle[style] ?? false;
      return { kind: 'number', value: readNumber(value), isDate };
    }
    return readTyped(type, value);
  }

  #sharedString(index: string): string {
    const text = this.#sources.strings[Number(index)];
    if (text === undefined) throw corrupt('A cell points to a text that is missing.');
    return text;
  }
}

function readTyped(type: string, value: string): Cell | undefined {
  switch (type) {
    case 'str':
      return textCell(unescapeText(value));
    case 'b':
      return { kind: 'boolean', value: value.trim() === '1' || value.trim() === 'true' };
    case 'e':
      return { kind: 'error', text: value };
    case 'd':
      return { kind: 'date', iso: value };
    default:
      throw corrupt(`A cell is of the unknown type ${type}.`);
  }
}

function textCell(text: string): Cell | undefined {
  return text === '' ? undefined : { kind: 'text', text };
}

function readNumber(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw corrupt('A number cannot be read.');
  return value;
}

function readReference(reference: string): { column: number; row: number } {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference);
  const [, letters = '', digits = ''] = match ?? [];
  const column = [...letters.toUpperCase()].reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  );
  const row = Number(digits);
  if (column < 1 || column > maxColumn || row < 1 || row > maxRow) {
    throw corrupt(`${reference} is no cell.`);
  }
  return { column, row };
}

function readRange(reference: string): MergedRange {
  const [first = '', last = first] = reference.split(':');
  const from = readReference(first);
  const to = readReference(last);
  return { firstRow: from.row, firstColumn: from.column, lastRow: to.row, lastColumn: to.column };
}

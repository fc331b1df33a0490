import type { Cell, Sheet, SheetRow } from '../../domain/roster/sheet.ts';
import { corrupt } from './file-refusal.ts';

const separators = [',', ';', '\t'] as const;

/** `="00123"` is how a spreadsheet program is told to keep leading zeros. */
const keptAsText = /^="([^"]*)"$/;

/** One visible sheet without a name. Row numbers are record numbers: blank lines count. */
export function readCsv(text: string): Sheet {
  const rows: SheetRow[] = [];
  for (const [at, record] of splitRecords(text, separatorOf(text)).entries()) {
    const cells = new Map<number, Cell>();
    for (const [column, field] of record.entries()) {
      if (field !== '')
        cells.set(column + 1, { kind: 'text', text: field.replace(keptAsText, '$1') });
    }
    if (cells.size > 0) rows.push({ row: at + 1, cells });
  }
  return { name: '', isVisible: true, rows, merges: [], dateSystem: 1900 };
}

/** Whichever occurs most in the first line that has one of them, outside quotes; a comma if none does. */
function separatorOf(text: string): string {
  const counts = new Map<string, number>(separators.map((separator) => [separator, 0]));
  let isQuoted = false;
  for (const character of text) {
    const count = counts.get(character);
    if (character === '"') isQuoted = !isQuoted;
    else if (count !== undefined && !isQuoted) counts.set(character, count + 1);
    else if (character === '\n' && !isQuoted && [...counts.values()].some((found) => found > 0))
      break;
  }
  const [most] = [...separators].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return most ?? ',';
}

/** RFC 4180, with CRLF, LF or CR. Throws when a quote is never closed: the rest would be lost in one cell. */
function splitRecords(text: string, separator: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const field = readField(text, at, separator);
    record.push(field.text);
    at = field.end;
    if (text[at] === separator) {
      at += 1;
      if (at < text.length) continue;
      record.push('');
    }
    records.push(record);
    record = [];
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
  }
  return records;
}

function readField(text: string, start: number, separator: string): { text: string; end: number } {
  if (text[start] !== '"') {
    const end = endOfBareField(text, start, separator);
    return { text: text.slice(start, end), end };
  }
  let quoted = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) throw corrupt(`A quote opened at character ${start + 1} is never closed.`);
    quoted += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    quoted += '"';
    at += 1;
  }
  const end = endOfBareField(text, at, separator);
  return { text: quoted + text.slice(at, end), end };
}

function endOfBareField(text: string, start: number, separator: string): number {
  let at = start;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r')
    at += 1;
  return at;
}

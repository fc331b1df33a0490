/** Characters that nobody sees are passed over: some programs drop them, and then the formula is first. */
const formulaStart = /^[\s\p{C}]*[=+\-@＝＋－＠\t\r]/u;

/**
 * Text for a cell of an exported CSV or XLSX. A spreadsheet program would run what begins like a formula;
 * a leading apostrophe makes it text. Source: OWASP, CSV Injection.
 */
export function neutraliseFormula(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

export type CsvCell = string | number | null;

/** Rows as CSV that a spreadsheet program opens rightly: UTF-8 with BOM, CRLF, RFC 4180 quotes. */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = neutraliseFormula(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

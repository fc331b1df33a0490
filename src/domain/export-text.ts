/** Characters that nobody sees are passed over: some programs drop them, and then the formula is first. */
const formulaStart = /^[\s\p{C}]*[=+\-@＝＋－＠\t\r]/u;

/**
 * Text for a cell of an exported CSV or XLSX. A spreadsheet program would run what begins like a formula;
 * a leading apostrophe makes it text. Source: OWASP, CSV Injection.
 */
export function neutraliseFormula(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

const formulaStart = /^\s*[=+\-@＝＋－＠\t\r]/;

/**
 * Text for a cell of an exported CSV or XLSX. A spreadsheet program would run what begins like a formula;
 * a leading apostrophe makes it text. Source: OWASP, CSV Injection.
 */
export function neutraliseFormula(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

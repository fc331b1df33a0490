import { strToU8, zipSync } from 'fflate';

export interface SheetXml {
  name: string;
  state?: 'hidden' | 'veryHidden';
  /** The inside of `<sheetData>`, or rows of texts. */
  rows: string | string[][];
  /** What follows `<sheetData>`. */
  after?: string;
}

export interface WorkbookXml {
  sheets: SheetXml[];
  sharedStrings?: string;
  styles?: string;
  date1904?: boolean;
  /** Parts to add, to replace, or to leave out (`null`). */
  parts?: Record<string, string | null>;
}

export const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** An XLSX file as the parts say, without any library that would make them proper. */
export function buildXlsx(workbook: WorkbookXml): Uint8Array {
  const parts = Object.entries({ ...workbookParts(workbook), ...workbook.parts });
  const kept = parts.filter((part): part is [string, string] => part[1] !== null);
  return zipSync(Object.fromEntries(kept.map(([name, xml]) => [name, strToU8(xml)])));
}

/** One visible sheet whose rows are texts. */
export function buildTable(rows: string[][], after = ''): Uint8Array {
  return buildXlsx({ sheets: [{ name: 'Sheet1', rows, after }] });
}

export function workbookParts(workbook: WorkbookXml): Record<string, string> {
  const { sheets, sharedStrings, styles, date1904 } = workbook;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"/>`,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml':
      `<workbook xmlns="${mainNamespace}" xmlns:r="${relations}">` +
      `<workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
        .map(
          ({ name, state }, at) =>
            `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="s${at + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map((_, at): [string, string, string] => [
        `s${at + 1}`,
        'worksheet',
        `worksheets/sheet${at + 1}.xml`,
      ]),
      ...(sharedStrings === undefined ? [] : [relation('sharedStrings')]),
      ...(styles === undefined ? [] : [relation('styles')]),
    ]),
  };
  for (const [at, sheet] of sheets.entries()) {
    parts[`xl/worksheets/sheet${at + 1}.xml`] = worksheetXml(sheet);
  }
  if (sharedStrings !== undefined) {
    parts['xl/sharedStrings.xml'] = `<sst xmlns="${mainNamespace}">${sharedStrings}</sst>`;
  }
  if (styles !== undefined) {
    parts['xl/styles.xml'] = `<styleSheet xmlns="${mainNamespace}">${styles}</styleSheet>`;
  }
  return parts;
}

export function worksheetXml({ rows, after = '' }: SheetXml): string {
  const data = typeof rows === 'string' ? rows : rows.map(textRow).join('');
  return `<worksheet xmlns="${mainNamespace}"><sheetData>${data}</sheetData>${after}</worksheet>`;
}

/** Inline strings; an empty text is no cell. */
export function textRow(texts: readonly string[], at = 0): string {
  const cells = texts.map((text, column) => textCell(text, `${columnName(column + 1)}${at + 1}`));
  return `<row r="${at + 1}">${cells.join('')}</row>`;
}

export function merges(...ranges: string[]): string {
  return `<mergeCells>${ranges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`;
}

export function relationships(list: [id: string, type: string, target: string][]): string {
  const items = list.map(
    ([id, type, target]) =>
      `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packages}/relationships">${items.join('')}</Relationships>`;
}

function relation(name: string): [string, string, string] {
  return [name, name, `${name}.xml`];
}

function textCell(text: string, reference: string): string {
  if (text === '') return '';
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`;
}

function columnName(column: number): string {
  return String.fromCharCode(64 + column);
}

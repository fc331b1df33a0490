import type { Sheet } from '../../domain/roster/sheet.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readStyles } from './styles.ts';
import { readWorkbook } from './workbook.ts';
import { readWorksheet } from './worksheet.ts';
import { Zip } from './zip.ts';

/** The sheets in the order of their tabs. Throws a refusal when any part that is needed is damaged. */
export async function readXlsx(bytes: Uint8Array): Promise<Sheet[]> {
  const zip = await Zip.open(bytes);
  const workbook = await readWorkbook(zip);
  const { sharedStringsPart, stylesPart, dateSystem } = workbook;
  const strings = sharedStringsPart ? await readSharedStrings(zip.chunks(sharedStringsPart)) : [];
  const isDateStyle = stylesPart ? await readStyles(zip.chunks(stylesPart)) : [];
  const sheets: Sheet[] = [];
  for (const { name, isVisible, part } of workbook.sheets) {
    const { rows, merges } = await readWorksheet(zip.chunks(part), { strings, isDateStyle });
    sheets.push({ name, isVisible, rows: isVisible ? rows : [], merges, dateSystem });
  }
  return sheets;
}

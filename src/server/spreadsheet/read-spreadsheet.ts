import type { FileCode } from '../../domain/roster/roster-code.ts';
import type { Sheet } from '../../domain/roster/sheet.ts';
import { readCsv } from './csv.ts';
import { decodeText } from './decode-text.ts';
import { FileRefusal } from './file-refusal.ts';
import { readXlsx } from './xlsx.ts';

export type SpreadsheetReading =
  | { ok: true; format: 'xlsx' | 'csv'; sheets: Sheet[] }
  /** `why` is for the log of whoever looks into the file, not for the screen. */
  | { ok: false; code: FileCode; why: string };

const startByteCount = 8192;
const zipMagic = [0x50, 0x4b];
const oldOfficeMagic = [0xd0, 0xcf, 0x11, 0xe0];
const htmlStart =
  /^\s*(?:MIME-Version:|(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype|html|head|body|title|meta|link|style|script|table|thead|tbody|tr|div|span|form|center|font|p|h[1-6])\b)/i;
const xmlSpreadsheetStart = /^\s*<\?xml[\s\S]{0,2000}<(?:\w+:)?Workbook\b/;

/** Reads a spreadsheet by what it contains, whatever its name. Never throws for a bad file. */
export async function readSpreadsheet(bytes: Uint8Array): Promise<SpreadsheetReading> {
  try {
    return await readByContent(bytes);
  } catch (error) {
    if (error instanceof FileRefusal) return { ok: false, code: error.code, why: error.message };
    throw error;
  }
}

async function readByContent(bytes: Uint8Array): Promise<SpreadsheetReading> {
  if (bytes.length === 0) throw new FileRefusal('FILE_EMPTY', 'The file has no bytes.');
  if (startsWith(bytes, zipMagic))
    return { ok: true, format: 'xlsx', sheets: await readXlsx(bytes) };
  if (startsWith(bytes, oldOfficeMagic)) {
    throw new FileRefusal('FILE_XLS', 'The file is an old Office document.');
  }
  const start = plainStart(bytes);
  if (xmlSpreadsheetStart.test(start)) {
    throw new FileRefusal('FILE_XLS', 'The file is an Excel 2003 XML spreadsheet.');
  }
  if (htmlStart.test(start)) throw new FileRefusal('FILE_HTML', 'The file is a web page.');
  const text = decodeText(bytes);
  if (text === '') throw new FileRefusal('FILE_EMPTY', 'The file has no text.');
  return { ok: true, format: 'csv', sheets: [readCsv(text)] };
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

/** The first characters where only ASCII matters, in whatever encoding the file is. */
function plainStart(bytes: Uint8Array): string {
  const characters = Buffer.from(bytes.subarray(0, startByteCount)).toString('latin1');
  return characters.replace(/^(?:ï»¿|ÿþ|þÿ)/, '').replaceAll('\0', '');
}

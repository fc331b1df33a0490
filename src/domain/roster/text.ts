import { invisible } from './compare-form.ts';
import { isoDateOfSerial } from './date.ts';
import type { Cell, DateSystem } from './sheet.ts';

const otherSpaces = /[\u00A0\u3000]/g;
const middleDots = /(\p{Script=Han})\s*[•・‧．.·･]\s*(?=\p{Script=Han})/gu;
const apostrophes = /[’‘ʼ`]/g;

export interface CleanedText {
  text: string;
  hadControls: boolean;
}

/** The stored value of a cell as text; a date cell as `YYYY-MM-DD`; empty for errors and missing results. */
export function cellText(cell: Cell | undefined, dateSystem: DateSystem = 1900): string {
  if (cell === undefined) return '';
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'number':
      return (
        (cell.isDate ? isoDateOfSerial(cell.value, dateSystem) : null) ?? plainNumber(cell.value)
      );
    case 'date':
      return cell.iso;
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE';
    case 'error':
    case 'formula-without-value':
      return '';
  }
}

/** All 15 digits that a spreadsheet keeps, without the noise of binary fractions behind them. */
function plainNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
}

/** NBSP and ideographic space become spaces, controls go, ends are trimmed. */
export function cleanText(raw: string): CleanedText {
  const visible = raw.replace(invisible, '');
  return { text: plainSpaces(visible).trim(), hadControls: visible.length !== raw.length };
}

/** As `cleanText`, with single spaces, and one kind of middle dot between Chinese characters. */
export function cleanName(raw: string): CleanedText {
  const { text, hadControls } = cleanText(raw);
  return { text: text.replace(/\s+/gu, ' ').replace(middleDots, '$1·'), hadControls };
}

/** As `cleanName`, with one kind of apostrophe; case is kept. */
export function cleanPassportName(raw: string): CleanedText {
  const { text, hadControls } = cleanName(raw);
  return { text: text.replace(apostrophes, "'"), hadControls };
}

/** Everything inside is kept; line breaks become LF. */
export function cleanRemark(raw: string): string {
  return plainSpaces(raw).replace(/\r\n?/g, '\n').trim();
}

function plainSpaces(text: string): string {
  return text.replace(otherSpaces, ' ');
}

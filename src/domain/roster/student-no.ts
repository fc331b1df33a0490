import { cleanCode } from './compare-form.ts';
import type { Cell } from './sheet.ts';
import { cellText } from './text.ts';

export type StudentNoReading =
  | { studentNo: string }
  | { code: 'STUDENT_NO_MISSING' | 'STUDENT_NO_SCIENTIFIC' | 'STUDENT_NO_INVALID' };

/** A spreadsheet keeps 15 digits; of a longer number the rest is lost. */
const firstLossyNumber = 1e15;
const lostDigits = 1_000_000;
const scientific = /^[+-]?\d(?:[.,]\d*E[+-]?\d+|E[+-]\d+)$/;
const wellFormed = /^(?=.*\d)[A-Z0-9-]{5,20}$/;

/**
 * A number is read in full whatever its display format. Digits that were lost to scientific notation
 * are never guessed: such a number is refused.
 */
export function readStudentNo(cell: Cell | undefined): StudentNoReading {
  if (cell?.kind === 'number') return readNumber(cell.value);
  return readText(cellText(cell));
}

function readNumber(value: number): StudentNoReading {
  const hasLostDigits =
    Math.abs(value) >= firstLossyNumber || (value !== 0 && value % lostDigits === 0);
  return hasLostDigits ? { code: 'STUDENT_NO_SCIENTIFIC' } : readText(String(value));
}

function readText(raw: string): StudentNoReading {
  const text = cleanCode(raw)
    .replace(/\s+/gu, '')
    .replace(/^['’‘]/, '')
    .toUpperCase();
  if (text === '') return { code: 'STUDENT_NO_MISSING' };
  if (scientific.test(text)) return { code: 'STUDENT_NO_SCIENTIFIC' };
  const studentNo = text.replace(/\.0$/, '');
  return wellFormed.test(studentNo) ? { studentNo } : { code: 'STUDENT_NO_INVALID' };
}

import { compareForm, plainDashes } from './compare-form.ts';
import type { Cell, DateSystem } from './sheet.ts';

export type DateReading = { date: string | null } | { code: 'DATE_INVALID' };

/** Days from 1900-01-00, as Excel counts, to 1970-01-01; Excel believes in 1900-02-29. */
const unixEpochSerial = 25_569;
const phantomLeapDaySerial = 60;
const days1900To1904 = 1462;
const msPerDay = 86_400_000;

/** Bare numbers in a date column are serials only within these years (1954 to 2118). */
const firstBareSerial = 20_000;
const lastBareSerial = 80_000;

const written = [
  /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})$/,
  /^(\d{4})(年)(\d{1,2})月(\d{1,2})[日号]?$/,
  /^(\d{4})()(\d{2})(\d{2})$/,
];
const clockTime = /[t ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:?\d{2})?$/i;

/** A date as `YYYY-MM-DD`. An impossible date is never rolled over to a possible one. */
export function readDate(cell: Cell | undefined, dateSystem: DateSystem): DateReading {
  if (cell === undefined) return { date: null };
  switch (cell.kind) {
    case 'number':
      return readNumber(cell, dateSystem);
    case 'text':
      return readText(cell.text, dateSystem);
    case 'date':
      return readText(cell.iso, dateSystem);
    case 'boolean':
      return { code: 'DATE_INVALID' };
    case 'error':
    case 'formula-without-value':
      return { date: null };
  }
}

/** `null` when the number is no day of the calendar. */
export function isoDateOfSerial(serial: number, dateSystem: DateSystem): string | null {
  const day = Math.floor(serial) + (dateSystem === 1904 ? days1900To1904 : 0);
  if (day < 1 || day === phantomLeapDaySerial || day > 2_958_465) return null;
  const shift = day < phantomLeapDaySerial ? 1 : 0;
  return new Date((day + shift - unixEpochSerial) * msPerDay).toISOString().slice(0, 10);
}

function readNumber(cell: { value: number; isDate: boolean }, dateSystem: DateSystem): DateReading {
  if (!cell.isDate && !isBareSerial(cell.value)) return readWritten(String(cell.value));
  const date = isoDateOfSerial(cell.value, dateSystem);
  return date === null ? { code: 'DATE_INVALID' } : { date };
}

function readText(raw: string, dateSystem: DateSystem): DateReading {
  const text = raw.normalize('NFKC').trim().replace(clockTime, '');
  const compact = plainDashes(compareForm(text));
  if (compact === '') return { date: null };
  if (/^\d{5}(\.\d+)?$/.test(compact) && isBareSerial(Number(compact))) {
    return readNumber({ value: Number(compact), isDate: false }, dateSystem);
  }
  return readWritten(compact);
}

function isBareSerial(value: number): boolean {
  return value >= firstBareSerial && value <= lastBareSerial;
}

function readWritten(compact: string): DateReading {
  for (const form of written) {
    const match = form.exec(compact);
    if (match) return readParts(Number(match[1]), Number(match[3]), Number(match[4]));
  }
  return { code: 'DATE_INVALID' };
}

function readParts(year: number, month: number, day: number): DateReading {
  const date = new Date(Date.UTC(year, month - 1, day));
  // What does not exist lands in another month.
  const exists = year >= 1000 && date.getUTCMonth() === month - 1;
  return exists ? { date: date.toISOString().slice(0, 10) } : { code: 'DATE_INVALID' };
}

import { readTyped, type TemperatureUnit } from '../../../domain/temperature.ts';

const MOST_DIGITS = 4;

/** The digits of what is in the field: a point or comma typed by hand says nothing that they do not. */
export function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/\D/gu, '').slice(0, MOST_DIGITS);
}

/** What the field shows for these digits: "36", then "36.5"; on a Fahrenheit device "100", then "100.4". */
export function shownDigits(digits: string, unit: TemperatureUnit): string {
  const meant = digits.length < 3 ? null : readTyped(digits, unit);
  return meant === null || meant.rawValue === Number(digits) ? digits : meant.rawValue.toFixed(1);
}

/** Three digits are a whole reading, but for the Fahrenheit ones that begin with 1. */
export function isWhole(digits: string, unit: TemperatureUnit): boolean {
  return digits.length >= (unit === 'F' && digits.startsWith('1') ? 4 : 3);
}

import type { TemperatureUnit } from '../../domain/reading.ts';
import { readTyped } from '../../domain/temperature.ts';

const MOST_DIGITS = 4;

/** The digits of what is in the field: a point or comma typed by hand says nothing that they do not. */
export function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/\D/gu, '');
}

/** As many of them as a reading can have. */
export function digitsOfReading(digits: string): string {
  return digits.slice(0, MOST_DIGITS);
}

/** What the field shows for these digits: "36", then "36.5"; on a Fahrenheit device "100", then "100.4". */
export function shownDigits(digits: string, unit: TemperatureUnit): string {
  const meant = digits.length < 3 ? null : readTyped(digits, unit);
  return meant === null || meant.rawValue === Number(digits) ? digits : meant.rawValue.toFixed(1);
}

/** Two digits are a reading that somebody has not finished: 36 is never taken for 36.0. */
export function isWhole(digits: string): boolean {
  return digits.length >= 3;
}
